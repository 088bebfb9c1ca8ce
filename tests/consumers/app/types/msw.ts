// The mocks as a test sets them up; compiled, never run.
import { createRevenueHandlers, fault, type RevenueHandlersOptions } from '@thrivestack-revenue/msw';
import { setupWorker } from 'msw/browser';
import { setupServer } from 'msw/node';

const options: RevenueHandlersOptions = {
  baseUrl: 'https://api.example.com',
  seed: { invoices: [{ invoice_id: 'inv_1', amount: 5 }] },
  keys: [{ key: 'tsk_test_1', tenant: 'one', environment: 'test', scopes: ['revenue'] }],
  latencyMs: 10,
  limits: 'off',
  clock: () => 0,
};
export const server = setupServer(...createRevenueHandlers(options));
export const worker = setupWorker(...createRevenueHandlers());
server.use(fault.rateLimited({ retryAfterSeconds: 1, times: 1 }), fault.serverError({ method: 'POST' }));
server.use(fault.slow({ delayMs: 5 }), fault.network());

// @ts-expect-error no such option
createRevenueHandlers({ delay: 10 });
// @ts-expect-error an environment is test or live
createRevenueHandlers({ keys: [{ key: 'k', tenant: 'one', environment: 'staging', scopes: [] }] });
// @ts-expect-error no such fault
fault.earthquake();
// @ts-expect-error seconds have their unit in the name
fault.rateLimited({ retryAfter: 1 });
