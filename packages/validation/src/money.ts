import { currencyExponent } from './currencies.ts';
import { issue } from './messages.ts';
import type { Issue } from './shape.ts';

/** The most minor units of one amount: with it every amount is exact as a JSON number too. */
const MOST = 1_000_000_000_000_000;

/** A decimal number: `digits` without outer zeros, times ten to the power of `exponent`. */
interface Decimal {
  readonly negative: boolean;
  /** Empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

/**
 * Converts decimal text to an integer of minor units, exactly.
 *
 * @param text A JSON number as text: `299.99`, `299.990` and `2.9999e2` are the same.
 * @param currency An active code in upper case.
 * @returns undefined when the text is no number, has more decimals than the currency,
 *   or is beyond 10^15 minor units; also for an unknown currency. Never rounded.
 */
export function minorUnits(text: string, currency: string): number | undefined {
  const exponent = currencyExponent(currency);
  const decimal = parseDecimal(text);
  if (exponent === undefined || decimal === undefined) return undefined;
  const minor = shifted(decimal, exponent);
  return minor === undefined || minor > MOST ? undefined : decimal.negative && minor !== 0 ? -minor : minor;
}

/**
 * Writes minor units as decimal text with all decimals of the currency: `299.90`.
 *
 * @param minor A safe integer, or a bigint of any size.
 * @throws RangeError for an unknown currency or a number that is not a safe integer.
 */
export function decimalText(minor: bigint | number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === undefined) throw new RangeError('decimalText needs an active ISO 4217 code in upper case.');
  if (typeof minor === 'number' && !Number.isSafeInteger(minor)) {
    throw new RangeError('decimalText needs a safe integer of minor units, or a bigint.');
  }
  const negative = minor < 0;
  const digits = String(negative ? -minor : minor).padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  const text = exponent === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative ? `-${text}` : text;
}

/**
 * Judges an amount; undefined when it is good.
 *
 * @param currency An active code in upper case. Without one only what is wrong in
 *   every currency is found: call again when the currency is known.
 */
export function amountIssue(param: string, text: string, currency?: string): Issue | undefined {
  const decimal = parseDecimal(text);
  if (decimal === undefined) return issue.type(param, 'number');
  if (decimal.negative && decimal.digits !== '') return issue.amountNegative(param);
  const exponent = currency === undefined ? undefined : currencyExponent(currency);
  if (currency === undefined || exponent === undefined) {
    const whole = decimal.digits.length + decimal.exponent;
    return decimal.digits !== '' && whole > 16 ? issue.amountTooLarge(param) : undefined;
  }
  const minor = shifted(decimal, exponent);
  if (minor === undefined) return issue.amountPrecision(param, currency, exponent, -decimal.exponent, text);
  return minor > MOST ? issue.amountTooLarge(param) : undefined;
}

/** The size as an integer of minor units, Infinity past 17 digits, undefined when it is not whole. */
function shifted(decimal: Decimal, exponent: number): number | undefined {
  if (decimal.digits === '') return 0;
  const zeros = decimal.exponent + exponent;
  if (zeros < 0) return undefined;
  // Up to 15 digits, and 10^15 itself, are exact as a number; longer ones only have to compare as larger.
  if (decimal.digits.length + zeros > 17) return Number.POSITIVE_INFINITY;
  return Number(decimal.digits + '0'.repeat(zeros));
}

/** Tells whether a finite number is a whole multiple of another, in decimals: 0.3 is one of 0.1. */
export function isMultiple(value: number, of: number): boolean {
  const left = parseDecimal(String(value));
  const right = parseDecimal(String(of));
  if (left === undefined || right === undefined || right.digits === '') return false;
  if (left.digits === '') return true;
  const least = Math.min(left.exponent, right.exponent);
  return scaled(left, least) % scaled(right, least) === 0n;
}

function scaled(decimal: Decimal, exponent: number): bigint {
  return BigInt(decimal.digits) * 10n ** BigInt(decimal.exponent - exponent);
}

/** Parses the text of a JSON number without a float; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const negative = text.charCodeAt(0) === 0x2d;
  const start = negative ? 1 : 0;
  const point = run(text, start);
  // JSON has no leading zero: `01` is no number, `0` and `0.1` are.
  if (point === start || (point > start + 1 && text.charCodeAt(start) === 0x30)) return undefined;
  let end = point;
  let fraction = 0;
  if (text.charCodeAt(point) === 0x2e) {
    end = run(text, point + 1);
    fraction = end - point - 1;
    if (fraction === 0) return undefined;
  }
  const power = end === text.length ? 0 : tenPower(text, end);
  if (power === undefined) return undefined;
  const all = fraction === 0 ? text.slice(start, point) : text.slice(start, point) + text.slice(point + 1, end);
  let first = 0;
  let last = all.length;
  while (first < last && all.charCodeAt(first) === 0x30) first += 1;
  while (last > first && all.charCodeAt(last - 1) === 0x30) last -= 1;
  return { negative, digits: all.slice(first, last), exponent: power - fraction + all.length - last };
}

/** Parses `e+12` from `at` to the end; sizes beyond nine digits count as 10^9. */
function tenPower(text: string, at: number): number | undefined {
  if ((text.charCodeAt(at) | 0x20) !== 0x65) return undefined;
  const sign = text.charCodeAt(at + 1);
  const start = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
  const end = run(text, start);
  if (end === start || end !== text.length) return undefined;
  const size = Math.min(Number(text.slice(start, end)), 1_000_000_000);
  return sign === 0x2d ? -size : size;
}

/** Where the run of digits that starts at `at` ends. */
function run(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code >= 0x30 && code <= 0x39; code = text.charCodeAt(end)) end += 1;
  return end;
}
