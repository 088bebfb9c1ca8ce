import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateKey, hashKey, keyPrefix } from '../keys.ts';
import type { Json, JsonObject } from '../manifest.ts';
import { INVOICE, PATH, testEngine } from '../test-engine.ts';
import { memoryStore } from './memory.ts';

const IDS = ['a', 'b', 'B', 'é', '\uffff', '😀', 'aa'];
const DATES = ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z', '2024-01-03T00:00:00.000Z'];

type Row = Record<string, string | number | null> & { invoice_id: string; created_at: string };

const rowsOf = fc.uniqueArray(
  fc.record({
    invoice_id: fc.constantFrom(...IDS),
    customer_id: fc.constantFrom('c1', 'c2'),
    issue_date: fc.constantFrom(...DATES.slice(0, 2)),
    due_date: fc.constantFrom(null, ...DATES),
    amount: fc.constantFrom(1, 2, 2.5),
    currency: fc.constantFrom('USD', 'EUR'),
    pause: fc.constantFrom(0, 1),
  }),
  { selector: ({ invoice_id }) => invoice_id },
);

const queryOf = fc.record(
  {
    customer_id: fc.constantFrom('c1', 'c2'),
    currency: fc.constantFrom('USD', 'EUR'),
    due_date_from: fc.constantFrom(...DATES),
    issue_date_to: fc.constantFrom(...DATES),
    q: fc.constantFrom('a', 'b', '😀'),
    sort: fc.constantFrom('created_at', 'issue_date', 'due_date'),
    order: fc.constantFrom('asc', 'desc'),
  },
  { requiredKeys: [] },
);

type Query = { [name: string]: string | undefined };

/** The list as a page of plain JavaScript would make it. */
function expected(rows: readonly Row[], query: Query): string[] {
  const {
    customer_id,
    currency,
    due_date_from: from,
    issue_date_to: to,
    q,
    sort = 'created_at',
    order = 'desc',
  } = query;
  const direction = order === 'asc' ? 1 : -1;
  const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return rows
    .filter((row) => customer_id === undefined || row['customer_id'] === customer_id)
    .filter((row) => currency === undefined || row['currency'] === currency)
    .filter((row) => from === undefined || (row['due_date'] !== null && String(row['due_date']) >= from))
    .filter((row) => to === undefined || String(row['issue_date']) < to)
    .filter((row) => q === undefined || row.invoice_id.startsWith(q))
    .sort((a, b) => {
      const [left = null, right = null] = [a[sort], b[sort]];
      if (left === null || right === null) {
        return left === right ? direction * bytes(a.invoice_id, b.invoice_id) : left === null ? 1 : -1;
      }
      return direction * (bytes(String(left), String(right)) || bytes(a.invoice_id, b.invoice_id));
    })
    .map((row) => row.invoice_id);
}

test('every list, in pages of any size, is what a plain array gives: no row twice, none lost', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, queryOf, fc.integer({ min: 1, max: 4 }), async (rows, query, limit) => {
      const test = testEngine();
      const model: Row[] = [];
      for (const { pause, due_date, ...fields } of rows) {
        test.now += pause;
        const body = {
          ...INVOICE,
          ...fields,
          ...(due_date !== null && due_date >= fields.issue_date ? { due_date } : {}),
        };
        expect((await test.send('POST', PATH, body)).status).toBe(200);
        model.push({ due_date: null, ...body, created_at: new Date(test.now).toISOString() });
      }
      const found: string[] = [];
      let cursor: Json | undefined;
      do {
        const text = new URLSearchParams({
          ...query,
          limit: String(limit),
          ...(cursor ? { cursor: String(cursor) } : {}),
        });
        const { json } = await test.send('GET', `${PATH}?${text}`);
        const page = json['data'] as Row[];
        expect(page.length).toBeLessThanOrEqual(limit);
        expect(json['has_more']).toBe(json['next_cursor'] !== null);
        found.push(...page.map((row) => row.invoice_id));
        cursor = json['next_cursor'];
      } while (cursor);
      expect(found).toEqual(expected(model, query));
    }),
    { numRuns: 150 },
  );
});

const step = fc.oneof(
  fc.record({
    method: fc.constant('POST'),
    id: fc.constantFrom('a', 'b'),
    fields: fc.record({ amount: fc.constantFrom(1, 2) }),
    key: fc.constantFrom(undefined, 'k1', 'k2'),
  }),
  fc.record({
    method: fc.constant('PUT'),
    id: fc.constantFrom('a', 'b'),
    fields: fc.record(
      { amount: fc.constantFrom(1, 2), due_date: fc.constantFrom(null, ...DATES) },
      { requiredKeys: [] },
    ),
    key: fc.constantFrom(undefined, 'k1', 'k2'),
  }),
  fc.record({
    method: fc.constant('DELETE'),
    id: fc.constantFrom('a', 'b'),
    fields: fc.constant({}),
    key: fc.constantFrom(undefined, 'k1', 'k2'),
  }),
);

interface Model {
  readonly rows: Map<string, JsonObject>;
  readonly answers: Map<string, string>;
  audits: number;
}

/** What the semantics say about one step; changes the model. */
function foresee(
  model: Model,
  method: string,
  id: string,
  fields: JsonObject,
  key: string | undefined,
): [number, boolean] {
  const name = `${method} ${key}`;
  const body = JSON.stringify([
    id,
    fields['amount'] ?? 'none',
    fields['due_date'] === undefined ? 'none' : fields['due_date'],
  ]);
  const answer = key === undefined ? undefined : model.answers.get(name);
  if (answer !== undefined) return answer === body ? [200, true] : [400, false];
  const row = model.rows.get(id);
  if (method !== 'POST' && !row) return [404, false];
  let replayed = false;
  if (method === 'POST' && row) {
    if (row['amount'] !== fields['amount'] || row['due_date'] !== null) return [400, false];
    replayed = true;
  } else {
    const next = method === 'DELETE' ? undefined : { amount: 0, due_date: null, ...row, ...fields };
    if (JSON.stringify(next) !== JSON.stringify(row)) model.audits += 1;
    if (next) model.rows.set(id, next);
    else model.rows.delete(id);
  }
  if (key !== undefined) model.answers.set(name, body);
  return [200, replayed];
}

test('any history of writes ends as the semantics say, step by step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { send, store } = testEngine();
      const model: Model = { rows: new Map(), answers: new Map(), audits: 0 };
      for (const { method, id, fields, key } of steps) {
        const body: JsonObject = {
          ...(method === 'POST' ? { ...INVOICE, issue_date: DATES[0] ?? '' } : {}),
          ...fields,
          invoice_id: id,
        };
        const [status, replayed] = foresee(model, method, id, fields, key);
        const answer = await send(method, PATH, body, { headers: key === undefined ? {} : { 'idempotency-key': key } });
        expect([answer.status, answer.headers['idempotent-replayed'] === 'true']).toEqual([status, replayed]);
        expect(store.audit()).toHaveLength(model.audits);
      }
      const { json } = await send('GET', PATH);
      const rows = (json['data'] as JsonObject[]).map(({ invoice_id, amount, due_date }) => [
        invoice_id,
        { amount, due_date },
      ]);
      expect(Object.fromEntries(rows as [string, Json][])).toEqual(Object.fromEntries(model.rows));
    }),
    { numRuns: 200 },
  );
});

test('of many creates at once one wins, and one row is there', async () => {
  const { send, store } = testEngine();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => send('POST', PATH, { ...INVOICE, amount: index })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(store.audit()).toHaveLength(1);
});

test('a write that breaks half-way changes nothing', async () => {
  const store = memoryStore();
  const scope = { tenant: 't', environment: 'test' } as const;
  const command = { scope, resource: 'invoices', kind: 'create', id: 'a', fields: {}, at: 0, requestId: 'r' } as const;
  // The id of the key is read last, for the audit row.
  const broken = Object.defineProperty({ ...command, keyId: '' }, 'keyId', {
    get: () => {
      throw new Error('half-way');
    },
  });
  await expect(store.write(broken)).rejects.toThrow('half-way');
  expect(await store.get(scope, 'invoices', 'a')).toBeUndefined();
});

test('keys are kept hashed and found by prefix; equal prefixes are refused', async () => {
  const key = generateKey('test');
  const known = { key, tenant: 't', environment: 'test', scopes: ['revenue'] } as const;
  const store = memoryStore({ keys: [known] });
  const record = await store.findKey(keyPrefix(key));
  expect(record).toEqual({
    id: keyPrefix(key),
    prefix: keyPrefix(key),
    hash: await hashKey(key),
    tenant: 't',
    environment: 'test',
    scopes: ['revenue'],
  });
  expect(JSON.stringify(record)).not.toContain(key);
  expect(await store.findKey('other')).toBeUndefined();
  expect(store.anyone).toBeUndefined();
  expect(() => memoryStore({ keys: [known, known] })).toThrow('same public part');
  await store.close();
});

test('tenants that look alike are apart', async () => {
  const keys = [
    { key: 'one', tenant: 'a","test","x', environment: 'test', scopes: ['revenue'] },
    { key: 'two', tenant: 'a', environment: 'test', scopes: ['revenue'] },
  ] as const;
  const { send } = testEngine({ store: memoryStore({ keys }) });
  await send('POST', PATH, INVOICE, { key: 'one' });
  expect((await send('GET', `${PATH}/inv_1`, undefined, { key: 'two' })).status).toBe(404);
});
