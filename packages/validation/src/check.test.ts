import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, checkValue } from './check.ts';
import type { Mode, Shape } from './shape.ts';

const body: Shape = {
  type: 'object',
  required: ['id', 'name', 'at', 'price'],
  fields: {
    id: { type: 'string', kind: 'id' },
    name: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
    until: { type: 'string', format: 'date-time', nullable: true },
    price: { type: 'number', currencyField: 'unit' },
    unit: { type: 'string', kind: 'currency', default: 'USD' },
    note: { type: 'string' },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['cost'],
        fields: { cost: { type: 'number', currencyField: 'unit' }, count: { type: 'integer', default: 1, minimum: 1 } },
      },
    },
  },
};
const good = { id: 'a', name: 'n', at: '2024-01-15T00:00:00Z', price: 1.5 };
const rules = [{ field: 'until', other: 'at', code: 'until_before_at' }];

function codes(shape: Shape, value: unknown, mode: Mode = 'any'): string[] {
  return checkValue(shape, value, { mode }, 'v').issues.map(({ code }) => code);
}

describe('check', () => {
  it('copies in normal form', () => {
    const sent = { ...good, at: '2024-01-15T01:00:00.5+01:00', unit: 'eur', note: ' As Sent ', until: null };
    const { issues, value } = check(body, sent, { mode: 'update' });
    expect(issues).toEqual([]);
    expect(value).toStrictEqual({ ...sent, at: '2024-01-15T00:00:00.500Z', unit: 'EUR' });
    expect(value).not.toBe(sent);
  });

  it('takes defaults on create alone, at the top and below', () => {
    const sent = { ...good, lines: [{ cost: 1 }] };
    expect(check(body, sent, { mode: 'create' }).value).toMatchObject({ unit: 'USD', lines: [{ cost: 1, count: 1 }] });
    for (const mode of ['update', 'delete', 'any'] as const) {
      const { value } = check(body, sent, { mode });
      expect(value).not.toHaveProperty('unit');
      expect(value['lines']).toEqual([{ cost: 1 }]);
    }
  });

  it('finds everything at once, in the order of the contract', () => {
    const sent = {
      id: '.',
      name: '',
      at: '2024-02-30T00:00:00Z',
      price: -1,
      unit: 'BGN',
      note: null,
      nmae: 'x',
      lines: [{ cost: '1' }, 5, { cost: 1, count: 1.5 }],
    };
    expect(check(body, sent, { mode: 'create' }).issues.map(({ param, code }) => `${param}: ${code}`)).toEqual([
      'id: invalid_id',
      'name: empty_field',
      'at: invalid_date',
      'price: amount_negative',
      'unit: currency_unknown',
      'note: invalid_type',
      'lines[0].cost: invalid_type',
      'lines[1]: invalid_type',
      'lines[2].count: invalid_type',
      'nmae: unknown_field',
    ]);
  });

  it('leaves fields with an issue out of the copy', () => {
    const { value } = check(body, { ...good, price: 'x', lines: [{ cost: 'x' }] }, { mode: 'any' });
    expect(Object.keys(value)).toEqual(['id', 'name', 'at']);
  });

  it('says what to do', () => {
    const { issues } = check(body, { invoice: 1, nmae: 'x', at: 5 }, { mode: 'create' });
    expect(issues.map(({ message }) => message)).toEqual([
      'id is required. Add it.',
      'name is required. Add it.',
      'at must be text. Send a JSON string.',
      'price is required. Add it.',
      'invoice is not a known field. Remove it.',
      'nmae is not a known field. Did you mean name?',
    ]);
  });

  it('judges rules even beside other issues', () => {
    const until = '2023-01-15T00:00:00Z';
    expect(check(body, { ...good, name: 5, until }, { mode: 'any', rules }).issues.map(({ code }) => code)).toEqual([
      'invalid_type',
      'until_before_at',
    ]);
    expect(check(body, { ...good, at: 'x', until }, { mode: 'any', rules }).issues.map(({ code }) => code)).toEqual([
      'invalid_date',
    ]);
  });

  it.each([null, undefined, 5, 'x', [], true])('refuses %j where an object has to be', (value) => {
    const checked = check(body, value, { mode: 'create' });
    expect(checked.issues.map(({ param, code }) => [param, code])).toEqual([['', 'invalid_type']]);
    expect(checked.value).toEqual({});
  });

  it('is not confused by names that every object has', () => {
    const sent: unknown = JSON.parse(
      `{"id":"a","name":"n","at":"2024-01-15T00:00:00Z","price":1,"__proto__":{"note":5},"constructor":1,"toString":2}`,
    );
    const { issues, value } = check(body, sent, { mode: 'create' });
    expect(issues.map(({ param, code }) => [param, code])).toEqual([
      ['__proto__', 'unknown_field'],
      ['constructor', 'unknown_field'],
      ['toString', 'unknown_field'],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).not.toHaveProperty('note');
    const text: Shape = { type: 'string' };
    const shape: Shape = { type: 'object', fields: { valueOf: text }, required: ['valueOf'] };
    expect(check(shape, {}, { mode: 'any' }).issues.map(({ code }) => code)).toEqual(['missing_field']);
  });

  it('carries `__proto__` through open objects as a plain field', () => {
    const open: Shape = { type: 'object' };
    const { issues, value } = check(open, JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":2}}'), {
      mode: 'any',
    });
    expect(issues).toEqual([]);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":1},"a":{"__proto__":2}}');
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('takes undefined for absent', () => {
    const { issues, value } = check(
      body,
      { ...good, note: undefined, other: undefined, name: undefined },
      { mode: 'any' },
    );
    expect(issues.map(({ param, code }) => [param, code])).toEqual([['name', 'missing_field']]);
    expect(value).not.toHaveProperty('note');
  });

  it('keeps at most 100 issues, and short names in them', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, 1]));
    expect(check(body, many, { mode: 'update' }).issues).toHaveLength(100);
    const [long] = check({ type: 'object', fields: {} }, { ['y'.repeat(60_000)]: 1 }, { mode: 'any' }).issues;
    expect(long?.param.length).toBeLessThan(140);
    expect(long?.message.length).toBeLessThan(240);
    const list = { ...good, lines: Array.from({ length: 5000 }, () => 1) };
    const full = check(body, list, { mode: 'any' });
    expect(full.issues).toHaveLength(100);
    expect(full.value).not.toHaveProperty('lines');
  });
});

describe('check: money', () => {
  it.each([
    ['create', {}, 1.999, ['amount_precision']],
    ['update', {}, 1.999, []],
    ['update', { unit: 'usd' }, 1.999, ['amount_precision']],
    ['create', { unit: 'KWD' }, 1.999, []],
    ['create', { unit: 'jpy' }, 1.5, ['amount_precision']],
    ['create', { unit: 'XXX' }, 1.999, ['currency_unknown']],
    ['update', {}, 1e17, ['amount_too_large']],
    ['create', {}, 1e14, ['amount_too_large']],
    ['create', {}, '1', ['invalid_type']],
    ['create', {}, Number.NaN, ['invalid_type']],
    ['create', {}, Number.POSITIVE_INFINITY, ['invalid_type']],
    ['create', {}, -0, []],
  ] as const)('%s %j with %s: %j', (mode, more, price, expected) => {
    expect(check(body, { ...good, ...more, price }, { mode }).issues.map(({ code }) => code)).toEqual(expected);
  });

  it('judges the text of the wire, not the number it became', () => {
    const text = '0.1000000000000000055511151231257827';
    const numberText = (path: string): string | undefined => (path === 'price' ? text : undefined);
    const sent = { ...good, price: Number(text) };
    expect(check(body, sent, { mode: 'create' }).issues).toEqual([]);
    expect(check(body, sent, { mode: 'create', numberText }).issues.map(({ code }) => code)).toEqual([
      'amount_precision',
    ]);
    const huge = { mode: 'create', numberText: (): string => '1e400' } as const;
    expect(check(body, { ...good, price: Number('1e400') }, huge).issues.map(({ code }) => code)).toEqual([
      'amount_too_large',
    ]);
  });

  it('asks for the text of nested numbers by their path', () => {
    const asked: string[] = [];
    const numberText = (path: string): undefined => void asked.push(path);
    check(body, { ...good, lines: [{ cost: 1 }, { cost: 2, count: 3 }] }, { mode: 'any', numberText });
    expect(asked).toEqual(['price', 'lines[0].cost', 'lines[1].cost', 'lines[1].count']);
  });

  it('finds the currency in the objects around', () => {
    const sent = { ...good, unit: 'JPY', price: 1, lines: [{ cost: 1.5 }] };
    expect(check(body, sent, { mode: 'any' }).issues.map(({ param, code }) => [param, code])).toEqual([
      ['lines[0].cost', 'amount_precision'],
    ]);
  });

  it('writes minus zero as zero', () => {
    expect(Object.is(check(body, { ...good, price: -0 }, { mode: 'any' }).value['price'], 0)).toBe(true);
  });
});

describe('check: query', () => {
  const query: Shape = {
    type: 'object',
    fields: {
      limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      min: { type: 'number', currencyField: 'unit' },
      unit: { type: 'string', kind: 'currency' },
      open: { type: 'boolean' },
      from: { type: 'string', format: 'date-time' },
      order: { type: 'string', enum: ['asc', 'desc'] },
      tag: { type: 'array', items: { type: 'string' } },
      level: { type: 'integer', enum: [1, 2] },
    },
  };

  it('parses text', () => {
    const sent = {
      limit: '20',
      min: '1.50',
      unit: 'usd',
      open: 'false',
      from: '2024-01-15T00:00:00Z',
      tag: 'a',
      level: '2',
    };
    expect(check(query, sent, { mode: 'query' })).toStrictEqual({
      issues: [],
      value: { limit: 20, min: 1.5, unit: 'USD', open: false, from: '2024-01-15T00:00:00.000Z', tag: ['a'], level: 2 },
    });
    expect(check(query, {}, { mode: 'query' }).value).toEqual({});
  });

  it.each([
    ['limit', '', 'invalid_type'],
    ['limit', ' 5', 'invalid_type'],
    ['limit', '1e1', 'invalid_type'],
    ['limit', '5.0', 'invalid_type'],
    ['limit', '0x5', 'invalid_type'],
    ['limit', '0', 'too_small'],
    ['limit', '201', 'too_large'],
    ['limit', '9'.repeat(400), 'too_large'],
    ['limit', ['1', '2'], 'invalid_type'],
    ['min', 'Infinity', 'invalid_type'],
    ['min', '-1', 'amount_negative'],
    ['open', '1', 'invalid_type'],
    ['open', 'TRUE', 'invalid_type'],
    ['order', 'up', 'invalid_enum'],
    ['level', '3', 'invalid_enum'],
    ['limt', '5', 'unknown_field'],
  ])('%s=%s is %s', (name, text, code) => {
    expect(check(query, { [name]: text }, { mode: 'query' }).issues.map((issue) => [issue.param, issue.code])).toEqual([
      [name, code],
    ]);
  });

  it('judges money on its text', () => {
    const sent = { min: '1.0000000000000000000001', unit: 'USD' };
    expect(check(query, sent, { mode: 'query' }).issues.map(({ code }) => code)).toEqual(['amount_precision']);
  });

  it('parses text in queries only', () => {
    expect(codes({ type: 'integer' }, '5')).toEqual(['invalid_type']);
    expect(codes({ type: 'boolean' }, 'true')).toEqual(['invalid_type']);
    expect(codes({ type: 'array', items: { type: 'string' } }, 'a')).toEqual(['invalid_type']);
  });
});

describe('checkValue: every code', () => {
  const text: Shape = { type: 'string' };
  it.each<[string, Shape, unknown, string[]]>([
    ['a bound', { type: 'number', minimum: 1 }, 1, []],
    ['a bound', { type: 'number', minimum: 1 }, 0.5, ['too_small']],
    ['a bound', { type: 'number', maximum: 1 }, 1.5, ['too_large']],
    ['an open bound', { type: 'number', exclusiveMinimum: 1 }, 1, ['too_small']],
    ['an open bound', { type: 'number', exclusiveMaximum: 1 }, 1, ['too_large']],
    ['a step', { type: 'number', multipleOf: 0.1 }, 0.3, []],
    ['a step', { type: 'number', multipleOf: 0.1 }, 0.35, ['not_multiple']],
    ['an unsafe integer', { type: 'integer' }, 2 ** 53, ['too_large']],
    ['an unsafe integer', { type: 'integer' }, -(2 ** 53), ['too_small']],
    ['a fraction', { type: 'integer' }, 1.5, ['invalid_type']],
    ['a whole number with an exponent', { type: 'integer' }, 1e3, []],
    ['a length', { type: 'string', minLength: 2 }, '😀', ['too_short']],
    ['a length', { type: 'string', maxLength: 2 }, '😀😀', []],
    ['a length', { type: 'string', maxLength: 2 }, 'abc', ['too_long']],
    ['more bytes than usual', { type: 'string', maxLength: 2000 }, 'a'.repeat(1025), []],
    ['bytes', text, '日'.repeat(341), []],
    ['bytes', text, '日'.repeat(342), ['too_long']],
    ['U+0000', text, 'a\0', ['invalid_text']],
    ['U+0000 below a length', { type: 'string', maxLength: 5 }, 'a\0', ['invalid_text']],
    ['half a character', text, '\ud83d', ['invalid_text']],
    ['nothing', text, '', ['empty_field']],
    ['a pattern', { type: 'string', pattern: '^a+$' }, 'aa', []],
    ['a pattern', { type: 'string', pattern: '^a+$' }, 'ab', ['invalid_format']],
    ['an id', { type: 'string', kind: 'id' }, ' a', ['invalid_id']],
    ['a currency', { type: 'string', kind: 'currency' }, 'uſd', ['currency_unknown']],
    ['another format', { type: 'string', format: 'email' }, 'x', []],
    ['a constant', { type: 'boolean', enum: [true] }, false, ['invalid_enum']],
    ['a listed empty text', { type: 'string', enum: ['', 'a'] }, '', []],
    ['a listed object', { type: 'any', enum: [{ a: 1, b: 2 }] }, { b: 2, a: 1 }, []],
    ['another object', { type: 'any', enum: [{ a: 1 }] }, { a: 2 }, ['invalid_enum']],
    ['a listed null', { type: 'string', enum: [null, 'a'] }, null, []],
    ['null', text, null, ['invalid_type']],
    ['nullable', { type: 'string', nullable: true }, null, []],
    ['null where anything goes', { type: 'any' }, null, []],
    ['an array for an object', { type: 'object', fields: {} }, [], ['invalid_type']],
    ['an object for an array', { type: 'array' }, {}, ['invalid_type']],
    ['items', { type: 'array', minItems: 1 }, [], ['too_few_items']],
    ['items', { type: 'array', maxItems: 1 }, [1, 2], ['too_many_items']],
    [
      'equal items',
      { type: 'array', uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['duplicate_items'],
    ],
    ['unequal items', { type: 'array', uniqueItems: true }, [1, '1', [1], { 1: 1 }], []],
    ['a hole', { type: 'array', items: text }, [undefined], ['invalid_type']],
    ['one of two', { type: 'any', anyOf: [text, { type: 'integer' }] }, 5, []],
    ['none of two', { type: 'any', anyOf: [text, { type: 'integer' }] }, true, ['invalid_choice']],
    ['one of two, nearly', { type: 'any', anyOf: [text, { type: 'integer', minimum: 1 }] }, 0, ['too_small']],
    ['null of two', { type: 'any', anyOf: [text, { type: 'integer', nullable: true }] }, null, []],
    ['null of none', { type: 'any', anyOf: [text, { type: 'integer' }] }, null, ['invalid_type']],
    ['a required field that is not described', { type: 'object', required: ['a'] }, {}, ['missing_field']],
    ['an open object', { type: 'object', open: true, fields: { a: text } }, { a: 'x', b: [1, { c: null }] }, []],
    ['no JSON', { type: 'any' }, Symbol('x'), ['invalid_type']],
    ['no JSON inside', { type: 'any' }, { a: [Number.NaN, () => 1] }, ['invalid_type', 'invalid_type']],
    ['bad text inside', { type: 'any' }, { a: '\ud83d', '\0': 1 }, ['invalid_text', 'invalid_text']],
  ])('%s: %j, %j → %j', (_what, shape, value, expected) => {
    expect(codes(shape, value)).toEqual(expected);
  });

  it('keeps what an open object brings', () => {
    const shape: Shape = { type: 'object', open: true, fields: { at: { type: 'string', format: 'date-time' } } };
    const { value } = check(shape, { at: '2024-01-15T00:00:00Z', b: [1, { c: null }] }, { mode: 'any' });
    expect(value).toEqual({ at: '2024-01-15T00:00:00.000Z', b: [1, { c: null }] });
  });

  it('ends on values that never do', () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    expect(codes({ type: 'any' }, ring)).toEqual(['too_deep']);
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(codes({ type: 'any' }, deep)).toEqual(['too_deep']);
    const knot: { -readonly [K in keyof Shape]: Shape[K] } = { type: 'array' };
    knot.items = knot;
    expect(codes(knot, deep)).toEqual(['too_deep']);
  });

  it('lists the choices', () => {
    const { issues } = checkValue({ type: 'string', enum: ['asc', 'desc'] }, 'up', { mode: 'any' }, 'order');
    expect(issues).toEqual([{ param: 'order', code: 'invalid_enum', message: 'order must be one of: asc, desc.' }]);
  });
});

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
