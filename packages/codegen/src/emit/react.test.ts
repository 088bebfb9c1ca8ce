import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { emitAll, readContract } from '../generate.ts';
import type { Files } from '../model.ts';
import { emitCore } from './core.ts';
import { emitReact } from './react.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const FOLDER = 'packages/react/src/generated';

const text = { type: 'string' };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const written = (key: string): object => ({
  200: {
    description: 'ok',
    ...json({ type: 'object', required: ['success', key], properties: { success: { const: true }, [key]: text } }),
  },
});
const body = (...names: string[]): object => ({
  requestBody: json({
    type: 'object',
    required: names.slice(0, 1),
    properties: Object.fromEntries(names.map((name) => [name, text])),
  }),
});
const row = { $ref: '#/components/schemas/Client' };

/** Hyphens; writes only; a schema with a name of ours; paging under other names; writes that reach further. */
const spec = {
  openapi: '3.1.0',
  info: { title: 'Other', version: '1.0.0' },
  security: [{ key: ['revenue'] }],
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    schemas: {
      Client: { type: 'object', required: ['customer_id'], properties: { customer_id: text, name: text } },
      SkipToken: {
        type: 'object',
        required: ['rows', 'more', 'next-one'],
        properties: {
          rows: { type: 'array', items: row },
          more: { type: 'boolean' },
          'next-one': { type: ['string', 'null'] },
        },
      },
    },
  },
  paths: {
    '/revenue/credit-notes': {
      post: {
        operationId: 'createCreditNote',
        summary: 'Credit */ somebody',
        deprecated: true,
        'x-invalidates': ['credit-notes', 'customers'],
        ...body('credit_note_id', 'reason'),
        responses: written('credit_note_id'),
      },
      put: {
        operationId: 'updateCreditNote',
        ...body('credit_note_id', 'reason'),
        responses: written('credit_note_id'),
      },
      delete: { operationId: 'deleteCreditNote', ...body('credit_note_id'), responses: written('credit_note_id') },
    },
    '/revenue/customers': {
      post: { operationId: 'createCustomer', ...body('customer_id', 'name'), responses: written('customer_id') },
      put: { operationId: 'updateCustomer', ...body('customer_id', 'name'), responses: written('customer_id') },
      delete: { operationId: 'deleteCustomer', ...body('customer_id'), responses: written('customer_id') },
      get: {
        operationId: 'listCustomers',
        'x-pagination': { cursor: 'page-token', limit: 'limit', items: 'rows', next: 'next-one', more: 'more' },
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'page-token', in: 'query', schema: text },
          { name: 'name', in: 'query', required: true, 'x-filter': { field: 'name', op: 'eq' }, schema: text },
          { name: 'since', in: 'query', 'x-filter': { field: 'created_at', op: 'gte' }, schema: text },
        ],
        responses: { 200: { description: 'ok', ...json({ $ref: '#/components/schemas/SkipToken' }) } },
      },
    },
    '/revenue/plans': {
      post: { operationId: 'createPlan', ...body('plan_id'), responses: written('plan_id') },
      get: {
        operationId: 'listPlans',
        responses: {
          200: {
            description: 'ok',
            ...json({ type: 'object', required: ['plans'], properties: { plans: { type: 'array', items: text } } }),
          },
        },
      },
    },
    '/revenue/customers/{customer_id}': {
      get: {
        operationId: 'getCustomer',
        parameters: [{ name: 'customer_id', in: 'path', required: true, schema: text }],
        responses: { 200: { description: 'ok', ...json(row) } },
      },
    },
  },
};

async function generate(contract: object): Promise<Files> {
  const path = join(mkdtempSync(join(tmpdir(), 'revenue-react-')), 'spec.yaml');
  writeFileSync(path, JSON.stringify(contract));
  return emitAll(await readContract(path, 'spec.yaml'), [emitCore, emitReact]);
}

/** Compiles the hooks with these generated files in place of the repository's. */
function compileErrors(files: Files, use: string): string[] {
  const config = ts.readConfigFile(join(root, 'packages/react/tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(root, 'packages/react'));
  const caller = join(root, FOLDER, 'caller.tsx');
  const overlay = new Map([...files].map(([path, content]) => [join(root, path), content]));
  overlay.set(caller, use);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  // Packages find each other through links.
  const real = (path: string): string =>
    path.replace(/packages\/\w+\/node_modules\/@thrivestack-revenue\/(\w+)\/src\//, 'packages/$1/src/');
  host.fileExists = (path) => overlay.has(real(path)) || (!path.includes('/generated/') && fileExists(path));
  host.readFile = (path) => overlay.get(real(path)) ?? readFile(path);
  host.getSourceFile = (path, version) => {
    const content = host.readFile(path);
    return content === undefined ? undefined : ts.createSourceFile(path, content, version);
  };
  const entries = ['index.gen.ts', 'optimistic.gen.ts', 'server.gen.ts'].map((name) => join(root, FOLDER, name));
  const program = ts.createProgram([...entries, caller], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

describe('our contract', () => {
  it('gives what is committed', async () => {
    const files = emitAll(await readContract(join(root, 'spec/openapi.yaml')), [emitReact]);
    const ours = [...files].filter(([path]) => path.startsWith(FOLDER));
    expect(ours.map(([path]) => path.slice(FOLDER.length + 1)).sort()).toEqual(readdirSync(join(root, FOLDER)).sort());
    for (const [path, content] of ours) expect(readFileSync(join(root, path), 'utf8')).toBe(content);
  });
});

describe('another contract', () => {
  it('gives hooks that compile, writes only and hyphens included', async () => {
    const files = await generate(spec);
    expect(files.has(`${FOLDER}/credit-notes.prefetch.gen.ts`)).toBe(false);
    const use = `
      import { useCreateCreditNote, useInfiniteListCustomers, useGetCustomer, creditNotesKey } from './index.gen.ts';
      import { ensureInfiniteListCustomers, createCreditNoteMutation } from './server.gen.ts';
      import { skipToken } from '@tanstack/react-query';
      export function useAll(): string | undefined {
        useCreateCreditNote().mutate({ credit_note_id: 'a', reason: 'b' });
        const name: string | undefined = useGetCustomer(skipToken).data?.name;
        // @ts-expect-error the filter by name is required
        useInfiniteListCustomers();
        const row = useInfiniteListCustomers({ name: 'n' }).data?.pages[0]?.rows[0];
        void [creditNotesKey, ensureInfiniteListCustomers, createCreditNoteMutation];
        return row?.customer_id ?? name;
      }`;
    expect(compileErrors(files, use)).toEqual([]);
  }, 60_000);

  it('has infinite forms only of lists that can be continued', async () => {
    const client = (await generate(spec)).get(`${FOLDER}/index.gen.ts`);
    expect(client).toContain('  useListPlans,');
    expect(client).not.toContain('InfiniteListPlans');
  });

  it('invalidates what x-invalidates names', async () => {
    const options = (await generate(spec)).get(`${FOLDER}/credit-notes.options.gen.ts`);
    expect(options).toContain(
      'writeOptions(client, "creditNotes", "create", "credit_note_id", ["creditNotes", "customers"], createCreditNote,',
    );
    expect(options).toContain(
      'writeOptions(client, "creditNotes", "update", "credit_note_id", ["creditNotes"], updateCreditNote,',
    );
  });

  it('says of each resource with reads how its rows, filters and pages are found', async () => {
    const optimistic = (await generate(spec)).get(`${FOLDER}/optimistic.gen.ts`);
    // Without reads there is nothing in a cache that a write could change.
    expect(optimistic).not.toContain('creditNotes');
    expect(optimistic).toContain('"customers": { "key": "customer_id"');
    expect(optimistic).toContain('"items": "rows", "next": "next-one", "more": "more", "cursor": "page-token"');
    // What pages a list filters nothing; what filters by the server's own times cannot be decided.
    expect(optimistic).toContain('"filters": { "limit": [], "page-token": [], "name": [ "name", 0 ] }');
  });

  it('says what is deprecated, in comments that do not end early', async () => {
    const hooks = (await generate(spec)).get(`${FOLDER}/credit-notes.hooks.gen.ts`);
    expect(hooks).toContain(' * Credit *\\/ somebody.\n');
    expect(hooks?.match(/@deprecated/g)).toHaveLength(1);
  });

  it('puts hooks and context into the client entry only', async () => {
    const files = await generate(spec);
    const [client, server] = ['index', 'server'].map((name) => files.get(`${FOLDER}/${name}.gen.ts`) ?? '');
    expect(client).toMatch(/^'use client';$/m);
    expect(client).toContain('useCreateCreditNote');
    expect(server).not.toMatch(/use client|\buse[A-Z]|Provider|\*/);
  });

  it('refuses two exports of one name, with file, line and remedy', async () => {
    const clash = structuredClone(spec) as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const post = clash.paths['/revenue/customers']?.['post'];
    if (post) post['operationId'] = 'revenue';
    await expect(generate(clash)).rejects.toThrow(
      /^spec\.yaml:1: "revenue" and the package itself both become "revenueKey" in the hooks; give the operation another operationId\.$/,
    );
  });

  it.each(['read', 'api', 'page', 'listPlansOptions', 'plans'])('refuses a name that meets another: %s', async (id) => {
    const clash = structuredClone(spec) as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const post = clash.paths['/revenue/customers']?.['post'];
    if (post) post['operationId'] = id;
    await expect(generate(clash)).rejects.toThrow(/ both become ".*" in the hooks; /);
  });
});

describe('an awkward contract', () => {
  it('gives hooks that compile', async () => {
    const odd = join(root, 'packages/codegen/fixtures/odd.yaml');
    const files = emitAll(await readContract(odd, 'odd.yaml'), [emitCore, emitReact]);
    const use = `
      import {
        listOddThingHistoryOptions, useCreateSwitch, useGetMe, useInfiniteListOddThings, useListOddThingHistory,
        useListSwitches, useSuspenseGetMe,
      } from './index.gen.ts';
      import { skipToken } from '@tanstack/react-query';
      export function useAll(id: string | undefined): unknown[] {
        // @ts-expect-error the filter by class is required
        useInfiniteListOddThings({});
        const { data } = useInfiniteListOddThings({ class: 'a', "li'mit": 3 });
        const deep: 1 | 2 | null | undefined = data?.pages[0]?.["it's \\"rows\\""][0]?.nested?.['deep-er']?.[0]?.var;
        const history = useListOddThingHistory(id ?? skipToken, undefined, { staleTime: 1 });
        const changes: unknown[] | undefined = history.data?.changes;
        const prefix: string | undefined = useGetMe({ enabled: id !== undefined }).data?.prefix;
        const all: string[] | undefined = useListSwitches().data?.all;
        useCreateSwitch().mutate({ switch_id: 'a', catch: 'b' });
        return [deep, changes, prefix, all, useSuspenseGetMe().data.prefix, listOddThingHistoryOptions];
      }`;
    expect(compileErrors(files, use)).toEqual([]);
  }, 60_000);
});
