import type { Json, Shape } from '../model.ts';
import { stableText } from './canonical.ts';
import type { Change } from './change.ts';

/** A difference of what a request may hold that no TypeScript type can show. */
export interface ShapeChange {
  readonly bump: Change['bump'];
  /** The field, dotted, arrays as `[]`; empty for the whole. */
  readonly field: string;
  readonly text: string;
}

/** A limit, and the way in which it grows stricter. */
const LIMITS: readonly (readonly [LimitName, 'up' | 'down'])[] = [
  ['minLength', 'up'],
  ['minimum', 'up'],
  ['exclusiveMinimum', 'up'],
  ['minItems', 'up'],
  ['maxLength', 'down'],
  ['maximum', 'down'],
  ['exclusiveMaximum', 'down'],
  ['maxItems', 'down'],
];

type LimitName = keyof Shape &
  (
    | 'minLength'
    | 'maxLength'
    | 'minimum'
    | 'maximum'
    | 'exclusiveMinimum'
    | 'exclusiveMaximum'
    | 'minItems'
    | 'maxItems'
  );

/**
 * Compares what a request may hold: limits, formats, patterns, defaults and the extensions.
 * Fields, required ones, `null`, and enums are left to the comparison of the types.
 */
export function shapeChanges(base: Shape, next: Shape, field = ''): ShapeChange[] {
  const at = field === '' ? 'it' : `\`${field}\``;
  const own: Omit<ShapeChange, 'field'>[] = [
    ...numberChanges(base, next, at),
    ...LIMITS.flatMap(([name, stricter]) => limitChange(base, next, at, name, stricter)),
    ...multipleChanges(base, next, at),
    ...textRule(base.pattern, next.pattern, `${at}: the pattern`),
    ...textRule(base.format, next.format, `${at}: the format`),
    ...flagRule(base.uniqueItems, next.uniqueItems, `${at} may not repeat an item`),
    ...defaultChanges(base.default, next.default, at),
    ...moneyChanges(base, next, at),
    ...notBeforeChanges(base, next, at),
  ];
  return [...own.map((change) => ({ ...change, field })), ...innerChanges(base, next, field)];
}

type Found = Omit<ShapeChange, 'field'>[];

function innerChanges(base: Shape, next: Shape, field: string): ShapeChange[] {
  const found: ShapeChange[] = [];
  for (const [name, shape] of Object.entries(base.fields ?? {})) {
    const other = next.fields?.[name];
    if (other) found.push(...shapeChanges(shape, other, field === '' ? name : `${field}.${name}`));
  }
  if (base.items && next.items) found.push(...shapeChanges(base.items, next.items, `${field}[]`));
  found.push(...alternativeChanges(base, next, field));
  return found;
}

/** What was taken by one alternative must be taken by one of the new ones. */
function alternativeChanges(base: Shape, next: Shape, field: string): ShapeChange[] {
  if (!base.anyOf && !next.anyOf) return [];
  const [before, after] = [base.anyOf ?? [base], next.anyOf ?? [next]];
  const text = (which: string): string => `\`${field}\` takes ${which} alternatives`;
  const refused = before.filter((shape) => !after.some((other) => takesAll(shape, other)));
  if (refused.length > 0) return [{ bump: 'major', field, text: text('fewer or other') }];
  const added = after.filter((shape) => !before.some((other) => takesAll(shape, other)));
  return added.length > 0 ? [{ bump: 'minor', field, text: text('more') }] : [];
}

/** Whether every value of one shape is a value of the other. */
function takesAll(base: Shape, next: Shape): boolean {
  if (next.type !== 'any' && base.type !== next.type && !(base.type === 'integer' && next.type === 'number'))
    return false;
  if (base.nullable && !next.nullable) return false;
  if (next.enum && !base.enum?.every((value) => next.enum?.some((other) => same(value, other)))) return false;
  const [before, after] = [base.fields ?? {}, next.fields ?? {}];
  if (Object.keys(before).some((name) => !(name in after)) && next.fields) return false;
  if ((next.required ?? []).some((name) => !base.required?.includes(name))) return false;
  if (Object.entries(before).some(([name, shape]) => after[name] && !takesAll(shape, after[name]))) return false;
  return shapeChanges({ ...base, fields: {} }, { ...next, fields: {} }).every(({ bump }) => bump !== 'major');
}

function numberChanges(base: Shape, next: Shape, at: string): Found {
  const types = `${base.type} ${next.type}`;
  if (types === 'number integer') return [{ bump: 'major', text: `${at} takes whole numbers only` }];
  if (types === 'integer number') return [{ bump: 'minor', text: `${at} takes fractions too` }];
  return [];
}

function limitChange(base: Shape, next: Shape, at: string, name: LimitName, stricter: 'up' | 'down'): Found {
  const [before, after] = [base[name], next[name]];
  if (before === after) return [];
  const grows = after !== undefined && (before === undefined || (stricter === 'up' ? after > before : after < before));
  const text = `\`${name}\` of ${at} is ${after ?? 'gone'} (it was ${before ?? 'absent'})`;
  return [{ bump: grows ? 'major' : 'minor', text }];
}

function multipleChanges({ multipleOf: before }: Shape, { multipleOf: after }: Shape, at: string): Found {
  if (before === after) return [];
  const looser = after === undefined || (before !== undefined && Number.isInteger(before / after));
  const text = `\`multipleOf\` of ${at} is ${after ?? 'gone'} (it was ${before ?? 'absent'})`;
  return [{ bump: looser ? 'minor' : 'major', text }];
}

function textRule(before: string | undefined, after: string | undefined, subject: string): Found {
  if (before === after) return [];
  if (after === undefined) return [{ bump: 'minor', text: `${subject} \`${before}\` is no longer asked for` }];
  return [
    { bump: 'major', text: `${subject} \`${after}\` is now asked for${before ? ` instead of \`${before}\`` : ''}` },
  ];
}

function flagRule(before: boolean | undefined, after: boolean | undefined, text: string): Found {
  if (before === after) return [];
  return after
    ? [{ bump: 'major', text: `${text} any more` }]
    : [{ bump: 'minor', text: `not so any longer: ${text}` }];
}

/** A call that leaves the field out means something else now; a new default fills what was empty. */
function defaultChanges(before: Json | undefined, after: Json | undefined, at: string): Found {
  if (before === undefined && after === undefined) return [];
  const [was, is] = [before, after].map((value) => (value === undefined ? '' : stableText(value)));
  if (was === is) return [];
  if (was === '') return [{ bump: 'minor', text: `${at} has a default now: ${is}` }];
  const now = is === '' ? 'has no default any more' : `means ${is} when left out`;
  return [{ bump: 'major', text: `${at} ${now} (it was ${was})` }];
}

function moneyChanges({ currencyField: before }: Shape, { currencyField: after }: Shape, at: string): Found {
  if (before === after) return [];
  if (after === undefined) return [{ bump: 'minor', text: `${at} is a plain number, no longer money` }];
  return [{ bump: 'major', text: `${at} is money in the currency of \`${after}\`: its decimals are checked` }];
}

function notBeforeChanges({ notBefore: before }: Shape, { notBefore: after }: Shape, at: string): Found {
  if (before?.field === after?.field && before?.code === after?.code) return [];
  if (!after) return [{ bump: 'minor', text: `${at} may lie before \`${before?.field}\`` }];
  if (before?.field !== after.field) return [{ bump: 'major', text: `${at} may not lie before \`${after.field}\`` }];
  return [
    { bump: 'major', text: `${at} before \`${after.field}\` fails with \`${after.code}\` (it was \`${before.code}\`)` },
  ];
}

function same(a: Json, b: Json): boolean {
  return stableText(a) === stableText(b);
}
