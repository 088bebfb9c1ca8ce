// The types of options, of clients and of calls; compiled by `npm run typecheck`, never run.
import {
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type Fetch,
  type Observer,
  type RetryEvent,
  type SharedOptions,
} from '@thrivestack-revenue/core';
import * as functions from '@thrivestack-revenue/core/functions';
import { logTo, type Tracer, traceWith } from '@thrivestack-revenue/core/observe';
import { validators } from '@thrivestack-revenue/core/validators';
import { expectTypeOf } from 'vitest';

// What is set where: both, the call alone, the client alone.
type Shared = 'timeoutMs' | 'attemptTimeoutMs' | 'maxRetries' | 'headers' | 'onRetry';
expectTypeOf<keyof SharedOptions>().toEqualTypeOf<Shared>();
expectTypeOf<keyof CallOptions>().toEqualTypeOf<Shared | 'signal' | 'idempotencyKey'>();
expectTypeOf<Exclude<keyof ClientOptions, Shared>>().toEqualTypeOf<
  | 'apiKey'
  | 'baseUrl'
  | 'dangerouslyAllowBrowser'
  | 'fetch'
  | 'id'
  | 'observers'
  | 'onRequest'
  | 'onResponse'
  | 'retryBudget'
  | 'validate'
>();
// Nothing has to be set, and what is not known may be passed on as undefined.
expectTypeOf<Record<never, never>>().toExtend<ClientOptions>();
expectTypeOf<{ [Name in keyof ClientOptions]: undefined }>().toExtend<ClientOptions>();
expectTypeOf<{ [Name in keyof CallOptions]: undefined }>().toExtend<CallOptions>();

// A client with resources is a client; what it is made from is not shown.
const revenue = createClient({ apiKey: async ({ refused }) => (refused ? 'new' : 'old') });
expectTypeOf(revenue).toExtend<Client>();
expectTypeOf(functions.createClient).parameters.toEqualTypeOf<[options?: ClientOptions]>();
expectTypeOf(functions.createClient).returns.toEqualTypeOf<Client>();
expectTypeOf<keyof Client>().toEqualTypeOf<'id' | 'baseUrl' | 'request'>();
// @ts-expect-error a client does not move
revenue.baseUrl = 'https://elsewhere.test';

// Every call takes the options of a call, last.
expectTypeOf(functions.getKey).parameter(1).toEqualTypeOf<CallOptions | undefined>();
expectTypeOf(functions.createInvoice).parameter(2).toEqualTypeOf<CallOptions | undefined>();
expectTypeOf(functions.listInvoices).parameter(2).toEqualTypeOf<CallOptions | undefined>();
expectTypeOf(functions.listInvoiceHistory).parameter(3).toEqualTypeOf<CallOptions | undefined>();
expectTypeOf(revenue.invoices.getSummary).parameter(1).toEqualTypeOf<CallOptions | undefined>();
expectTypeOf(revenue.key.get).toBeCallableWith({ signal: AbortSignal.timeout(5), timeoutMs: 5 });

// What is passed in from elsewhere fits.
expectTypeOf(globalThis.fetch).toExtend<Fetch>();
expectTypeOf(validators).toExtend<NonNullable<ClientOptions['validate']>>();
expectTypeOf(logTo(console)).toEqualTypeOf<Observer>();
expectTypeOf(traceWith).parameter(0).toEqualTypeOf<Tracer>();
expectTypeOf<NonNullable<SharedOptions['onRetry']>>().parameters.toEqualTypeOf<[event: RetryEvent]>();
expectTypeOf<keyof RetryEvent>().toEqualTypeOf<'attempt' | 'delayMs' | 'retryAt' | 'error'>();

const wrong = (): unknown[] => [
  // @ts-expect-error a time has its unit in the name
  createClient({ timeout: 5 }),
  // @ts-expect-error a key is text, or a function that gives it
  createClient({ apiKey: 5 }),
  // @ts-expect-error a signal ends one call, not a client
  createClient({ signal: AbortSignal.timeout(5) }),
  // @ts-expect-error a key repeats one call, not all of them
  createClient({ idempotencyKey: 'once' }),
  // @ts-expect-error the budget is on unless it is turned off
  createClient({ retryBudget: 50 }),
  // @ts-expect-error the validators themselves, so that nobody else pays for them
  createClient({ validate: true }),
  // @ts-expect-error a header is text
  createClient({ headers: { 'x-one': 1 } }),
  // @ts-expect-error observers are objects
  createClient({ observers: [() => {}] }),
  // @ts-expect-error which address and key is said once, for the client
  revenue.key.get({ baseUrl: 'https://elsewhere.test' }),
  // @ts-expect-error a logger has levels
  logTo({ log: () => {} }),
];
expectTypeOf(wrong).returns.toEqualTypeOf<unknown[]>();
