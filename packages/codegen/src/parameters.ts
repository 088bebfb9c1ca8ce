import { describe } from './field-docs.ts';
import type { FieldDoc, FilterOp, Json, Pagination, Parameter, Shape, StoredField } from './model.ts';
import { answerSchema, type RawOperation } from './operations.ts';
import { asObject, readShape } from './shapes.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';

const OPS: readonly FilterOp[] = ['eq', 'gt', 'gte', 'lt', 'lte', 'prefix'];
/** What the ending of a parameter's name says when no extension does. */
const ENDINGS: readonly (readonly [string, FilterOp])[] = [
  ['_from', 'gte'],
  ['_to', 'lt'],
  ['_min', 'gte'],
  ['_max', 'lte'],
];
/** Fields that every stored row has: when it was made, and when it was last changed. */
export const OWN_FIELDS: readonly string[] = ['created_at', 'updated_at'];

/**
 * Reads the query parameters of a list and what each is for.
 * @throws SpecError for a parameter whose purpose cannot be told.
 */
export function readParameters(
  spec: SpecDocument,
  operation: RawOperation,
  key: string,
  fields: readonly StoredField[],
): Parameter[] {
  const declared = operation.value['parameters'];
  const pagination = operation.kind === 'summary' ? undefined : readPagination(spec, operation);
  return (Array.isArray(declared) ? declared : []).flatMap((parameter, index) => {
    const { value, path } = spec.resolve(parameter, [...operation.at, 'parameters', index]);
    if (!isObject(value) || value['in'] !== 'query') return [];
    const name = String(value['name']);
    const shape = readShape(spec, value['schema'] ?? {}, [...path, 'schema'], { defaults: true });
    const role = readRole(spec, value, path, name, pagination, key, fields);
    const source = operation.value['x-source'] === 'ours' ? 'ours' : 'vendor';
    const fallback = shape.default === undefined ? {} : { default: shape.default };
    const filtered = role.kind === 'filter' ? fields.find((field) => field.name === role.field) : undefined;
    return [
      {
        ...describe(value, source),
        ...fallback,
        name,
        required: value['required'] === true,
        shape: filtered ? inherit(shape, filtered.shape) : shape,
        role,
      },
    ];
  });
}

/** What the contract says of a path parameter, on the operation or on its path. */
export function readPathParameter(spec: SpecDocument, operation: RawOperation, name: string): FieldDoc {
  const source = operation.value['x-source'] === 'ours' ? 'ours' : 'vendor';
  const above: Path = operation.at.slice(0, -1);
  const item = spec.resolve(asObject(spec.root['paths'])[operation.path] ?? {}, above).value;
  const places: [Json | undefined, Path][] = [
    [operation.value['parameters'], operation.at],
    [asObject(item)['parameters'], above],
  ];
  for (const [declared, at] of places) {
    for (const [index, parameter] of (Array.isArray(declared) ? declared : []).entries()) {
      const { value, path } = spec.resolve(parameter, [...at, 'parameters', index]);
      if (!isObject(value) || value['in'] !== 'path' || value['name'] !== name) continue;
      const shape = readShape(spec, value['schema'] ?? {}, [...path, 'schema'], { defaults: false });
      return { ...describe(value, source), name, required: true, shape: { ...shape, kind: 'id' } };
    }
  }
  return { name, required: true, source, shape: { type: 'string', kind: 'id' } };
}

/** A filter takes the meaning of its field: a currency is upper-cased, money is exact. */
function inherit(shape: Shape, field: Shape): Shape {
  return {
    ...shape,
    ...(field.kind === 'currency' ? { kind: field.kind } : {}),
    ...(field.currencyField === undefined ? {} : { currencyField: field.currencyField }),
    ...(field.format === 'date-time' ? { format: field.format } : {}),
  };
}

function readRole(
  spec: SpecDocument,
  parameter: JsonObject,
  at: Path,
  name: string,
  pagination: Pagination | undefined,
  key: string,
  fields: readonly StoredField[],
): Parameter['role'] {
  const stored = [key, ...OWN_FIELDS, ...fields.map((field) => field.name)];
  const filter = parameter['x-filter'];
  if (filter !== undefined) {
    const field = isObject(filter) ? filter['field'] : undefined;
    const op = isObject(filter) ? OPS.find((known) => known === filter['op']) : undefined;
    if (typeof field !== 'string' || !op || !stored.includes(field)) {
      throw spec.fault(
        [...at, 'x-filter'],
        `x-filter of "${name}" must be { field: <stored field>, op: ${OPS.join('|')} }.`,
      );
    }
    return { kind: 'filter', field, op };
  }
  const sort = parameter['x-sort'] ?? (name === 'sort' ? 'field' : name === 'order' ? 'order' : undefined);
  if (sort === 'field') return sortField(spec, parameter, at, name, stored);
  if (sort === 'order') return { kind: 'sort-order' };
  if (sort !== undefined) throw spec.fault([...at, 'x-sort'], `x-sort of "${name}" must be "field" or "order".`);
  if (name === pagination?.cursor) return { kind: 'cursor' };
  if (name === pagination?.limit) return { kind: 'limit' };
  if (stored.includes(name)) return { kind: 'filter', field: name, op: 'eq' };
  for (const [ending, op] of ENDINGS) {
    const field = name.slice(0, -ending.length);
    if (name.endsWith(ending) && stored.includes(field)) return { kind: 'filter', field, op };
  }
  throw spec.fault(at, `what "${name}" filters cannot be told; add x-filter: { field: <stored field>, op: eq }.`);
}

function sortField(
  spec: SpecDocument,
  parameter: JsonObject,
  at: Path,
  name: string,
  stored: readonly string[],
): Parameter['role'] {
  const schema = isObject(parameter['schema']) ? parameter['schema'] : {};
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [];
  const unknown = values.find((value) => !stored.includes(String(value)));
  if (values.length === 0 || unknown !== undefined) {
    throw spec.fault(
      at,
      `"${name}" needs an enum of stored fields${unknown === undefined ? '' : `; "${unknown}" is none`}.`,
    );
  }
  return { kind: 'sort-field' };
}

/** Reads `x-pagination`, or tells the names from the answer's fields. */
export function readPagination(spec: SpecDocument, operation: RawOperation): Pagination {
  const declared = operation.value['x-pagination'];
  if (declared !== undefined) {
    const names = ['cursor', 'limit', 'items', 'next', 'more'] as const;
    if (!isObject(declared) || names.some((name) => typeof declared[name] !== 'string')) {
      throw spec.fault([...operation.at, 'x-pagination'], `x-pagination needs the names ${names.join(', ')}.`);
    }
    const text = (name: (typeof names)[number]): string => String(declared[name]);
    return {
      cursor: text('cursor'),
      limit: text('limit'),
      items: text('items'),
      next: text('next'),
      more: text('more'),
    };
  }
  const answer = answerSchema(spec, operation.value, operation.at);
  const shape = answer ? readShape(spec, answer.value, answer.path, { defaults: false }) : undefined;
  const arrays = Object.entries(shape?.fields ?? {}).filter(([, field]) => field.type === 'array');
  const [items] = arrays;
  if (arrays.length !== 1 || !items) {
    const place: Path = answer?.path ?? operation.at;
    throw spec.fault(place, `the answer of "${operation.id}" needs one array field, or x-pagination on the operation.`);
  }
  return { cursor: 'cursor', limit: 'limit', items: items[0], next: 'next_cursor', more: 'has_more' };
}
