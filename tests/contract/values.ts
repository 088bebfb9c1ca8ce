import type { NotBeforeRule, OperationDefinition, ResourceDefinition, Shape } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { currencyExponent } from '../../packages/validation/src/index.ts';
import { isObject, type Json } from '../wire/cases.ts';

export type JsonObject = { [key: string]: Json };

/** How values look: short and plain for people, or whatever the contract allows. */
export interface Style {
  readonly id: fc.Arbitrary<string>;
  /** Text of a number of characters. */
  readonly text: (minimum: number, maximum: number) => fc.Arbitrary<string>;
  readonly instant: fc.Arbitrary<Date>;
  readonly currency: fc.Arbitrary<string>;
  /** Every optional field and at least one item in each list. */
  readonly full: boolean;
}

/** Bytes; `maxLength` of the contract replaces it. */
const TEXT_LIMIT = 1024;

const letters = 'abcdefghijklmnopqrstuvwxyz';
const days = { min: new Date('2024-01-01T00:00:00Z'), max: new Date('2025-12-31T00:00:00Z'), noInvalidDate: true };
const plainText = (minimum: number, maximum: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...letters),
    minLength: Math.max(minimum, Math.min(5, maximum)),
    maxLength: Math.min(Math.max(minimum, 9), maximum),
  });

/** Values that are easy to read in a failure. */
export const plain: Style = {
  id: plainText(8, 8),
  text: plainText,
  instant: fc.date(days),
  currency: fc.constant('USD'),
  full: true,
};

/** Everything the contract allows. */
export const wild: Style = {
  id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(asId),
  text: (minimum, maximum) =>
    fc
      .string({ unit: 'binary', minLength: minimum, maxLength: Math.min(maximum, minimum + 60) })
      .map((text) => text.replaceAll('\0', '0')),
  instant: fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  }),
  // Two, no and three decimals.
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  full: false,
};

/** Makes a text an id: composed, without control characters and outer white space, not a dot segment. */
function asId(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .normalize('NFC');
  return clean === '' || clean === '.' || clean === '..' || Buffer.byteLength(clean) > 255 ? 'id' : clean;
}

/** Bodies that an operation takes. */
export function bodies(
  { rules }: Pick<ResourceDefinition, 'rules'>,
  { body = { type: 'object' } }: OperationDefinition,
  style: Style,
): fc.Arbitrary<JsonObject> {
  return values(body, style, true).map((value) => ordered(rules, priced(body, value, []) as JsonObject));
}

/** One body, the same for the same seed. */
export function sample(
  resource: Pick<ResourceDefinition, 'rules'>,
  operation: OperationDefinition,
  seed: number,
  style: Style = plain,
): JsonObject {
  const [body] = fc.sample(bodies(resource, operation, style), { seed, numRuns: 1 });
  return body ?? {};
}

/** Values of a shape; money is a whole number of minor units until `priced` knows its currency. */
function values(shape: Shape, style: Style, required: boolean): fc.Arbitrary<Json> {
  const solid = shape.enum
    ? fc.constantFrom(...shape.enum.filter((value) => value !== null))
    : shape.anyOf
      ? fc.oneof(...shape.anyOf.map((member) => values(member, style, required)))
      : typed(shape, style, required);
  const nullable = shape.nullable === true || shape.enum?.includes(null) === true;
  return nullable && !style.full ? fc.option(solid, { nil: null }) : solid;
}

function typed(shape: Shape, style: Style, required: boolean): fc.Arbitrary<Json> {
  switch (shape.type) {
    case 'string':
      return text(shape, style, required);
    case 'integer':
    case 'number':
      return number(shape);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return list(shape, style);
    case 'object':
      return object(shape, style);
    default:
      return fc.oneof(style.text(1, 20), fc.integer(), fc.boolean());
  }
}

function text(shape: Shape, style: Style, required: boolean): fc.Arbitrary<string> {
  if (shape.kind === 'id') return style.id;
  if (shape.kind === 'currency') return style.currency;
  if (shape.format === 'date-time') return style.instant.map((date) => date.toISOString());
  const minimum = Math.max(shape.minLength ?? 0, required ? 1 : 0);
  const maximum = shape.maxLength ?? TEXT_LIMIT / 4;
  if (shape.pattern === undefined) return style.text(minimum, maximum);
  return fc
    .stringMatching(new RegExp(shape.pattern, 'u'))
    .filter((found) => [...found].length >= minimum && [...found].length <= maximum && !found.includes('\0'));
}

function number(shape: Shape): fc.Arbitrary<number> {
  if (shape.currencyField !== undefined) return fc.integer({ min: 0, max: 10 ** 9 });
  const step = shape.multipleOf ?? (shape.type === 'integer' ? 1 : undefined);
  const low = shape.minimum ?? shape.exclusiveMinimum;
  const high = shape.maximum ?? shape.exclusiveMaximum;
  const inside = (value: number): boolean =>
    !(value <= (shape.exclusiveMinimum ?? -Infinity)) && !(value >= (shape.exclusiveMaximum ?? Infinity));
  const found =
    step === undefined
      ? fc.double({ min: low ?? -1e9, max: high ?? 1e9, noNaN: true })
      : fc
          .integer({ min: Math.ceil((low ?? -1e6) / step), max: Math.floor((high ?? 1e6) / step) })
          .map((count) => count * step);
  // JSON has no negative zero.
  return found.filter(inside).map((value) => value + 0);
}

function list(shape: Shape, style: Style): fc.Arbitrary<Json[]> {
  const item = values(shape.items ?? { type: 'any' }, style, false);
  const minLength = Math.max(shape.minItems ?? 0, style.full ? Math.min(1, shape.maxItems ?? 1) : 0);
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(shape.maxItems ?? 3, 3)) };
  return shape.uniqueItems
    ? fc.uniqueArray(item, { ...lengths, selector: (value) => JSON.stringify(value) })
    : fc.array(item, lengths);
}

function object(shape: Shape, style: Style): fc.Arbitrary<JsonObject> {
  const required = shape.required ?? [];
  const fields = Object.entries(shape.fields ?? {});
  if (fields.length === 0)
    return fc.dictionary(plainText(3, 8), fc.oneof(style.text(0, 9), fc.integer()), { maxKeys: 3 });
  const model = Object.fromEntries(
    fields.map(([name, field]) => [name, values(field, style, required.includes(name))]),
  );
  const record = style.full ? fc.record(model) : fc.record(model, { requiredKeys: [...required] });
  // A plain object: fast-check's own has no prototype.
  return record.map((value) => ({ ...value }) as JsonObject);
}

/** Turns minor units into amounts of the currency that stands beside them (or is its default). */
function priced(shape: Shape, value: Json, scopes: readonly (readonly [Shape, JsonObject])[]): Json {
  if (Array.isArray(value)) return value.map((item) => priced(shape.items ?? { type: 'any' }, item, scopes));
  if (isObject(value)) {
    const inner = [...scopes, [shape, value] as const];
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [
        name,
        priced(shape.fields?.[name] ?? { type: 'any' }, field, inner),
      ]),
    );
  }
  if (shape.currencyField === undefined || typeof value !== 'number') return value;
  const currency = currencyOf(shape.currencyField, scopes);
  // Without a currency only whole numbers are right in whatever is stored.
  return currency === undefined ? value : Number(`${value}e-${currencyExponent(currency) ?? 0}`);
}

function currencyOf(name: string, scopes: readonly (readonly [Shape, JsonObject])[]): string | undefined {
  for (const [shape, value] of scopes.toReversed()) {
    const found = value[name] ?? shape.fields?.[name]?.default;
    if (typeof found === 'string') return found.toUpperCase();
  }
  return undefined;
}

/** Exchanges instants that lie in the wrong order. */
function ordered(rules: readonly NotBeforeRule[], body: JsonObject): JsonObject {
  const copy = { ...body };
  for (let round = 0; round < rules.length; round++) {
    for (const { field, other } of rules) {
      const [later, earlier] = [copy[field], copy[other]];
      if (typeof later !== 'string' || typeof earlier !== 'string' || later >= earlier) continue;
      copy[field] = earlier;
      copy[other] = later;
    }
  }
  return copy;
}
