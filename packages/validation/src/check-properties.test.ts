import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { body, rules } from '../test/body.ts';
import { check, checkValue } from './check.ts';
import type { Mode, Shape } from './shape.ts';

describe('check: properties', () => {
  const mode = fc.constantFrom<Mode>('create', 'update', 'delete', 'query', 'any');
  const field = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('usd', 'JPY', 'XXX', '2024-01-15T00:00:00+01:00', '5', 'true', -1, 1.999, 2 ** 53),
  );
  const value = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...Object.keys(body.fields ?? {}), '__proto__', 'constructor', 'x'), field),
  );
  const shapes: readonly Shape[] = [
    body,
    { type: 'any' },
    { type: 'object' },
    { type: 'object', open: true, fields: body.fields ?? {} },
    { type: 'array', items: { type: 'any', anyOf: [{ type: 'string' }, { type: 'number', multipleOf: 0.5 }, body] } },
  ];

  it('never throws, whatever JSON brings', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), value, mode, (shape, sent, as) => {
        const { issues } = checkValue(shape, sent, { mode: as });
        for (const issue of issues) expect(issue.message).toMatch(/^.+\.$|\?$/s);
        expect(check(shape, sent, { mode: as, rules }).value).toBeTypeOf('object');
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing that is normal already, and never what was sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), value, mode, (shape, sent, as) => {
        const before = JSON.stringify(sent);
        const once = checkValue(shape, sent, { mode: as });
        expect(JSON.stringify(sent)).toBe(before);
        fc.pre(once.issues.length === 0);
        // As text: a matcher would read `constructor` as the class of the object.
        expect(JSON.stringify(checkValue(shape, once.value, { mode: as }))).toBe(JSON.stringify(once));
      }),
      { numRuns: 1000 },
    );
  });

  it('changes nothing that is normal already: good bodies', () => {
    const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    const sent = fc.record(
      {
        id: fc.stringMatching(/^[a-z0-9_]{1,20}$/),
        name: fc.stringMatching(/^[ -~]{1,20}$/),
        at: instant.map((date) => date.toISOString().replace('Z', '+01:00')).filter((at) => at > '1970-01-02'),
        price: fc.nat().map((minor) => minor / 100),
        unit: fc.constantFrom('usd', 'Eur', 'GBP'),
        until: fc.constant(null),
      },
      { requiredKeys: ['id', 'name', 'at', 'price'] },
    );
    fc.assert(
      fc.property(sent, fc.constantFrom<Mode>('create', 'update'), (input, as) => {
        const once = check(body, input, { mode: as });
        expect(once.issues).toEqual([]);
        expect(check(body, once.value, { mode: as })).toStrictEqual(once);
      }),
    );
  });

  it('gives open values back as they were', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (sent) => {
        const { issues, value: copy } = checkValue({ type: 'any' }, sent, { mode: 'any' });
        fc.pre(issues.length === 0);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(sent));
      }),
    );
  });
});
