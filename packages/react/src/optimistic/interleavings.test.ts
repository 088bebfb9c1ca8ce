import { InfiniteQueryObserver, notifyManager, type Query, QueryClient, QueryObserver } from '@tanstack/react-query';
import { type Client, createClient } from '@thrivestack-revenue/core/functions';
import type { JsonObject } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  listAfter,
  type ModelList,
  type ModelWrite,
  parametersOf,
  rowAfter,
  storedRow,
} from '../../test/optimistic-model.ts';
import { type SlowNetwork, slowNetwork, type WriteFault } from '../../test/slow-network.ts';
import { optimistic } from '../generated/optimistic.gen.ts';
import {
  createInvoiceMutation,
  deleteInvoiceMutation,
  type ListInvoicesArgs,
  listInvoicesInfiniteOptions,
  listInvoicesOptions,
  updateInvoiceMutation,
} from '../generated/server.gen.ts';
import type { Optimistic } from '../write-options.ts';

const SEED = 20_260_101;
const RUNS = Number(process.env['OPTIMISTIC_RUNS'] ?? 25);
const NOW = Date.parse('2024-06-01T00:00:00Z');
const URL_OF_LIST = 'https://api.test/revenue/invoices';

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  notifyManager.setScheduler(queueMicrotask);
});
afterAll(() => {
  vi.useRealTimers();
  notifyManager.setScheduler((callback) => setTimeout(callback, 0));
});

/** The lists on the screen. */
const PLAIN: ListInvoicesArgs[] = [
  { limit: 200 },
  { limit: 3, sort: 'due_date', order: 'asc' },
  { limit: 4, currency: 'usd', sort: 'amount', order: 'desc', amount_min: 10 },
  { limit: 200, q: 'inv_\u{1F600}', order: 'asc', issue_date_from: '2024-01-10T02:00:00+02:00' },
];
const INFINITE: ListInvoicesArgs[] = [
  { limit: 2, sort: 'issue_date', order: 'asc' },
  { limit: 3, customer_id: 'cust_1' },
];

// U+FF01 comes before U+1F600 in UTF-8 and behind it in UTF-16.
const id = fc.constantFrom('inv_1', 'inv_2', 'inv_3', 'inv_\uff01', 'inv_\u{1F600}', 'inv_\u{1F600}b', 'inv_8');
const issued = fc.constantFrom('2024-01-09T23:30:00Z', '2024-01-10T00:00:00Z', '2024-01-10T01:00:00+01:00');
const due = fc.constantFrom('2024-03-01T00:00:00Z', '2024-03-02T00:00:00+05:00', '2024-02-20T12:00:00.5Z');
const amount = fc.constantFrom(0.1, 9.99, 10, 10.01, 250);
const currency = fc.constantFrom('USD', 'usd', 'EUR');
const created = fc.record(
  {
    invoice_id: id,
    customer_id: fc.constantFrom('cust_1', 'cust_2'),
    group_id: fc.constant('group_1'),
    issue_date: issued,
    amount,
    currency,
    due_date: due,
  },
  { requiredKeys: ['invoice_id', 'customer_id', 'group_id', 'issue_date', 'amount'] },
);
const updated = fc.record(
  { invoice_id: id, issue_date: issued, amount, currency, due_date: fc.option(due) },
  { requiredKeys: ['invoice_id'] },
);
const write = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), body: created }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('update' as const), body: updated }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), body: fc.record({ invoice_id: id }) }) },
);
const scenario = fc.record({
  seeds: fc.uniqueArray(created, { selector: ({ invoice_id }) => invoice_id, minLength: 2, maxLength: 7 }),
  writes: fc.array(write, { minLength: 20, maxLength: 20 }),
  failing: fc.uniqueArray(fc.tuple(fc.nat(19), fc.constantFrom<WriteFault>('refused', 'before', 'after')), {
    selector: ([index]) => index,
    minLength: 5,
    maxLength: 5,
  }),
  choices: fc.array(fc.nat(9999), { minLength: 300, maxLength: 300 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;
type Write = Scenario['writes'][number];

/** A list on the screen, and what the model says that it shows. */
interface Watched {
  readonly query: Query;
  readonly args: ListInvoicesArgs;
  readonly model: ModelList;
  /** Writes that were done while the list was on its way. */
  late: ModelWrite[];
}

type Page = { data: JsonObject[]; has_more: boolean };

class Model {
  readonly watched: Watched[] = [];
  pending: ModelWrite[] = [];

  constructor(queryClient: QueryClient, client: Client) {
    const cache = queryClient.getQueryCache();
    const watch = (args: ListInvoicesArgs, infinite: boolean): void => {
      const queryKey = (infinite ? listInvoicesInfiniteOptions : listInvoicesOptions)(client, args).queryKey;
      const query = cache.find({ queryKey });
      if (!query) throw new Error('A list that is not there.');
      const model = { parameters: parametersOf(args), infinite, base: [], end: undefined, isLast: true, pages: 1 };
      this.watched.push({ query, args, model, late: [] });
    };
    for (const args of PLAIN) watch(args, false);
    for (const args of INFINITE) watch(args, true);
    cache.subscribe((event) => {
      const one = this.watched.find(({ query }) => query === event.query);
      if (!one || event.type !== 'updated') return;
      if (event.action.type === 'success') this.land(one);
      if (event.query.state.fetchStatus === 'idle') one.late = [];
    });
  }

  /** Takes what the server said; a further page comes behind those that were there. */
  land({ query, model, late }: Watched): void {
    const { data, fetchMeta } = query.state;
    const pages = model.infinite ? (data as { pages: Page[] }).pages : [data as Page];
    const last = pages.at(-1);
    const rows = (page: Page | undefined) => page?.data.map(storedRow) ?? [];
    model.base = fetchMeta?.fetchMore ? [...model.base, ...rows(last)] : pages.flatMap(rows);
    model.end = model.base.at(-1);
    model.isLast = last?.has_more !== true;
    model.pages = pages.length;
    for (const one of late) model.base = listAfter(model, model.base, one);
  }

  readonly optimistic: Optimistic = (queryClient, key, body) => {
    if (this.pending.length === 0 && this.watched.every(({ late }) => late.length === 0)) {
      // Nothing was under way: what is shown is what is known to be loaded.
      for (const { model } of this.watched) model.end = model.base.at(-1);
    }
    const settle = optimistic(queryClient, key, body);
    const one: ModelWrite = { kind: key[3] as ModelWrite['kind'], body: body as JsonObject, at: Date.now() };
    this.pending = [...this.pending, one];
    return (done) => {
      this.follow();
      this.pending = this.pending.filter((other) => other !== one);
      for (const watched of done ? this.watched : []) {
        if (watched.query.state.fetchStatus === 'fetching') watched.late.push(one);
        watched.model.base = listAfter(watched.model, watched.model.base, one);
      }
      settle(done);
    };
  };

  /** Finds for each write under way what it leaves of its row: the newest list knows best. */
  follow(): void {
    const newest = [...this.watched].sort((a, b) => a.query.state.dataUpdatedAt - b.query.state.dataUpdatedAt);
    const rows = new Map(newest.flatMap(({ model }) => model.base.map((row) => [row.id, row])));
    for (const one of this.pending) {
      const id = String(one.body['invoice_id']);
      one.after = rowAfter(one, rows.get(id));
      if (one.after) rows.set(id, one.after);
      else rows.delete(id);
    }
  }

  check(): void {
    this.follow();
    for (const { query, args, model } of this.watched) {
      const expected = this.pending.reduce((rows, one) => listAfter(model, rows, one), model.base);
      const shown = rowsShown(query.state.data).map((row) => storedRow(row));
      expect(shown.map(content), JSON.stringify(args)).toEqual(expected.map(content));
    }
  }
}

const content = ({ id, document }: { id: string; document: JsonObject }): JsonObject => ({ id, document });

function rowsShown(data: unknown): JsonObject[] {
  const { pages } = data as { pages?: Page[] };
  return (pages ?? [data as Page]).flatMap((page) => page.data);
}

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function mutationOf(client: Client, { kind }: Write, shown: Optimistic): object {
  if (kind === 'create') return createInvoiceMutation(client, { optimistic: shown });
  if (kind === 'update') return updateInvoiceMutation(client, { optimistic: shown });
  return deleteInvoiceMutation(client, { optimistic: shown });
}

async function run({ seeds, writes, failing, choices }: Scenario): Promise<void> {
  let clock = NOW;
  const tick = (): void => {
    clock += 1000;
    vi.setSystemTime(clock);
  };
  const network = slowNetwork();
  for (const body of seeds) {
    tick();
    const answer = await network.direct(URL_OF_LIST, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // A due date before the date of issue, for one.
    if (!answer.ok) expect(answer.status).toBe(400);
  }
  const client = createClient({ baseUrl: 'https://api.test', apiKey: 'any', fetch: network.fetch, maxRetries: 0 });
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
  const stops = [
    ...PLAIN.map((args) => new QueryObserver(queryClient, listInvoicesOptions(client, args)).subscribe(() => {})),
    ...INFINITE.map((args) =>
      new InfiniteQueryObserver(queryClient, listInvoicesInfiniteOptions(client, args)).subscribe(() => {}),
    ),
  ];
  const model = new Model(queryClient, client);
  await settle();
  await letThrough(network);

  let mutated = 0;
  const step = async (choice: number): Promise<boolean> => {
    tick();
    const possible: (() => unknown)[] = network.inFlight.map((request) => () => {
      if (!request.answer) return request.deliver();
      network.inFlight.splice(network.inFlight.indexOf(request), 1);
      return request.answer();
    });
    const next = writes[mutated];
    if (next) {
      possible.push(() => {
        const mutation = queryClient.getMutationCache().build(queryClient, mutationOf(client, next, model.optimistic));
        void mutation.execute(next.body).catch(() => {});
        const fault = failing.find(([index]) => index === mutated)?.[1];
        mutated += 1;
        return Promise.resolve().then(async () => {
          await settle();
          const { idempotencyKey } = mutation.state.context as { idempotencyKey: string };
          if (fault) network.faults.set(idempotencyKey, fault);
        });
      });
    }
    if (next && choice % 7 === 0) {
      possible.push(() => void queryClient.refetchQueries({ stale: true }, { cancelRefetch: false }));
    }
    await possible[choice % possible.length]?.();
    await settle();
    model.check();
    return possible.length > 0;
  };
  for (let at = 0; await step(choices[at % choices.length] ?? 0); at += 1);

  expect(model.pending).toEqual([]);
  expect(queryClient.isFetching()).toBe(0);
  for (const { query, args, model: list } of model.watched) {
    const url = `${URL_OF_LIST}?${new URLSearchParams(args as Record<string, string>)}`;
    const page = (await (await network.direct(url)).json()) as Page;
    const shown = rowsShown(query.state.data);
    expect(shown.slice(0, page.data.length)).toEqual(page.data);
    if (!list.infinite) expect(query.state.data).toEqual(page);
  }
  for (const stop of stops) stop();
  queryClient.clear();
}

/** Lets every request and answer through until none is left. */
async function letThrough(network: SlowNetwork): Promise<void> {
  for (let request = network.inFlight.shift(); request; request = network.inFlight.shift()) {
    await request.deliver();
    request.answer?.();
    await settle();
  }
}

it(
  `shows what the model shows at every step, and ends as the server has it (seed ${SEED}, ${RUNS} runs)`,
  async () => {
    await fc.assert(fc.asyncProperty(scenario, run), {
      seed: SEED,
      numRuns: RUNS,
      endOnFailure: process.env['OPTIMISTIC_SHRINK'] !== '1',
    });
  },
  RUNS * 20_000,
);
