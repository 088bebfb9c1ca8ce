import type { Issue, Json, Mode } from './shape.ts';

/** What a value has to be, in words. */
const kinds = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
} as const;

export type Kind = keyof typeof kinds;

/** How a field is named in a sentence: its path, or what it is when it has none. */
function name(param: string): string {
  return param === '' ? 'The value' : param;
}

function make(param: string, code: string, message: string): Issue {
  return { param, code, message };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The one table of codes and messages, for client and server alike. */
export const issue = {
  missing: (param: string): Issue => make(param, 'missing_field', `${name(param)} is required. Add it.`),
  empty: (param: string): Issue =>
    make(param, 'empty_field', `${name(param)} is required and may not be empty. Send at least one character.`),
  unknown: (param: string, near: string | undefined): Issue =>
    make(
      param,
      'unknown_field',
      near === undefined
        ? `${name(param)} is not a known field. Remove it.`
        : `${name(param)} is not a known field. Did you mean ${near}?`,
    ),
  type: (param: string, kind: Kind, mode: Mode = 'any'): Issue =>
    make(
      param,
      'invalid_type',
      mode === 'query'
        ? `${name(param)} must be ${kinds[kind]}, given once.`
        : `${name(param)} must be ${kinds[kind]}. Send a JSON ${kind === 'integer' ? 'number' : kind}.`,
    ),
  notJson: (param: string): Issue =>
    make(param, 'invalid_type', `${name(param)} cannot be written as JSON. Send text, numbers, lists or objects.`),
  isNull: (param: string, kind: Kind | undefined): Issue =>
    make(
      param,
      'invalid_type',
      `${name(param)} may not be null. Leave it out${kind === undefined ? '' : `, or send ${kinds[kind]}`}.`,
    ),
  tooDeep: (param: string, limit: number): Issue =>
    make(param, 'too_deep', `${name(param)} is nested more than ${limit} levels deep. Send a flatter value.`),
  choice: (param: string, values: readonly Json[]): Issue =>
    make(param, 'invalid_enum', `${name(param)} must be one of: ${values.map(plainly).join(', ')}.`),
  noMatch: (param: string): Issue =>
    make(param, 'invalid_choice', `${name(param)} fits none of its possible forms. Send one of them.`),
  id: (param: string): Issue =>
    make(
      param,
      'invalid_id',
      `${name(param)} must be 1 to 255 bytes of NFC text without control characters or outer white space, and not "." or "..".`,
    ),
  text: (param: string): Issue =>
    make(param, 'invalid_text', `${name(param)} holds U+0000 or half a character. Remove it.`),
  tooManyBytes: (param: string, limit: number): Issue =>
    make(param, 'too_long', `${name(param)} may have at most ${plural(limit, 'byte')} of UTF-8. Shorten it.`),
  tooLong: (param: string, limit: number): Issue =>
    make(param, 'too_long', `${name(param)} may have at most ${plural(limit, 'character')}. Shorten it.`),
  tooShort: (param: string, limit: number): Issue =>
    make(param, 'too_short', `${name(param)} needs at least ${plural(limit, 'character')}.`),
  pattern: (param: string, pattern: string): Issue =>
    make(param, 'invalid_format', `${name(param)} must match the pattern ${pattern}.`),
  date: (param: string): Issue =>
    make(
      param,
      'invalid_date',
      `${name(param)} must be an RFC 3339 date-time of the years 1970 to 9999 with Z or an offset, such as 2024-01-15T00:00:00Z.`,
    ),
  currency: (param: string): Issue =>
    make(param, 'currency_unknown', `${name(param)} must be an active ISO 4217 code, such as USD.`),
  tooSmall: (param: string, limit: number, exclusive: boolean): Issue =>
    make(param, 'too_small', `${name(param)} must be ${exclusive ? 'more than' : 'at least'} ${limit}.`),
  tooLarge: (param: string, limit: number, exclusive: boolean): Issue =>
    make(param, 'too_large', `${name(param)} must be ${exclusive ? 'less than' : 'at most'} ${limit}.`),
  multiple: (param: string, of: number): Issue =>
    make(param, 'not_multiple', `${name(param)} must be a multiple of ${of}.`),
  amountNegative: (param: string): Issue =>
    make(param, 'amount_negative', `${name(param)} may not be negative. Send zero or more.`),
  amountPrecision: (param: string, currency: string, decimals: number, has: number, text: string): Issue =>
    make(
      param,
      'amount_precision',
      `${currency} has ${decimals === 0 ? 'no decimals' : plural(decimals, 'decimal')}; ${short(text)} has ${has}. Round it yourself: amounts are never rounded here.`,
    ),
  amountTooLarge: (param: string): Issue =>
    make(param, 'amount_too_large', `${name(param)} may be at most 10^15 minor units of its currency.`),
  tooFew: (param: string, limit: number): Issue =>
    make(param, 'too_few_items', `${name(param)} needs at least ${plural(limit, 'item')}.`),
  tooMany: (param: string, limit: number): Issue =>
    make(param, 'too_many_items', `${name(param)} may have at most ${plural(limit, 'item')}.`),
  duplicate: (param: string): Issue =>
    make(param, 'duplicate_items', `${name(param)} holds the same item twice. Send each once.`),
  notBefore: (param: string, other: string, code: string): Issue =>
    make(param, code, `${param} may not be before ${other}. Send a later ${param} or an earlier ${other}.`),
} as const;

function plainly(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

/** Text that fits into a sentence. */
function short(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
