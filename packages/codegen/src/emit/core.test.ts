import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Contract, readContract } from '../generate.ts';
import type { Files, Model } from '../model.ts';
import { emitCore } from './core.ts';

const repository = new URL('../../../../', import.meta.url);
const spec = fileURLToPath(new URL('spec/openapi.yaml', repository));
const bare = fileURLToPath(new URL('../../fixtures/bare.yaml', import.meta.url));
const FOLDER = 'packages/core/src/generated/';

let contract: Contract;
let bareContract: Contract;
beforeAll(async () => {
  contract = await readContract(spec);
  bareContract = await readContract(bare);
}, 60_000);

function file(files: Files, name: string): string {
  const text = files.get(`${FOLDER}${name}`);
  if (text === undefined) throw new Error(`${name} was not written`);
  return text;
}

/** Type errors of the generated files, in their place among core's own. */
function typeErrors(files: Files, typesSource: string): string[] {
  const root = fileURLToPath(repository);
  const texts = new Map(
    [...files, [`${FOLDER}types.gen.ts`, typesSource]].map(([path, text]) => [root + path, text] as const),
  );
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.getSourceFile = (name, target) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, target);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file: source }) => {
    return `${source?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

function withOperationId(model: Model, id: string): Model {
  const [resource, ...others] = model.resources;
  const [operation, ...rest] = resource?.operations ?? [];
  if (!resource || !operation) throw new Error('no operation');
  return { ...model, resources: [{ ...resource, operations: [{ ...operation, id }, ...rest] }, ...others] };
}

describe('our contract', () => {
  it('gives the files that are committed', () => {
    for (const [path, text] of emitCore(contract.model)) {
      expect(readFileSync(new URL(path, repository), 'utf8'), path).toBe(text);
    }
  });

  it('says in each comment where the operation is from', () => {
    const functions = file(emitCore(contract.model), 'functions.gen.ts');
    const comment = (name: string): string =>
      new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\nexport function ${name}\\(`).exec(functions)?.[1] ?? '';
    expect(comment('createInvoice')).toContain("Source: the vendor's API.");
    expect(comment('listInvoices')).toContain('only the self-hosted server has it.');
    expect(comment('deleteInvoice')).toContain('{@link NotFoundError} (404)');
    expect(comment('deleteInvoice')).toContain('@see DELETE /revenue/invoices in spec/openapi.yaml');
  });
});

describe('a contract that says nothing special', () => {
  it('gives functions and resources for writes alone, with hyphens in the path', () => {
    const files = emitCore(bareContract.model);
    expect(file(files, 'functions.gen.ts')).toContain('path: "/revenue/credit-notes"');
    expect(file(files, 'functions.gen.ts')).not.toContain('paginate');
    expect(file(files, 'resources.gen.ts')).toMatch(
      /creditNotes: \{\n\s+create: \(body, options\) => createCreditNote\(client, body, options\)/,
    );
    expect(file(files, 'operations.gen.ts')).toContain('{ method: "DELETE", path: "/revenue/credit-notes" }');
    expect(file(files, 'contract.gen.ts')).toContain('"x-api-key"');
  });

  it('compiles', () => {
    expect(typeErrors(emitCore(bareContract.model), bareContract.typesSource)).toEqual([]);
  }, 60_000);
});

describe('names', () => {
  it.each(['createClient', 'isApiError', 'NotFoundError', 'delete', 'paginate'])(
    'of the client are refused: %s',
    (id) => {
      expect(() => emitCore(withOperationId(contract.model, id))).toThrow(`operationId "${id}"`);
    },
  );

  it('used twice are refused', () => {
    expect(() => emitCore(withOperationId(contract.model, 'updateInvoice'))).toThrow('used twice');
  });

  it.each(['request', 'id', 'baseUrl'])('of a client’s own members are refused: %s', (property) => {
    const resources = contract.model.resources.map((resource) => ({ ...resource, property }));
    expect(() => emitCore({ ...contract.model, resources })).toThrow(`client.${property}`);
  });

  it('of types give way to the client’s: Client becomes ClientSchema', () => {
    const rename = (text: string): string => text.replace(/\bInvoice\b/g, 'Client');
    const model: Model = JSON.parse(
      JSON.stringify(contract.model, (_, value) => (value === 'Invoice' ? 'Client' : value)),
    );
    const files = emitCore(model);
    expect(file(files, 'functions-entry.gen.ts')).toContain('Client as ClientSchema');
    expect(file(files, 'functions.gen.ts')).toContain('Call<ClientSchema>');
    expect(typeErrors(files, rename(contract.typesSource))).toEqual([]);
  }, 60_000);

  it('of the generator’s own ClientOptions stay inside', () => {
    const files = emitCore(contract.model);
    for (const name of ['index.gen.ts', 'functions-entry.gen.ts']) {
      const [own, types] = file(files, name).split('export type {').slice(1);
      expect(own).toContain('ClientOptions');
      expect(types).not.toContain('ClientOptions');
    }
  });
});

describe('texts', () => {
  it('cannot leave their comment or literal', () => {
    const hostile = `*/ throw 1; /* \${evil} \` " ' \u2028`;
    const model: Model = {
      ...contract.model,
      resources: contract.model.resources.map((resource) => ({
        ...resource,
        alreadyExistsCode: hostile,
        operations: resource.operations.map((operation) => ({
          ...operation,
          summary: hostile,
          description: hostile,
          scope: hostile,
        })),
      })),
    };
    expect(typeErrors(emitCore(model), contract.typesSource)).toEqual([]);
  }, 60_000);
});
