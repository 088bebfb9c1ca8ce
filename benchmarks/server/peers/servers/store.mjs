/** What a good engineer would write in an hour over better-sqlite3: one durable transaction for each write. */
import { createHash, timingSafeEqual } from 'node:crypto';
import Database from 'better-sqlite3';

const KEY = process.env.API_KEY ?? '';
const expected = createHash('sha256').update(KEY).digest();

export function openStore(file) {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE IF NOT EXISTS invoices (
    invoice_id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, group_id TEXT NOT NULL, issue_date TEXT NOT NULL,
    due_date TEXT, amount INTEGER NOT NULL, currency TEXT NOT NULL, created_at INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS by_customer ON invoices (customer_id, created_at);
    CREATE INDEX IF NOT EXISTS by_group ON invoices (group_id, created_at);
    CREATE INDEX IF NOT EXISTS by_time ON invoices (created_at)`);
  const insert = database.prepare('INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  return {
    keyFits: (key) => typeof key === 'string' && timingSafeEqual(createHash('sha256').update(key).digest(), expected),
    /** Returns whether the invoice is new. */
    create: ({ invoice_id, customer_id, group_id, issue_date, due_date = null, amount, currency = 'USD' }) =>
      insert.run(
        invoice_id,
        customer_id,
        group_id,
        issue_date,
        due_date,
        Math.round(amount * 100),
        currency,
        Date.now(),
      ).changes === 1,
  };
}

/** JSON Schema of the body. */
export const invoice = {
  type: 'object',
  required: ['invoice_id', 'customer_id', 'group_id', 'issue_date', 'amount'],
  additionalProperties: false,
  properties: {
    invoice_id: { type: 'string', minLength: 1, maxLength: 255 },
    customer_id: { type: 'string', minLength: 1 },
    group_id: { type: 'string', minLength: 1 },
    issue_date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T' },
    due_date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T' },
    amount: { type: 'number', minimum: 0 },
    currency: { type: 'string', minLength: 3, maxLength: 3 },
  },
};
