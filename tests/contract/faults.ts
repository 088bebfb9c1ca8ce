import type { OperationDefinition, ResourceDefinition, Shape } from '@thrivestack-revenue/engine';
import { currencyExponent } from '../../packages/validation/src/index.ts';
import { isObject, type Json } from '../wire/cases.ts';
import type { JsonObject } from './values.ts';

/** A body that is wrong in one place. */
export interface Fault {
  readonly name: string;
  readonly body: Json;
  readonly code: string;
  /** The place, as the answer names it; empty for the body as a whole. */
  readonly param: string;
}

type Step = string | number;

/** A value inside a body, the body itself included. */
interface Place {
  readonly shape: Shape;
  readonly value: Json | undefined;
  readonly steps: readonly Step[];
  readonly required: boolean;
  readonly parent?: Place;
}

/** Every way in which a good body can be made wrong that the contract speaks of. */
export function faultsOf(resource: ResourceDefinition, operation: OperationDefinition, good: JsonObject): Fault[] {
  const root: Place = { shape: operation.body ?? { type: 'object' }, value: good, steps: [], required: true };
  const [, ...inner] = placesOf(root);
  const at = ({ steps }: Place, what: string, code: string, value: Json | undefined): Fault => {
    const param = pathOf(steps);
    return { name: `${param}: ${what}`, body: replaced(good, steps, value), code, param };
  };
  const wrong = inner.flatMap((place) => [
    ...(place.required && place.shape.default === undefined ? [at(place, 'missing', 'missing_field', undefined)] : []),
    ...wrongTypes(place.shape).map(([value, code]) =>
      at(place, `${JSON.stringify(value)} is no such type`, code, value),
    ),
    ...wrongValues(place).map(([value, code]) => at(place, JSON.stringify(value).slice(0, 40), code, value)),
  ]);
  const unknown = [root, ...inner]
    .filter(({ shape, value }) => isObject(value) && shape.fields && !shape.open)
    .map((place) => at({ ...place, steps: [...place.steps, UNKNOWN] }, 'unknown field', 'unknown_field', 1));
  return [...wholeBodies(), ...unknown, ...wrong, ...wrongOrder(resource, good)];
}

const UNKNOWN = 'no_such_field';

function wholeBodies(): Fault[] {
  return [[], 'text', 7, null].map((body) => {
    return { name: `${JSON.stringify(body)} instead of an object`, body, code: 'invalid_json', param: '' };
  });
}

/** A value and what it holds; of lists the first item; nothing inside `anyOf`, whose forms are judged as one. */
function placesOf(place: Place): Place[] {
  const { shape, value, steps } = place;
  if (shape.anyOf) return [place];
  if (Array.isArray(value)) {
    const [first] = value;
    if (first === undefined || !shape.items) return [place];
    const item = { shape: shape.items, value: first, steps: [...steps, 0], required: false, parent: place };
    return [place, ...placesOf(item)];
  }
  if (!isObject(value)) return [place];
  const fields = Object.entries(shape.fields ?? {}).map(([name, field]): Place => {
    const required = shape.required?.includes(name) === true;
    return { shape: field, value: value[name], steps: [...steps, name], required, parent: place };
  });
  return [place, ...fields.flatMap(placesOf)];
}

const SAMPLES: Readonly<Record<string, Json>> = {
  string: 'text',
  integer: 7,
  number: 1.5,
  boolean: true,
  object: {},
  array: [],
  null: null,
};

/** One value of each type that a shape does not take. */
function wrongTypes(shape: Shape): [Json, string][] {
  const taken = typesOf(shape);
  if (taken.includes('any')) return [];
  const code = shape.anyOf ? 'invalid_choice' : 'invalid_type';
  return Object.entries(SAMPLES)
    .filter(([type]) => !taken.includes(type))
    .map(([type, value]) => [value, type === 'null' ? 'invalid_type' : code]);
}

function typesOf(shape: Shape): string[] {
  const nullable = shape.nullable || shape.enum?.includes(null) ? ['null'] : [];
  if (shape.anyOf) return [...shape.anyOf.flatMap(typesOf), ...nullable];
  return [shape.type, ...(shape.type === 'number' ? ['integer'] : []), ...nullable];
}

function wrongValues(place: Place): [Json, string][] {
  const { shape } = place;
  if (shape.anyOf) return [];
  if (shape.enum) return [[outside(shape), shape.format === 'date-time' ? 'invalid_date' : 'invalid_enum']];
  if (shape.type === 'string') return wrongTexts(place);
  if (shape.currencyField !== undefined) return wrongAmounts(place, shape.currencyField);
  if (shape.type === 'number' || shape.type === 'integer') return wrongNumbers(shape);
  return shape.type === 'array' ? wrongLists(place) : [];
}

/** A value of the right type that an enum does not list. */
function outside({ type, kind, enum: listed = [] }: Shape): Json {
  if (kind === 'currency') return ['CHF', 'SEK', 'NOK'].find((code) => !listed.includes(code)) ?? 'XYZ';
  const numbers = listed.filter((value) => typeof value === 'number');
  if (type === 'integer' || type === 'number') return Math.max(0, ...numbers) + 1;
  return type === 'boolean' ? !listed.includes(true) : 'not in the list';
}

function wrongTexts({ shape, required }: Place): [Json, string][] {
  const empty: [Json, string][] = required ? [['', 'empty_field']] : [];
  if (shape.kind === 'id') {
    return [
      ...empty,
      ...[' a', 'a\n', '..', 'e\u0301', 'x'.repeat(256)].map((text): [Json, string] => [text, 'invalid_id']),
    ];
  }
  if (shape.kind === 'currency') return [...empty, ['XYZ', 'currency_unknown'], ['US', 'currency_unknown']];
  if (shape.format === 'date-time') {
    const dates = ['2024-02-30T00:00:00Z', '2024-01-15', '2024-01-15T00:00:00', 'soon'];
    return [...empty, ...dates.map((text): [Json, string] => [text, 'invalid_date'])];
  }
  const found: [Json, string][] = [...empty];
  if (shape.maxLength !== undefined) found.push(['x'.repeat(shape.maxLength + 1), 'too_long']);
  else found.push(['é'.repeat(513), 'too_long'], ['a\0b', 'invalid_text']);
  if (shape.pattern === undefined && (shape.minLength ?? 0) > 1)
    found.push(['x'.repeat((shape.minLength ?? 0) - 1), 'too_short']);
  return found;
}

function wrongNumbers(shape: Shape): [Json, string][] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = shape;
  const found: [Json, string][] = [];
  if (minimum !== undefined) found.push([minimum - 1, 'too_small']);
  if (exclusiveMinimum !== undefined) found.push([exclusiveMinimum, 'too_small']);
  if (maximum !== undefined) found.push([maximum + 1, 'too_large']);
  if (exclusiveMaximum !== undefined) found.push([exclusiveMaximum, 'too_large']);
  if (shape.type === 'integer' && maximum === undefined && exclusiveMaximum === undefined)
    found.push([2 ** 53, 'too_large']);
  return found;
}

function wrongAmounts(place: Place, currencyField: string): [Json, string][] {
  const currency = currencyOf(place, currencyField);
  const decimals = currency === undefined ? undefined : currencyExponent(currency);
  const found: [Json, string][] = [[-1, 'amount_negative']];
  if (decimals !== undefined)
    found.push([Number(`1e-${decimals + 1}`), 'amount_precision'], [1e16, 'amount_too_large']);
  return found;
}

function currencyOf(place: Place, name: string): string | undefined {
  for (let around = place.parent; around; around = around.parent) {
    const found = isObject(around.value) ? (around.value[name] ?? around.shape.fields?.[name]?.default) : undefined;
    if (typeof found === 'string') return found;
  }
  return undefined;
}

function wrongLists({ shape, value }: Place): [Json, string][] {
  const [first] = Array.isArray(value) ? value : [];
  const found: [Json, string][] = [];
  if (shape.minItems) found.push([[], 'too_few_items']);
  if (shape.maxItems !== undefined)
    found.push([new Array<Json>(shape.maxItems + 1).fill(first ?? 1), 'too_many_items']);
  else if (shape.uniqueItems && first !== undefined) found.push([[first, first], 'duplicate_items']);
  return found;
}

/** Instants in the wrong order. */
function wrongOrder({ rules }: ResourceDefinition, good: JsonObject): Fault[] {
  return rules
    .filter(({ field, other }) => typeof good[field] === 'string' && typeof good[other] === 'string')
    .map(({ field, other, code }) => ({
      name: `${field} before ${other}`,
      body: { ...good, [other]: '2024-06-01T00:00:00.000Z', [field]: '2024-05-31T23:59:59.999Z' },
      code,
      param: field,
    }));
}

/** A copy of a value in which one place holds something else, or nothing. */
function replaced(value: Json, steps: readonly Step[], fresh: Json | undefined): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return fresh ?? null;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaced(item, rest, fresh) : item));
  const copy: JsonObject = isObject(value) ? { ...value } : {};
  if (rest.length === 0 && fresh === undefined) delete copy[step];
  else copy[step] = replaced(copy[step] ?? {}, rest, fresh);
  return copy;
}

/** `lines[0].price`, as answers name a place. */
function pathOf(steps: readonly Step[]): string {
  return steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
