import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Contract, readContract } from '../generate.ts';
import type { Files, Model } from '../model.ts';
import { emitCore } from './core.ts';

const repository = new URL('../../../../', import.meta.url);
const spec = fileURLToPath(new URL('spec/openapi.yaml', repository));
const bare = fileURLToPath(new URL('../../fixtures/bare.yaml', import.meta.url));
const odd = fileURLToPath(new URL('../../fixtures/odd.yaml', import.meta.url));
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

/** Type errors of the generated files, and of a text that uses them, in their place among core's own. */
function typeErrors(files: Files, typesSource: string, use = 'export {};'): string[] {
  const root = fileURLToPath(repository);
  const texts = new Map(
    [...files, [`${FOLDER}types.gen.ts`, typesSource], [`${FOLDER}use.ts`, use]].map(
      ([path, text]) => [`${root}${path}`, text ?? ''] as const,
    ),
  );
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: ['node'] }, root);
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

describe('what reads beside rows', () => {
  it('takes id and query in this order, as the contract has them', () => {
    const files = emitCore(contract.model);
    const resources = file(files, 'resources.gen.ts');
    expect(resources).toContain('listHistory: (id, query, options) => listInvoiceHistory(client, id, query, options)');
    expect(resources).toContain('getSummary: (query, options) => getInvoiceSummary(client, query, options)');
    expect(resources).toContain('    key: {\n      get: (options) => getKey(client, options),\n    },\n');
    expect(file(files, 'operations.gen.ts')).toContain('"/revenue/invoices/{invoice_id}/history"');
  });
});

describe('an awkward contract', () => {
  it('compiles, whatever its names and texts are', async () => {
    const { model, typesSource } = await readContract(odd, 'odd.yaml');
    const use = `
      import { createClient } from './index.gen.ts';
      import { createOddThingValidator } from './validators.gen.ts';
      const client = createClient();
      export async function use(): Promise<unknown> {
        const { data } = await client.oddThings.create({ odd_thing_id: 'a', class: "it's", 'a-b': true, '${'$'}{x}\`': 'b' }).withResponse();
        const id: string | undefined = data.odd_thing_id;
        // @ts-expect-error a body is never left out
        client.switches.create();
        // @ts-expect-error the filter by class is required
        client.oddThings.list();
        for await (const row of client.oddThings.list({ class: 'a', 'page token': 'b' })) {
          const name: string | undefined = row["it's"];
          const deep: 1 | 2 | null | undefined = row.nested?.['deep-er']?.[0]?.var;
          void [name, deep];
        }
        for await (const change of client.oddThings.listHistory('a', undefined, { timeoutMs: 1 })) void change;
        const all: string[] = (await client.switches.list()).all;
        const prefix: string = (await client.me.get({ timeoutMs: 1 })).prefix;
        return [id, all, prefix, createOddThingValidator];
      }`;
    expect(typeErrors(emitCore(model), typesSource, use)).toEqual([]);
  }, 60_000);

  it('is checked as it says', async () => {
    const { model } = await readContract(odd, 'odd.yaml');
    const validators = file(emitCore(model), 'validators.gen.ts');
    const [create, update] = ['create', 'update'].map(
      (kind) => validators.split(`const ${kind}OddThingValidator`)[1]?.split(');')[0] ?? '',
    );
    expect(create).toContain('default: 3');
    expect(update).not.toContain('default: 3');
    expect(create).toContain('"quo\\"te": { type: "string", pattern: "^[\\"\'`/]+$" }');
    expect(create).toContain('"\\u2028"');
  });
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

  it('that mean another are refused', () => {
    expect(() => emitCore(withOperationId(contract.model, 'updateInvoiceOperation'))).toThrow(
      'operationId "updateInvoiceOperation" stands for a part of "updateInvoice"',
    );
  });

  it.each(['class', 'new', 'default'])('of the language are refused: %s', (property) => {
    const resources = contract.model.resources.map((resource) => ({ ...resource, property }));
    expect(() => emitCore({ ...contract.model, resources })).toThrow(`client.${property}, a word of the language`);
  });

  it('are refused with file, line and remedy', async () => {
    const text = readFileSync(bare, 'utf8').replaceAll('credit-notes', 'request').replaceAll('credit_note', 'request');
    const path = join(mkdtempSync(join(tmpdir(), 'revenue-core-')), 'spec.yaml');
    writeFileSync(path, text);
    const { model } = await readContract(path, 'spec.yaml');
    expect(() => emitCore(model)).toThrow(
      /^spec\.yaml:8: "request" would be client\.request, which exists already; rename the path\.$/,
    );
  });

  it.each(['request', 'id', 'baseUrl', 'then', 'constructor'])(
    'of a client’s own members are refused: %s',
    (property) => {
      const resources = contract.model.resources.map((resource) => ({ ...resource, property }));
      expect(() => emitCore({ ...contract.model, resources })).toThrow(`client.${property}`);
    },
  );

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

describe('what is deprecated', () => {
  it('is said by the function, its operation and the resource', () => {
    const model: Model = {
      ...contract.model,
      resources: contract.model.resources.map((resource) => ({
        ...resource,
        operations: resource.operations.map((operation) => ({
          ...operation,
          deprecated: operation.kind === 'delete',
          body: operation.body.map((field, index) => (index === 1 ? { ...field, deprecated: true as const } : field)),
        })),
      })),
    };
    const files = emitCore(model);
    const functions = file(files, 'functions.gen.ts');
    const second = contract.model.resources[0]?.operations.find(({ kind }) => kind === 'create')?.body[1]?.name;
    expect(functions).toContain(`deprecatedFields: ["${second}"]`);
    const deletes = model.resources.flatMap(({ operations }) => operations.filter(({ kind }) => kind === 'delete'));
    expect(functions.match(/ deprecated: true/g)).toHaveLength(deletes.length);
    expect(functions.match(/@deprecated/g)).toHaveLength(deletes.length);
    expect(file(files, 'resources.gen.ts').match(/@deprecated/g)).toHaveLength(deletes.length);
    expect(typeErrors(files, contract.typesSource)).toEqual([]);
  }, 60_000);
});
