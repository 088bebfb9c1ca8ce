/**
 * Builds a database of many rows and measures lists and summaries in it. Prints JSON.
 *
 *   node --conditions=@thrivestack-revenue/source million.ts FOLDER ROWS
 */
import { type ListFilter, type ListQuery, manifest, resourceDefinition, rowValue } from '@thrivestack-revenue/engine';
import { openForReading, openForWriting, prepareFile } from '../../packages/server/src/store/database.ts';
import { openSqliteStore } from '../../packages/server/src/store/sqlite.ts';
import { SqliteReader } from '../../packages/server/src/store/sqlite-reader.ts';
import { tablesOf } from '../../packages/server/src/store/tables.ts';

const [folder = '', count = '1000000'] = process.argv.slice(2);
const rows = Number(count);
const scope = { tenant: 'acme', environment: 'test' } as const;
const resource = 'invoices';
/** A list is asked for so often. */
const RUNS = 21;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;

function timed(step: () => void, runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    step();
    return performance.now() - start;
  });
  return median(times);
}

/** Rows without their columns: the store fills those, its indexes and its sums when it is opened. */
async function build(): Promise<number> {
  await openSqliteStore({ data: folder }).close();
  const database = openForWriting(prepareFile(folder));
  const indexes = database
    .prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'resource_invoices_by%'")
    .pluck()
    .all();
  for (const name of indexes) database.exec(`DROP INDEX "${String(name)}"`);
  // A fixed sequence that looks random: the same rows at every run.
  database.exec(`
    INSERT INTO resource_invoices (tenant, environment, id, document, created_at, updated_at)
    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ${rows})
    SELECT 'acme', 'test', printf('inv_%08d', (n * 7919) % ${rows}), json_object(
      'customer_id', 'cust_' || ((n * 48271) % 1009),
      'group_id', 'group_' || ((n * 16807) % 20011),
      'issue_date', strftime('%Y-%m-%dT%H:%M:%S.000Z', 1704067200 + ((n * 69621) % 94608000), 'unixepoch'),
      'amount', ((n * 40692) % 500000) / 100.0,
      'currency', CASE (n * 65539) % 10 WHEN 0 THEN 'JPY' WHEN 1 THEN 'EUR' WHEN 2 THEN 'EUR' ELSE 'USD' END,
      'due_date', CASE n % 10 WHEN 0 THEN NULL ELSE
        strftime('%Y-%m-%dT%H:%M:%S.000Z', 1704067200 + 2592000 + ((n * 69621) % 94608000), 'unixepoch') END),
      1704067200000 + n * 90, 1704067200000 + n * 90 FROM number;
    UPDATE resource_invoices SET document = json_remove(document, '$.due_date') WHERE document ->> 'due_date' IS NULL;
    UPDATE resource_invoices SET document = json_set(document, '$.amount', CAST(document ->> 'amount' AS INTEGER))
      WHERE document ->> 'currency' = 'JPY';
    UPDATE columns SET filled = 0;
    DELETE FROM summaries;
  `);
  database.close();
  const start = performance.now();
  await openSqliteStore({ data: folder }).close();
  return performance.now() - start;
}

const eq = (column: string, value: string): ListFilter => ({ column, op: 'eq', value });
const usd = eq('currency', 'USD');
const filters: Readonly<Record<string, readonly ListFilter[]>> = {
  none: [],
  customer_id: [eq('customer_id', 'cust_7')],
  group_id: [eq('group_id', 'group_7')],
  currency: [usd],
  'currency, rare': [eq('currency', 'JPY')],
  'issue_date, 30 days': [
    { column: 'issue_date', op: 'gte', value: '2025-03-01T00:00:00.000Z' },
    { column: 'issue_date', op: 'lt', value: '2025-03-31T00:00:00.000Z' },
  ],
  'issue_date, 1 day': [
    { column: 'issue_date', op: 'gte', value: '2025-03-01T00:00:00.000Z' },
    { column: 'issue_date', op: 'lt', value: '2025-03-02T00:00:00.000Z' },
  ],
  'due_date, 30 days': [
    { column: 'due_date', op: 'gte', value: '2025-03-01T00:00:00.000Z' },
    { column: 'due_date', op: 'lt', value: '2025-03-31T00:00:00.000Z' },
  ],
  'issue_date, 1 year': [
    { column: 'issue_date', op: 'gte', value: '2025-01-01T00:00:00.000Z' },
    { column: 'issue_date', op: 'lt', value: '2026-01-01T00:00:00.000Z' },
  ],
  'currency, rare, and a due_date that it never has': [
    eq('currency', 'JPY'),
    { column: 'due_date', op: 'gte', value: '2025-01-01T00:00:00.000Z' },
  ],
  'issue_date and due_date, far apart': [
    { column: 'issue_date', op: 'lt', value: '2025-01-01T00:00:00.000Z' },
    { column: 'due_date', op: 'gte', value: '2026-01-01T00:00:00.000Z' },
  ],
  'amount, currency': [usd, { column: 'amount', op: 'gte', value: 499_000 }],
  'q, 10 rows': [{ column: 'invoice_id', op: 'prefix', value: 'inv_0012345' }],
  'q, 1000 rows': [{ column: 'invoice_id', op: 'prefix', value: 'inv_00123' }],
  'customer_id, currency': [eq('customer_id', 'cust_7'), usd],
  'customer_id, issue_date': [
    eq('customer_id', 'cust_7'),
    { column: 'issue_date', op: 'gte', value: '2025-03-01T00:00:00.000Z' },
  ],
};

function lists(): unknown[] {
  const database = openForReading(prepareFile(folder));
  const reader = new SqliteReader(database, tablesOf(manifest));
  const definition = resourceDefinition(manifest, resource);
  const found: unknown[] = [];
  for (const [name, some] of Object.entries(filters)) {
    for (const sort of ['created_at', 'issue_date', 'due_date', 'amount']) {
      // Amounts are ordered within one currency only.
      const all = sort === 'amount' && !some.some(({ column }) => column === 'currency') ? [...some, usd] : some;
      for (const order of ['desc', 'asc'] as const) {
        const query: ListQuery = { scope, resource, filters: all, sort: { column: sort }, order, limit: 50 };
        const first = timed(() => void reader.list(query));
        // Where a page far behind is promised to cost what the first one does.
        const promised = name === 'none' || ((name === 'customer_id' || name === 'group_id') && sort === 'created_at');
        const far = promised ? farIn(query) : undefined;
        const later = far && timed(() => void reader.list({ ...query, after: far }));
        found.push({
          filter: name,
          sort,
          order,
          promised,
          firstMs: first,
          ...(later === undefined ? {} : { laterMs: later }),
        });
      }
    }
  }
  database.close();
  return found;

  /** A place some 40,000 rows behind the first page, or the last whole page before the end. */
  function farIn(query: ListQuery): ListQuery['after'] {
    let after: ListQuery['after'];
    for (let page = 0; page < 20; page += 1) {
      const { rows: some, hasMore } = reader.list({ ...query, limit: 2000, ...(after ? { after } : {}) });
      const last = hasMore ? some.at(-1) : some.at(-query.limit - 2);
      if (last && (hasMore || !after)) after = { value: rowValue(definition, query.sort.column, last), id: last.id };
      if (!hasMore) break;
    }
    return after;
  }
}

async function summaries(): Promise<Record<string, number>> {
  const store = openSqliteStore({ data: folder });
  const ask = async (some: readonly ListFilter[]): Promise<number> => {
    const start = performance.now();
    await store.summarize({ scope, resource, filters: some, top: 10, sets: 100 });
    return performance.now() - start;
  };
  await ask([]);
  const plain = [await ask([]), await ask([]), await ask([])];
  const result: Record<string, number> = { 'without filters': median(plain) };
  for (const name of ['customer_id', 'issue_date, 30 days', 'currency', 'currency, rare']) {
    result[name] = await ask(filters[name] ?? []);
  }
  result['every row'] = await ask([{ column: 'created_at', op: 'gte', value: 0 }]);
  await store.close();
  return result;
}

const fillMs = await build();
say(`built ${rows} rows, columns, indexes and sums filled in ${(fillMs / 1000).toFixed(0)} s`);
process.stdout.write(`${JSON.stringify({ rows, fillMs, lists: lists(), summaries: await summaries() })}\n`);
