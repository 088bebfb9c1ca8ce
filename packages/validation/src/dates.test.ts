import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalInstant, parseInstant, toInstant } from './dates.ts';

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

describe('parseInstant', () => {
  it.each([
    ['2024-01-15T00:00:00Z', '2024-01-15T00:00:00.000Z'],
    ['2024-01-15t00:00:00z', '2024-01-15T00:00:00.000Z'],
    ['2024-01-15T00:00:00.1Z', '2024-01-15T00:00:00.100Z'],
    ['2024-01-15T00:00:00.123999999999Z', '2024-01-15T00:00:00.123Z'],
    ['2024-01-15T01:30:00+05:30', '2024-01-14T20:00:00.000Z'],
    ['2024-01-15T01:30:00-23:59', '2024-01-16T01:29:00.000Z'],
    ['2024-01-15T00:00:00-00:00', '2024-01-15T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['1969-12-31T23:30:00-00:30', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('reads %s', (text, utc) => {
    expect(toInstant(parseInstant(text) ?? Number.NaN)).toBe(utc);
    expect(normalInstant(text)).toBe(utc);
  });

  it.each([
    ['a day that is not', '2024-02-30T00:00:00Z'],
    ['no leap year', '2023-02-29T00:00:00Z'],
    ['no leap century', '2100-02-29T00:00:00Z'],
    ['day 0', '2024-01-00T00:00:00Z'],
    ['the 31st of April', '2024-04-31T00:00:00Z'],
    ['month 0', '2024-00-10T00:00:00Z'],
    ['month 13', '2024-13-10T00:00:00Z'],
    ['24 o’clock', '2024-01-15T24:00:00Z'],
    ['minute 60', '2024-01-15T00:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['no offset', '2024-01-15T00:00:00'],
    ['no time', '2024-01-15'],
    ['a blank for T', '2024-01-15 00:00:00Z'],
    ['no seconds', '2024-01-15T00:00Z'],
    ['an empty fraction', '2024-01-15T00:00:00.Z'],
    ['a comma', '2024-01-15T00:00:00,5Z'],
    ['an offset without colon', '2024-01-15T00:00:00+0100'],
    ['an offset of 24 hours', '2024-01-15T00:00:00+24:00'],
    ['an offset of 60 minutes', '2024-01-15T00:00:00+01:60'],
    ['both', '2024-01-15T00:00:00Z+01:00'],
    ['something behind', '2024-01-15T00:00:00Z '],
    ['something before', ' 2024-01-15T00:00:00Z'],
    ['a year of five digits', '+12024-01-15T00:00:00Z'],
    ['before 1970', '1969-12-31T23:59:59.999Z'],
    ['before 1970 in UTC', '1970-01-01T00:00:00+00:01'],
    ['after 9999 in UTC', '9999-12-31T23:59:59-00:01'],
    ['the year 70', '0070-01-01T00:00:00Z'],
    ['other digits', '２０２４-01-15T00:00:00Z'],
    ['a sign in a number', '2024-01--1T00:00:00Z'],
    ['nothing', ''],
  ])('refuses %s: %s', (_what, text) => {
    expect(parseInstant(text)).toBeUndefined();
    expect(normalInstant(text)).toBeUndefined();
  });

  it('agrees with Date on every instant, in every offset', () => {
    const offset = fc.integer({ min: -1439, max: 1439 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST }), offset, (instant, minutes) => {
        expect(parseInstant(toInstant(instant))).toBe(instant);
        expect(normalInstant(toInstant(instant))).toBe(toInstant(instant));
        const local = instant + minutes * 60_000;
        fc.pre(local >= 0 && local <= LAST);
        const size = Math.abs(minutes);
        const two = (number: number): string => String(number).padStart(2, '0');
        const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(parseInstant(toInstant(local).replace('Z', zone))).toBe(instant);
      }),
    );
  });

  it('takes a day exactly when the calendar has it', () => {
    const day = fc.tuple(
      fc.integer({ min: 1970, max: 9999 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
    );
    fc.assert(
      fc.property(day, ([year, month, date]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T00:00:00Z`;
        const real = new Date(Date.UTC(year, month - 1, date));
        const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === date && real.getUTCFullYear() === year;
        expect(parseInstant(text)).toBe(exists ? real.getTime() : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('has one normal form for any length of fraction, in either case', () => {
    const form = fc.tuple(
      fc.integer({ min: 0, max: LAST }),
      fc.stringMatching(/^[0-9]{0,6}$/),
      fc.constantFrom('T', 't'),
      fc.constantFrom('Z', 'z'),
    );
    fc.assert(
      fc.property(form, ([instant, fraction, mark, zone]) => {
        const second = toInstant(instant).slice(0, 19);
        const text = `${second.replace('T', mark)}${fraction === '' ? '' : `.${fraction}`}${zone}`;
        expect(normalInstant(text)).toBe(`${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => void parseInstant(text)));
  });
});
