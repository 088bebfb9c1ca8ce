import type { FieldDoc, Json, Shape } from '../model.ts';
import { compile, samplePattern } from './sample-pattern.ts';
import { words } from './text.ts';

/** What a sample is made from: a field of the contract, or a bare shape with a name. */
export type Sampled = Pick<FieldDoc, 'name' | 'shape'> & Partial<Pick<FieldDoc, 'example' | 'fields' | 'required'>>;

const INSTANT = '2024-01-15T00:00:00Z';
const DAY_MS = 86_400_000;

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': INSTANT,
  date: '2024-01-15',
  time: '12:30:00Z',
  duration: 'P30D',
  email: 'billing@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '0b9f6a1e-7c3d-4e52-9a48-2f1d6c8b7e30',
};

/**
 * Makes an object with a plausible value for each field: its example, or else one made from its type.
 * An optional field is left out when no value for it can be made.
 */
export function sampleObject(fields: readonly Sampled[]): { [name: string]: Json } {
  const members = fields.flatMap((field): [string, Json][] => {
    const value = sampleField(field, fields);
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(members);
}

/** Makes a plausible value for one field by itself. */
export function sampleValue(field: Sampled): Json {
  return sampleField(field, [field]) ?? sampleText(field.name, field.shape);
}

function sampleField(field: Sampled, siblings: readonly Sampled[]): Json | undefined {
  if (field.example !== undefined) return field.example;
  const { name, shape, required = true } = field;
  if (shape.default !== undefined) return shape.default;
  if (shape.enum) return shape.enum[0] ?? null;
  if (shape.notBefore)
    return afterOther(
      shape.notBefore.field,
      siblings.filter((other) => other !== field),
    );
  if (shape.anyOf) return shape.anyOf[0] ? sampleField({ name, shape: shape.anyOf[0] }, []) : null;
  if (shape.type === 'array') return sampleList(field);
  if (shape.type === 'object') return sampleObject(field.fields ?? fieldsOf(shape));
  if (shape.type === 'boolean') return true;
  if (shape.type === 'integer' || shape.type === 'number') return sampleNumber(shape);
  const text = sampleText(name, shape);
  const works = fits(shape)(text) && (shape.pattern === undefined || compile(shape.pattern)?.test(text));
  return works || required ? text : undefined;
}

function fieldsOf(shape: Shape): Sampled[] {
  const required = shape.required ?? [];
  return Object.entries(shape.fields ?? {}).map(([name, field]) => ({
    name,
    shape: field,
    required: required.includes(name),
  }));
}

/** An instant 31 days after another field's, so that the rule between them holds. */
function afterOther(name: string, others: readonly Sampled[]): string {
  const other = others.find((field) => field.name === name);
  const value = other ? sampleField(other, others) : INSTANT;
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const start = Number.isNaN(time) ? Date.parse(INSTANT) : time;
  return new Date(start + 31 * DAY_MS).toISOString().replace('.000Z', 'Z');
}

function sampleList({ name, shape, fields }: Sampled): Json[] {
  const items = shape.items ?? { type: 'any' };
  const singular = name.replace(/s$/, '');
  const count = Math.min(Math.max(shape.minItems ?? 1, 1), shape.maxItems ?? Number.POSITIVE_INFINITY);
  return Array.from({ length: count }, (_, index): Json => {
    if (index === 0 || !shape.uniqueItems) {
      return sampleValue({ name: singular, shape: items, ...(fields ? { fields } : {}) });
    }
    if (items.enum) return items.enum[index % items.enum.length] ?? null;
    const value = sampleValue({ name: `${singular}_${index + 1}`, shape: items });
    return typeof value === 'number' ? round(value + index * (items.multipleOf ?? 1)) : value;
  });
}

/** 100 where nothing is said: an amount that every currency can hold. */
function sampleNumber(shape: Shape): number {
  const whole = shape.type === 'integer';
  const step = shape.multipleOf ?? (whole ? 1 : 0);
  const { exclusiveMinimum: above = -Infinity, exclusiveMaximum: below = Infinity } = shape;
  const low = Math.max(shape.minimum ?? -Infinity, above);
  const high = Math.min(shape.maximum ?? Infinity, below);
  const legal = (value: number): boolean =>
    value >= low && value <= high && value > above && value < below && (step === 0 || isMultiple(value, step));
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 10 * step : 0;
  const up = step === 0 ? low + 1 : Math.ceil(start / step) * step;
  const made = [up, up + step, (low + high) / 2].map(round);
  return [...(whole ? [3, 10] : []), 100, 10, 1, 0.5, ...made, low, high].find(legal) ?? 0;
}

function isMultiple(value: number, step: number): boolean {
  const parts = value / step;
  return Math.abs(parts - Math.round(parts)) < 1e-9;
}

/** 0.1 * 3 is 0.30000000000000004, which no contract means. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}

function sampleText(name: string, shape: Shape): string {
  const plain = FORMATS[shape.format ?? ''] ?? (shape.kind === 'currency' ? 'USD' : textFor(name));
  const text = [...plain.padEnd(shape.minLength ?? 0, '0')].slice(0, shape.maxLength ?? 255).join('');
  if (shape.pattern === undefined || compile(shape.pattern)?.test(text)) return text;
  return samplePattern(shape.pattern, fits(shape)) ?? text;
}

function fits(shape: Shape): (text: string) => boolean {
  return (text) => {
    const { length } = [...text];
    return length >= (shape.minLength ?? 0) && length <= (shape.maxLength ?? Infinity);
  };
}

/** A text that goes with the name of its field. */
function textFor(name: string): string {
  const parts = words(name);
  const last = parts.at(-1) ?? 'text';
  if (last === 'id') return [...(parts.length > 1 ? parts.slice(0, -1) : parts), '123'].join('_');
  if (['amount', 'count', 'number', 'price', 'quantity', 'total', 'units'].includes(last)) return '3';
  if (last === 'email') return 'billing@example.com';
  if (last === 'url') return 'https://example.com/';
  return `Sample ${parts.join(' ') || 'text'}`;
}
