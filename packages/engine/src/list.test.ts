import { expect, test } from 'vitest';
import type { JsonObject } from './manifest.ts';
import { INVOICE, PATH, testEngine } from './test-engine.ts';

async function filled(rows: readonly JsonObject[]) {
  const test = testEngine();
  for (const row of rows) {
    const { status } = await test.send('POST', PATH, { ...INVOICE, ...row });
    expect(status).toBe(200);
    test.now += 1000;
  }
  return {
    ...test,
    async list(query: string) {
      const { json, status, error, details } = await test.send('GET', `${PATH}${query}`);
      const data = (json['data'] ?? []) as { invoice_id: string }[];
      const ids = data.map((row) => row.invoice_id).join(' ');
      return { status, error, details, ids, more: json['has_more'], next: json['next_cursor'] as string | null };
    },
  };
}

const ROWS: JsonObject[] = [
  { invoice_id: 'a', amount: 10, due_date: '2024-03-01T00:00:00Z', customer_id: 'one' },
  { invoice_id: 'b', amount: 30, issue_date: '2024-02-01T00:00:00Z', currency: 'EUR' },
  { invoice_id: 'c', amount: 20.5, due_date: '2024-02-01T00:00:00Z', group_id: 'x' },
  { invoice_id: 'ab', amount: 10, issue_date: '2024-01-14T00:00:00Z', customer_id: 'ONE' },
];

test.each([
  ['', 'ab c b a'],
  ['?order=asc', 'a b c ab'],
  ['?sort=issue_date&order=asc', 'ab a c b'],
  ['?sort=issue_date', 'b c a ab'],
  ['?sort=due_date', 'a c b ab'],
  ['?sort=due_date&order=asc', 'c a ab b'],
  ['?sort=amount&currency=USD', 'c ab a'],
  ['?sort=amount&currency=usd&order=asc', 'a ab c'],
  ['?customer_id=one', 'a'],
  ['?customer_id=ONE', 'ab'],
  ['?group_id=x', 'c'],
  ['?currency=eur', 'b'],
  ['?issue_date_from=2024-02-01T01:00:00%2B01:00', 'b'],
  ['?issue_date_to=2024-01-15T00:00:00Z', 'ab'],
  ['?due_date_from=2024-01-01T00:00:00Z', 'c a'],
  ['?due_date_from=2024-02-01T00:00:00Z&due_date_to=2024-03-01T00:00:00Z', 'c'],
  ['?currency=USD&amount_min=20.50', 'c'],
  ['?currency=USD&amount_max=1e1', 'ab a'],
  ['?currency=EUR&amount_min=10&amount_max=30', 'b'],
  ['?q=a', 'ab a'],
  ['?q=A', ''],
  ['?q=a&customer_id=one&limit=200', 'a'],
])('%s gives %s', async (query, ids) => {
  const { list } = await filled(ROWS);
  expect(await list(query)).toMatchObject({ status: 200, ids });
});

test.each([
  ['?limit=0', 'limit too_small'],
  ['?limit=201', 'limit too_large'],
  ['?limit=1.5', 'limit invalid_type'],
  ['?limit=', 'limit invalid_type'],
  ['?order=up', 'order invalid_enum'],
  ['?sort=customer_id', 'sort invalid_enum'],
  ['?sort=amount', 'currency currency_required'],
  ['?amount_min=1', 'currency currency_required'],
  ['?amount_max=1&sort=amount', 'currency currency_required'],
  ['?amount_min=1&currency=XXQ', 'currency currency_unknown'],
  ['?amount_min=1.001&currency=USD', 'amount_min amount_precision'],
  ['?amount_min=-1&currency=USD', 'amount_min amount_negative'],
  ['?amount_min=abc&currency=USD', 'amount_min invalid_type'],
  ['?issue_date_from=2024-02-30T00:00:00Z', 'issue_date_from invalid_date'],
  ['?custmer_id=1', 'custmer_id unknown_field'],
  ['?limit=1&limit=2', 'limit duplicate_parameter'],
  ['?cursor=abc', 'cursor invalid_cursor'],
  ['?toString=1', 'toString unknown_field'],
])('%s is refused: %s', async (query, detail) => {
  const { list } = await filled([]);
  expect(await list(query)).toMatchObject({ status: 400, details: [detail] });
});

test('an unknown parameter comes with the nearest known name, and all faults come together', async () => {
  const { list } = await filled([]);
  expect((await list('?custmer_id=1')).error['message']).toContain('customer_id');
  expect((await list('?limit=0&amount_min=1&x=1')).details.sort()).toEqual([
    'currency currency_required',
    'limit too_small',
    'x unknown_field',
  ]);
});

test('pages follow each other; the limit may change, filters and order may not', async () => {
  const { list } = await filled(ROWS);
  const first = await list('?limit=1&sort=due_date&order=asc');
  expect(first).toMatchObject({ ids: 'c', more: true });
  const second = await list(`?limit=2&order=asc&sort=due_date&cursor=${first.next}`);
  expect(second).toMatchObject({ ids: 'a ab', more: true });
  expect(await list(`?sort=due_date&order=asc&cursor=${second.next}`)).toMatchObject({
    ids: 'b',
    more: false,
    next: null,
  });
  for (const query of ['?sort=due_date', '?order=asc', '?sort=due_date&order=asc&q=a', '?sort=issue_date&order=asc']) {
    expect((await list(`${query}&cursor=${second.next}`)).details).toEqual(['cursor cursor_mismatch']);
  }
});

test('a filter written in another way is the same filter', async () => {
  const { list } = await filled(ROWS);
  const { next } = await list('?limit=1&currency=usd&issue_date_from=2024-01-01T00:00:00Z');
  const again = await list(`?issue_date_from=2024-01-01T01:00:00%2B01:00&currency=USD&cursor=${next}`);
  expect(again).toMatchObject({ status: 200, ids: 'c a' });
});

test('a page that ends with the last row says so', async () => {
  const { list } = await filled(ROWS);
  expect(await list('?limit=4')).toMatchObject({ more: false, next: null });
  expect(await list('?limit=3')).toMatchObject({ more: true });
  expect(await (await filled([])).list('')).toMatchObject({ ids: '', more: false, next: null });
});

test('the default is 50 rows', async () => {
  const { list } = await filled(Array.from({ length: 51 }, (_, index) => ({ invoice_id: `i${index}` })));
  const { ids, more } = await list('');
  expect([ids.split(' ').length, more]).toEqual([50, true]);
});

test('reads by id take no parameters', async () => {
  const { send } = await filled(ROWS);
  expect((await send('GET', `${PATH}/a?expand=1`)).details).toEqual(['expand unknown_field']);
});
