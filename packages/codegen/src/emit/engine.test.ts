import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readContract } from '../generate.ts';
import type { Model, Operation, Resource } from '../model.ts';
import { emitEngine } from './engine.ts';

const FILE = 'packages/engine/src/generated/manifest.gen.ts';

const operation: Operation = {
  kind: 'create',
  id: 'createThing',
  method: 'create',
  hook: 'useCreateThing',
  httpMethod: 'POST',
  path: '/revenue/things',
  source: 'ours',
  scope: 'revenue',
  summary: 'Create a thing',
  deprecated: false,
  body: [],
  query: [],
  answer: [],
  answerShape: { type: 'object' },
  statuses: [200],
  invalidates: [],
  types: { response: 'Thing', imports: [] },
  bodyShape: {
    type: 'object',
    fields: {
      thing_id: { type: 'string', kind: 'id' },
      'odd-name': { type: 'string', enum: ['"', '*/', '\u2028', '`$'] },
      price: { type: 'number', currencyField: 'currency' },
      ends: { type: 'string', format: 'date-time', notBefore: { field: 'starts', code: 'c' } },
      nested: { type: 'array', items: { type: 'object', fields: { __proto__x: { type: 'any' } } } },
    },
    required: ['thing_id'],
  },
};

const resource: Resource = {
  stored: true,
  name: 'things',
  property: 'things',
  noun: 'Thing',
  nounPlural: 'Things',
  singular: 'thing',
  path: '/revenue/things',
  key: 'thing_id',
  alreadyExistsCode: 'thing_already_exists',
  operations: [operation],
  fields: [
    {
      name: 'price',
      shape: { type: 'number', currencyField: 'currency' },
      immutable: true,
      required: true,
      readAsNull: false,
    },
    { name: 'ends', shape: { type: 'string' }, immutable: false, required: false, readAsNull: true },
  ],
  rules: [{ field: 'ends', other: 'starts', code: 'c' }],
  columns: [
    { field: 'thing_id', type: 'text' },
    { field: 'price', type: 'money' },
  ],
};

const model: Model = {
  title: 'Test',
  version: '1',
  servers: [],
  keyHeader: 'X-Key',
  scopes: ['revenue'],
  resources: [resource],
  places: {},
  errorBody: [],
  typeNames: [],
};

/** Runs the emitted text: it is one literal behind two lines of TypeScript. */
function evaluate(text: string | undefined): unknown {
  const literal = /export const manifest: Manifest = ([\s\S]*);\n$/.exec(text ?? '')?.[1];
  return new Function(`return ${literal}`)();
}

test('the manifest says what the engine needs, and no more', () => {
  const files = emitEngine(model);
  expect([...files.keys()]).toEqual([FILE]);
  const { ends, ...fields } = operation.bodyShape?.fields ?? {};
  expect(ends?.notBefore).toBeDefined();
  expect(evaluate(files.get(FILE))).toEqual({
    title: 'Test',
    keyHeader: 'x-key',
    scopes: ['revenue'],
    resources: [
      {
        name: 'things',
        path: '/revenue/things',
        key: 'thing_id',
        singular: 'thing',
        alreadyExistsCode: 'thing_already_exists',
        operations: [
          {
            id: 'createThing',
            kind: 'create',
            method: 'POST',
            path: '/revenue/things',
            scope: 'revenue',
            body: { ...operation.bodyShape, fields: { ...fields, ends: { type: 'string', format: 'date-time' } } },
          },
        ],
        fields: [
          { name: 'price', shape: { type: 'number', currencyField: 'currency' }, immutable: true },
          { name: 'ends', shape: { type: 'string' }, readAsNull: true },
        ],
        rules: [{ field: 'ends', other: 'starts', code: 'c' }],
        columns: [{ field: 'price', type: 'money', currencyField: 'currency' }],
      },
    ],
    builtins: [],
  });
});

test('lines stay readable: short data on one line, no line beyond 120 columns', async () => {
  const spec = fileURLToPath(new URL('../../../../spec/openapi.yaml', import.meta.url));
  const text = emitEngine((await readContract(spec)).model).get(FILE) ?? '';
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(text).toContain('invoice_id: { type: "string", kind: "id" },');
  expect(text.startsWith('// Generated from spec/openapi.yaml')).toBe(true);
});

test('a field named __proto__ stays a field', () => {
  const fields = JSON.parse('{"__proto__":{"type":"any"}}');
  const odd = { ...operation, bodyShape: { type: 'object', fields } as const };
  const text = emitEngine({ ...model, resources: [{ ...resource, operations: [odd] }] }).get(FILE);
  expect(text).toContain('["__proto__"]: { type: "any" }');
});

test('a summary brings its fields and a column of folded text; parameters of every read are there', () => {
  const summary = { measure: 'price', unit: 'currency', nearDuplicates: 'label' };
  const limit = {
    name: 'limit',
    required: false,
    source: 'ours',
    role: { kind: 'limit' },
    shape: { type: 'integer' },
  } as const;
  const { bodyShape: _, ...read } = operation;
  const history = { ...read, kind: 'history', query: [limit] } as const;
  const text = emitEngine({ ...model, resources: [{ ...resource, summary, operations: [history] }] }).get(FILE);
  expect(evaluate(text)).toMatchObject({
    resources: [
      {
        summary,
        columns: [{ field: 'price' }, { field: 'label', type: 'folded' }],
        operations: [{ kind: 'history', query: [{ name: 'limit', role: { kind: 'limit' } }] }],
      },
    ],
  });
});

test('what has no rows is no resource: its operations are built in', () => {
  const key = { ...operation, id: 'getKey', kind: 'key', httpMethod: 'GET', path: '/revenue/key' } as const;
  const text = emitEngine({ ...model, resources: [{ ...resource, stored: false, operations: [key] }] }).get(FILE);
  expect(evaluate(text)).toMatchObject({
    resources: [],
    builtins: [{ id: 'getKey', kind: 'key', method: 'GET', path: '/revenue/key', scope: 'revenue' }],
  });
});
