/** 9999-12-31T23:59:59.999Z: the last instant with a year of four digits. */
const LAST = 253_402_300_799_999;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Parses an RFC 3339 date-time to milliseconds since 1970.
 *
 * `new Date()` takes 2024-02-30 for 1 March; here a day that is not in the calendar,
 * a leap second (`:60`), a missing offset, a blank instead of `T` and every instant
 * outside the UTC years 1970 to 9999 give undefined. Digits past the millisecond are cut.
 */
export function parseInstant(text: string): number | undefined {
  // 'YYYY-MM-DDTHH:MM:SSZ' is the shortest.
  if (text.length < 20 || !marks(text)) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  // 1969 may be written where the offset leads into 1970; the instant is judged below.
  if (year < 1969 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  let at = 19;
  let milliseconds = 0;
  if (text.charCodeAt(at) === 0x2e) {
    const start = at + 1;
    at = start;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at === start) return undefined;
    milliseconds = digits(text.slice(start, Math.min(at, start + 3)).padEnd(3, '0'), 0, 3);
  }
  const offset = offsetMinutes(text, at);
  if (offset === undefined) return undefined;
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset * 60_000;
  return instant >= 0 && instant <= LAST ? instant : undefined;
}

/** Writes milliseconds since 1970 as UTC text with three digits of fraction. */
export function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * Gives the normal form of an RFC 3339 date-time: UTC, three digits of fraction.
 *
 * Undefined for what `parseInstant` refuses. Text that is UTC already is not taken apart twice.
 */
export function normalInstant(text: string): string | undefined {
  const instant = parseInstant(text);
  if (instant === undefined) return undefined;
  if (text.charCodeAt(10) === 0x54 && text.charCodeAt(text.length - 1) === 0x5a) {
    if (text.length === 24) return text;
    if (text.length === 20) return `${text.slice(0, 19)}.000Z`;
  }
  return toInstant(instant);
}

function marks(text: string): boolean {
  return (
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    (text.charCodeAt(10) | 0x20) === 0x74 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a
  );
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** Minutes east of UTC of what stands from `at` to the end: `Z`, `+hh:mm` or `-hh:mm`. */
function offsetMinutes(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if (text.length === at + 1) return (sign | 0x20) === 0x7a ? 0 : undefined;
  if (text.length !== at + 6 || (sign !== 0x2b && sign !== 0x2d) || text.charCodeAt(at + 3) !== 0x3a) return undefined;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  const total = hours * 60 + minutes;
  return sign === 0x2d ? -total : total;
}

/** The number in `count` digits from `at`, or -1 when one of them is no digit. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let index = at; index < at + count; index += 1) {
    const code = text.charCodeAt(index);
    if (!isDigit(code)) return -1;
    number = number * 10 + code - 0x30;
  }
  return number;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
