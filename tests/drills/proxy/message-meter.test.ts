import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CutPoint, MessageMeter } from './message-meter.ts';

const HEAD = `POST /x HTTP/1.1\r\nHost: h\r\nX-Pad: ${'p'.repeat(120)}\r\nContent-Length: 10\r\n\r\n`;
const MESSAGE = `${HEAD}0123456789`;

/** Feeds three messages in pieces; returns how many bytes come before the place. */
function found(point: CutPoint, piece: number): number | undefined {
  const meter = new MessageMeter(point);
  const bytes = Buffer.from(MESSAGE.repeat(3));
  for (let from = 0; from < bytes.length; from += piece) {
    const at = meter.find(bytes.subarray(from, from + piece));
    if (at !== undefined) return from + at;
  }
  return undefined;
}

it.each([
  [{ message: 0, part: 'head', share: 0 }, 1],
  [{ message: 1, part: 'head', share: 0.5 }, MESSAGE.length + 60],
  [{ message: 0, part: 'body', share: 0.5 }, HEAD.length + 5],
  [{ message: 2, part: 'body', share: 0 }, 2 * MESSAGE.length + HEAD.length],
  [{ message: 1, part: 'end', share: 0.3 }, 2 * MESSAGE.length],
  [{ message: 3, part: 'head', share: 0 }, undefined],
] as const)('finds %j after %s bytes', (point, at) => {
  expect(found(point, MESSAGE.length)).toBe(at);
});

it('finds the same place however the bytes are cut into pieces', () => {
  const point = fc.record({
    message: fc.nat(2),
    part: fc.constantFrom('head', 'body', 'end'),
    share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });
  const property = fc.property(point, fc.integer({ min: 1, max: 400 }), (one, piece) => {
    expect(found(one, piece)).toBe(found(one, 10_000));
    expect(found(one, piece)).toBeDefined();
  });
  fc.assert(property);
});
