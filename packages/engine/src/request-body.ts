import { check } from '@thrivestack-revenue/validation';
import { isExact } from './decimal-text.ts';
import { invalid, Refusal, refuseIssues } from './errors.ts';
import { type ParsedJson, parseJson } from './json.ts';
import type { Json, JsonObject, ResourceDefinition, Shape } from './manifest.ts';
import type { Endpoint } from './routes.ts';
import type { ErrorDetail } from './store/port.ts';

/** What a good body says. */
export interface WriteBody {
  readonly id: string;
  /** Normalised, without the key. */
  readonly fields: JsonObject;
  /** By path; only numbers that a double does not hold exactly. */
  readonly numberTexts?: Readonly<Record<string, string>>;
}

/** The headers and the bytes that a body is read from, with the decoded query. */
export interface BodySource {
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly bytes: Uint8Array;
  readonly query: ReadonlyMap<string, string>;
}

/**
 * Makes the reader of an operation's body: media type, JSON, schema, meaning of the body alone.
 *
 * The reader throws a Refusal with status 400 that names every wrong field.
 */
export function createBodyReader({ definition, operation }: Endpoint): (source: BodySource) => WriteBody {
  const { key } = definition;
  const mode = operation.kind === 'create' ? 'create' : operation.kind === 'update' ? 'update' : 'delete';
  const shape = bodyShape(operation.body ?? { type: 'object' }, mode, definition);
  const rules = definition.rules;
  return (source) => {
    const fromQuery = mode === 'delete' ? source.query.get(key) : undefined;
    const parsed = mode === 'delete' && source.bytes.length === 0 ? EMPTY : readJson(source);
    const value = withQueryId(objectOf(parsed.value), key, fromQuery);
    const checked = check(shape, value, { mode, rules, numberText: parsed.numberText });
    refuseIssues(mode === 'delete' ? checked.issues.map((issue) => explained(issue, key)) : checked.issues);
    const { [key]: id, ...fields } = checked.value;
    const numberTexts = inexact(parsed, fields);
    return { id: String(id), fields, ...(numberTexts ? { numberTexts } : {}) };
  };
}

const EMPTY: ParsedJson = { value: {}, numbers: undefined, numberText: () => undefined };

/** An update may repeat what it cannot change: that is judged against the stored row. */
function bodyShape(shape: Shape, mode: string, definition: ResourceDefinition): Shape {
  if (mode !== 'update') return shape;
  const fixed = definition.fields.filter(({ immutable }) => immutable).map((field) => [field.name, field.shape]);
  return { ...shape, fields: { ...Object.fromEntries(fixed), ...shape.fields } };
}

function readJson(source: BodySource): ParsedJson {
  if (!isJson(source.contentType) || (source.contentEncoding ?? 'identity').trim().toLowerCase() !== 'identity') {
    throw new Refusal(400, {
      code: 'unsupported_media_type',
      message: 'Send the body as "content-type: application/json", in UTF-8 and not compressed.',
    });
  }
  return parseJson(source.bytes);
}

function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (!/^application\/(json|[a-z0-9.!#$&^_-]+\+json)$/.test(type.trim())) return false;
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset);
}

function objectOf(value: Json): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw invalid('invalid_json', 'The body must be a JSON object, such as {"name": "value"}.');
}

function withQueryId(value: JsonObject, key: string, id: string | undefined): JsonObject {
  if (id === undefined) return value;
  const own = Object.hasOwn(value, key) ? value[key] : undefined;
  if (own === undefined) return { ...value, [key]: id };
  if (typeof own === 'string' && own !== id) {
    throw invalid('id_mismatch', `${key} differs between body and query. Send it once, or twice the same.`, key);
  }
  return value;
}

function explained(issue: ErrorDetail, key: string): ErrorDetail {
  if (issue.code !== 'missing_field' || issue.param !== key) return issue;
  const hint = `Some proxies strip the body of a DELETE; if yours does, send it as ?${key}= instead.`;
  return { ...issue, message: `${issue.message} ${hint}` };
}

/** Keeps the texts that say more than the number does: only they can change what a later check finds. */
function inexact(parsed: ParsedJson, fields: JsonObject): Record<string, string> | undefined {
  let texts: Record<string, string> | undefined;
  for (const [path, text] of parsed.numbers ?? []) {
    const top = /^[^.[]*/.exec(path)?.[0] ?? path;
    if (!Object.hasOwn(fields, top) || isExact(text)) continue;
    texts ??= {};
    texts[path] = text;
  }
  return texts;
}
