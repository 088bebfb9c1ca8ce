import { asCurrency } from './currencies.ts';
import { normalInstant } from './dates.ts';
import { issue } from './messages.ts';
import type { Shape } from './shape.ts';
import { characters, exceedsBytes, isId, isSound } from './strings.ts';
import { report, type Walk } from './walk.ts';

/** The most bytes of a text in a body; `maxLength` of the contract replaces it. */
const BODY_BYTES = 1024;
/** The same in a query, where a cursor holds values of a row. */
const QUERY_BYTES = 4096;

/** Compiled patterns of the contract. */
const patterns = new WeakMap<Shape, RegExp>();

/** Checks text and gives it normalised: dates in UTC, currencies in upper case, the rest as sent. */
export function checkText(walk: Walk, shape: Shape, raw: unknown, path: string, required: boolean): string | undefined {
  if (typeof raw !== 'string') return report(walk, issue.type(path, 'string', walk.options.mode));
  if (raw === '' && required && shape.enum === undefined) return report(walk, issue.empty(path));
  if (shape.kind === 'id') return isId(raw) ? raw : report(walk, issue.id(path));
  if (shape.kind === 'currency') return asCurrency(raw) ?? report(walk, issue.currency(path));
  if (shape.format === 'date-time') return normalInstant(raw) ?? report(walk, issue.date(path));
  return checkLength(walk, shape, raw, path) && checkPattern(walk, shape, raw, path) ? raw : undefined;
}

/** Judges what holds for every text: whole characters, no U+0000, and the limit of bytes. */
export function checkSound(walk: Walk, text: string, path: string): boolean {
  const limit = walk.options.mode === 'query' ? QUERY_BYTES : BODY_BYTES;
  if (exceedsBytes(text, limit)) report(walk, issue.tooManyBytes(path, limit));
  else if (!isSound(text)) report(walk, issue.text(path));
  else return true;
  return false;
}

function checkLength(walk: Walk, shape: Shape, text: string, path: string): boolean {
  const { minLength, maxLength } = shape;
  if (maxLength !== undefined) {
    if (text.length > maxLength && characters(text) > maxLength) report(walk, issue.tooLong(path, maxLength));
    else if (!isSound(text)) report(walk, issue.text(path));
    else return atLeast(walk, text, minLength, path);
    return false;
  }
  return checkSound(walk, text, path) && atLeast(walk, text, minLength, path);
}

function atLeast(walk: Walk, text: string, minLength: number | undefined, path: string): boolean {
  if (minLength === undefined || characters(text) >= minLength) return true;
  report(walk, issue.tooShort(path, minLength));
  return false;
}

function checkPattern(walk: Walk, shape: Shape, text: string, path: string): boolean {
  if (shape.pattern === undefined) return true;
  let pattern = patterns.get(shape);
  if (pattern === undefined) {
    pattern = new RegExp(shape.pattern, 'u');
    patterns.set(shape, pattern);
  }
  if (pattern.test(text)) return true;
  report(walk, issue.pattern(path, shape.pattern));
  return false;
}
