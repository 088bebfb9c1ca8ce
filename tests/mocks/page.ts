import { createClient } from '@thrivestack-revenue/core';
import { createRevenueHandlers, fault } from '@thrivestack-revenue/msw';
import { setupWorker } from 'msw/browser';

const invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 5,
};
const worker = setupWorker(...createRevenueHandlers({ baseUrl: '/api', seed: { invoices: [invoice] } }));
const client = createClient({ baseUrl: '/api', maxRetries: 0 });

/** What the test does in the page. */
export interface MockedPage {
  start(): Promise<unknown>;
  /** Puts a fault before the API, for one request. */
  fail(name: keyof typeof fault): void;
  create(id: string): Promise<string>;
  ids(): Promise<string[]>;
}

const page: MockedPage = {
  start: () => worker.start({ quiet: true }),
  fail: (name) => worker.use(fault[name]({ times: 1 })),
  create: (invoice_id) => outcome(client.invoices.create({ ...invoice, invoice_id, amount: 9 })),
  ids: async () => (await client.invoices.list()).data.map(({ invoice_id }) => invoice_id),
};
Object.assign(window, { page });

/** `done`, or the name of the error, its code, and what it says to wait. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    const { name, code, retryAfterMs } = error as { name: string; code: string; retryAfterMs?: number };
    return [name, code, retryAfterMs ?? ''].join(' ').trim();
  }
}
