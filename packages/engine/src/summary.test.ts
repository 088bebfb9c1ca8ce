import { expect, test } from 'vitest';
import type { JsonObject } from './manifest.ts';
import { memoryStore } from './store/memory.ts';
import { INVOICE, KEYS, PATH, testEngine } from './test-engine.ts';
import { creditNotes } from './test-manifest.ts';

const SUMMARY = '/revenue/summaries/invoices';
const NOON = Date.parse('2026-01-15T12:00:00Z');

async function filled(rows: readonly JsonObject[], now = NOON) {
  const test = testEngine();
  test.now = now;
  for (const [index, row] of rows.entries()) {
    const { status } = await test.send('POST', PATH, { ...INVOICE, invoice_id: `i${index}`, ...row });
    expect(status).toBe(200);
  }
  const read = async (query = '') => (await test.send('GET', SUMMARY + query)).json;
  return { ...test, read };
}

const none = (total = '0.00') => ({ count: 0, total });

test('nothing adds up to nothing', async () => {
  const { read } = await filled([]);
  expect(await read()).toEqual({ as_of: '2026-01-15T12:00:00.000Z', currencies: [], near_duplicates: [] });
});

test('sums never cross currencies; currencies and months are in order', async () => {
  const { read } = await filled([
    { amount: 0.1, customer_id: 'b' },
    { amount: 0.2, customer_id: 'b', issue_date: '2023-12-31T23:59:59.999Z' },
    { amount: 7, customer_id: 'a', currency: 'JPY', due_date: '2026-01-14T00:00:00Z' },
    { amount: 1.005, customer_id: 'a', currency: 'KWD', issue_date: '2024-01-01T01:00:00+02:00' },
  ]);
  const { currencies } = (await read()) as { currencies: JsonObject[] };
  expect(currencies).toEqual([
    {
      currency: 'JPY',
      count: 1,
      total: '7',
      months: [{ month: '2024-01', count: 1, total: '7' }],
      ageing: [
        { days_past: 'not_yet', ...none('0') },
        { days_past: '1-30', count: 1, total: '7' },
        { days_past: '31-60', ...none('0') },
        { days_past: '61-90', ...none('0') },
        { days_past: '91+', ...none('0') },
        { days_past: 'none', ...none('0') },
      ],
      top: [{ value: 'a', count: 1, total: '7' }],
    },
    expect.objectContaining({
      currency: 'KWD',
      total: '1.005',
      months: [{ month: '2023-12', count: 1, total: '1.005' }],
    }),
    expect.objectContaining({
      currency: 'USD',
      count: 2,
      total: '0.30',
      months: [
        { month: '2023-12', count: 1, total: '0.20' },
        { month: '2024-01', count: 1, total: '0.10' },
      ],
      top: [{ value: 'b', count: 2, total: '0.30' }],
    }),
  ]);
});

test.each([
  ['2026-01-16T00:00:00Z', 'not_yet'],
  ['2026-01-15T00:00:00Z', 'not_yet'],
  ['2026-01-15T23:59:59.999Z', 'not_yet'],
  ['2026-01-14T23:59:59.999Z', '1-30'],
  ['2026-01-15T00:30:00+01:00', '1-30'],
  ['2025-12-16T00:00:00Z', '1-30'],
  ['2025-12-15T23:59:59.999Z', '31-60'],
  ['2025-11-16T00:00:00Z', '31-60'],
  ['2025-11-15T00:00:00Z', '61-90'],
  ['2025-10-17T00:00:00Z', '61-90'],
  ['2025-10-16T00:00:00Z', '91+'],
  ['1970-01-01T00:00:00Z', '91+'],
  ['9999-12-31T23:59:59.999Z', 'not_yet'],
  [null, 'none'],
])('due %s is %s at any hour of 15 January 2026', async (due_date, part) => {
  const row = { issue_date: '1970-01-01T00:00:00Z', ...(due_date === null ? {} : { due_date }) };
  const test = await filled([row]);
  for (const hour of ['00:00:00.000Z', '12:00:00.000Z', '23:59:59.999Z']) {
    test.now = Date.parse(`2026-01-15T${hour}`);
    for (const query of ['', '?currency=USD']) {
      const { currencies } = (await test.read(query)) as { currencies: { ageing: JsonObject[] }[] };
      const found = currencies[0]?.ageing.filter(({ count }) => count === 1);
      expect(found, hour + query).toEqual([{ days_past: part, count: 1, total: '299.99' }]);
    }
  }
});

test('the ten largest totals lead, ties by the bytes of the value', async () => {
  const values = ['\ue000', '\u{1f600}', 'b', 'B', ...Array.from({ length: 9 }, (_, index) => `c${index}`)];
  const { read } = await filled([
    ...values.map((customer_id) => ({ customer_id, amount: 1 })),
    { customer_id: 'c8', amount: 0.01 },
  ]);
  const expected = ['c8', 'B', 'b', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
  for (const query of ['', '?currency=USD']) {
    const { currencies } = (await read(query)) as { currencies: { top: JsonObject[] }[] };
    expect(currencies[0]?.top.map(({ value }) => value)).toEqual(expected);
  }
  for (const query of ['?customer_id=b', `?customer_id=${encodeURIComponent('\u{1f600}')}`]) {
    expect(await read(query)).toMatchObject({ currencies: [{ count: 1, total: '1.00' }] });
  }
});

test('near duplicates are sets of two values or more, the most rows first, over all currencies', async () => {
  const groups = ['z', 'Alpha', 'alpha', 'alpha', ' ALPHA', 'be ta', 'be  ta', 'beta', 'Z'];
  const { read, send } = await filled(
    groups.map((group_id, index) => ({ group_id, currency: index % 2 === 0 ? 'USD' : 'EUR' })),
  );
  const alpha = {
    values: [
      { value: 'alpha', count: 2 },
      { value: ' ALPHA', count: 1 },
      { value: 'Alpha', count: 1 },
    ],
  };
  const beta = {
    values: [
      { value: 'be  ta', count: 1 },
      { value: 'be ta', count: 1 },
    ],
  };
  const zed = {
    values: [
      { value: 'Z', count: 1 },
      { value: 'z', count: 1 },
    ],
  };
  for (const query of ['', '?issue_date_from=2000-01-01T00:00:00Z']) {
    expect((await read(query))['near_duplicates']).toEqual([alpha, beta, zed]);
  }
  expect((await read('?group_id=alpha'))['near_duplicates']).toEqual([]);
  await send('DELETE', PATH, { invoice_id: 'i8' });
  await send('DELETE', PATH, { invoice_id: 'i3' });
  const { near_duplicates } = (await read()) as { near_duplicates: { values: JsonObject[] }[] };
  expect(near_duplicates.map(({ values }) => values.map(({ value }) => value))).toEqual([
    [' ALPHA', 'Alpha', 'alpha'],
    ['be  ta', 'be ta'],
  ]);
});

test('at most 100 sets are told, the first by their folded text', async () => {
  const names = Array.from({ length: 101 }, (_, index) => `g${String(index).padStart(3, '0')}`);
  const { read } = await filled(
    names.toReversed().flatMap((name) => [{ group_id: name }, { group_id: name.toUpperCase() }]),
  );
  for (const query of ['', '?currency=USD']) {
    const { near_duplicates } = (await read(query)) as { near_duplicates: { values: JsonObject[] }[] };
    expect(near_duplicates.map(({ values }) => values[1]?.['value'])).toEqual(names.slice(0, 100));
  }
});

test('filters are those of the list, and are judged alike', async () => {
  const { read, send } = await filled([
    { amount: 5, currency: 'EUR', customer_id: 'one' },
    { amount: 6, customer_id: 'one' },
    { amount: 7, customer_id: 'two', due_date: '2026-01-01T00:00:00Z' },
  ]);
  const totals = async (query: string) =>
    ((await read(query)) as { currencies: JsonObject[] }).currencies.map(
      ({ currency, total }) => `${currency} ${total}`,
    );
  expect(await totals('?customer_id=one')).toEqual(['EUR 5.00', 'USD 6.00']);
  expect(await totals('?currency=usd&amount_min=6.5')).toEqual(['USD 7.00']);
  expect(await totals('?due_date_to=2026-01-02T00:00:00Z')).toEqual(['USD 7.00']);
  expect(await totals('?q=i1')).toEqual(['USD 6.00']);
  expect(await totals('?customer_id=nobody')).toEqual([]);
  expect((await send('GET', `${SUMMARY}?amount_min=1`)).details).toEqual(['currency currency_required']);
  expect((await send('GET', `${SUMMARY}?limit=1`)).details).toEqual(['limit unknown_field']);
});

test('tenants and environments are apart', async () => {
  const { send } = await filled([{}]);
  for (const key of [KEYS.live, KEYS.other]) {
    const { json } = await send('GET', SUMMARY, undefined, { key });
    expect(json['currencies']).toEqual([]);
  }
});

test('a resource without a summary has neither route nor aggregates', async () => {
  const store = memoryStore({ manifest: creditNotes });
  const { send } = testEngine({ manifest: creditNotes, store });
  expect((await send('POST', '/revenue/credit-notes', { credit_note_id: 'n1', currency: 'USD' })).status).toBe(200);
  expect((await send('GET', '/revenue/summaries/credit-notes')).error['code']).toBe('route_not_found');
  const scope = { tenant: 'trial', environment: 'test' } as const;
  expect(await store.summarize({ scope, resource: 'credit-notes', filters: [], top: 9, sets: 9 })).toEqual([]);
});
