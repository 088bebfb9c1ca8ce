import { describe, expect, it } from 'vitest';
import { enrich } from './enrich.ts';
import type { Json } from './model.ts';
import type { JsonObject } from './spec-document.ts';

function field(more: JsonObject): JsonObject {
  return { type: 'string', description: 'Text.', default: 'a', ...more };
}

function body(schema: Json): JsonObject {
  return { requestBody: { content: { 'application/json': { schema } } } };
}

function contract(operations: JsonObject, schemas: JsonObject = {}): JsonObject {
  return { paths: { '/things': operations }, components: { schemas } };
}

function object(properties: JsonObject): JsonObject {
  return { type: 'object', properties };
}

/** Enriches a contract with these bodies of POST and PUT, and gives back their fields. */
function enriched(post: JsonObject, put: JsonObject): [JsonObject, JsonObject] {
  enrich(contract({ post: body(object(post)), put: body(object(put)) }));
  return [post, put];
}

describe('what people read of a field', () => {
  it('has its unit, default and source', () => {
    const [{ a }] = enriched({ a: field({ 'x-unit': 'rows', 'x-source': 'vendor' }) }, {});
    expect(a).toMatchObject({ description: 'Text.\n\nUnit: rows. Default: "a". Source: vendor.' });
  });

  it('claims no default on PUT', () => {
    const [post, put] = enriched({ a: field({}) }, { a: field({}), b: object({ c: field({}) }) });
    expect(post['a']).toMatchObject({ description: 'Text.\n\nDefault: "a".' });
    expect(put).toEqual({
      a: { type: 'string', description: 'Text.' },
      b: object({ c: { type: 'string', description: 'Text.' } }),
    });
  });

  it('claims none in a schema that only a PUT refers to', () => {
    const own = object({ a: field({}) });
    const shared = object({ b: field({}) });
    const root = contract(
      {
        post: body({ $ref: '#/components/schemas/Shared' }),
        put: body({ allOf: [{ $ref: '#/components/schemas/Own' }, { $ref: '#/components/schemas/Shared' }] }),
      },
      { Own: own, Shared: shared },
    );
    enrich(root);
    expect(own).toEqual(object({ a: { type: 'string', description: 'Text.' } }));
    expect(shared).toMatchObject(object({ b: field({ description: 'Text.\n\nDefault on creation: "a".' }) }));
  });

  it('keeps the default of a parameter of a PUT', () => {
    const parameter: JsonObject = { in: 'query', name: 'p', description: 'P.', schema: { default: 3 } };
    enrich(contract({ put: { ...body(object({})), parameters: [parameter] } }));
    expect(parameter['description']).toBe('P.\n\nDefault: 3.');
  });

  it('is not mixed up with fields called default, description or properties, nor with examples', () => {
    const fields = object({ default: field({}), description: { type: 'string' }, properties: object({}) });
    const example = { description: 'Mine.', 'x-unit': 'rows', default: 1 };
    const [, put] = enriched({}, { a: { ...fields, example } });
    expect(put['a']).toEqual({
      type: 'object',
      properties: {
        default: { type: 'string', description: 'Text.' },
        description: { type: 'string' },
        properties: object({}),
      },
      example: { description: 'Mine.', 'x-unit': 'rows', default: 1 },
    });
  });

  it('is said once where an alias repeats it, and ends where schemas go in circles', () => {
    const a = field({});
    const node = object({ a });
    (node['properties'] as JsonObject)['child'] = { $ref: '#/components/schemas/Node' };
    enrich(contract({ post: body(node), get: body(object({ a })) }, { Node: node }));
    expect(a['description']).toBe('Text.\n\nDefault: "a".');
  });
});
