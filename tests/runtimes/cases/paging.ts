import { type Case, equal, failure, has, type Setting, truly } from './case.ts';
import { freshId, real } from './wire.ts';

const COUNT = 7;
let seeded: Promise<{ readonly customer_id: string; readonly ids: readonly string[] }> | undefined;

/** Seven invoices of one customer on the real server, made once for all cases. */
function rows(setting: Setting): NonNullable<typeof seeded> {
  seeded ??= (async () => {
    const customer_id = `cust_${freshId(setting.world)}`;
    const ids = Array.from({ length: COUNT }, () => freshId(setting.world));
    const { invoices } = real(setting);
    for (const [index, invoice_id] of ids.entries()) {
      await invoices.create({
        invoice_id,
        customer_id,
        group_id: 'g',
        issue_date: `2024-01-0${index + 1}T00:00:00Z`,
        amount: index,
      });
    }
    return { customer_id, ids };
  })();
  return seeded;
}

/** Lists: one page, every row, page by page, and from a cursor on. */
export const pagingCases: Case[] = [
  {
    name: 'a list awaited is one page',
    async run(setting) {
      const { customer_id, ids } = await rows(setting);
      const page = await real(setting).invoices.list({ customer_id, order: 'asc', sort: 'issue_date', limit: 3 });
      equal(
        page.data.map(({ invoice_id }) => invoice_id),
        ids.slice(0, 3),
      );
      equal([page.has_more, typeof page.next_cursor], [true, 'string']);
    },
  },
  {
    name: 'a list iterated is every row, once',
    async run(setting) {
      const { customer_id, ids } = await rows(setting);
      const found: string[] = [];
      for await (const { invoice_id } of real(setting).invoices.list({
        customer_id,
        order: 'asc',
        sort: 'issue_date',
        limit: 3,
      })) {
        found.push(invoice_id);
      }
      equal(found, ids);
    },
  },
  {
    name: 'byPage gives whole pages',
    async run(setting) {
      const { customer_id } = await rows(setting);
      const sizes: number[] = [];
      const pages = real(setting).invoices.list({ customer_id, limit: 3 }).byPage();
      for await (const { data } of pages) sizes.push(data.length);
      equal(sizes, [3, 3, 1]);
    },
  },
  {
    name: 'a list that was left goes on from its cursor',
    async run(setting) {
      const { customer_id, ids } = await rows(setting);
      const { invoices } = real(setting);
      const query = { customer_id, order: 'asc', sort: 'issue_date', limit: 2 } as const;
      let cursor: string | null = null;
      for await (const page of invoices.list(query).byPage()) {
        cursor = page.next_cursor;
        break;
      }
      truly(cursor !== null, 'there is no cursor');
      const found: string[] = [];
      for await (const { invoice_id } of invoices.list({ ...query, cursor: cursor ?? '' })) found.push(invoice_id);
      equal(found, ids.slice(2));
    },
  },
  {
    name: 'a list that is left asks for no page more',
    async run(setting) {
      const { customer_id } = await rows(setting);
      let requests = 0;
      const counting = (url: string, init: RequestInit): Promise<Response> => {
        requests += 1;
        return fetch(url, init);
      };
      for await (const _ of real(setting, { fetch: counting }).invoices.list({ customer_id, limit: 2 })) break;
      equal(requests, 1, 'requests');
    },
  },
  {
    name: 'a list of nothing iterates nothing',
    async run(setting) {
      const list = real(setting).invoices.list({ customer_id: `nobody_${freshId(setting.world)}` });
      for await (const row of list) throw new Error(`there is ${row.invoice_id}`);
      equal(await list, { data: [], has_more: false, next_cursor: null });
    },
  },
  {
    name: 'a list has withResponse',
    async run(setting) {
      const { customer_id } = await rows(setting);
      const { data, response } = await real(setting).invoices.list({ customer_id, limit: 1 }).withResponse();
      equal([data.data.length, response.status, response.attempts], [1, 200, 1]);
      equal(typeof response.requestId, 'string', 'request id');
    },
  },
  {
    name: 'what is undefined in a query is not sent, what is odd is encoded',
    async run({ entries }) {
      const fetch = entries.testing.scriptedTransport(() =>
        Response.json({ data: [], has_more: false, next_cursor: null }),
      );
      const client = entries.functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      await entries.functions.listInvoices(client, { customer_id: 'a b&c=d', currency: undefined, limit: 1 });
      equal(new URL(fetch.requests[0]?.url ?? '').search, '?customer_id=a+b%26c%3Dd&limit=1');
    },
  },
  {
    name: 'a cursor that leads nowhere new ends in an error, not in a loop',
    async run({ entries }) {
      const fetch = entries.testing.scriptedTransport(() =>
        Response.json({ data: [], has_more: true, next_cursor: 'same' }),
      );
      const client = entries.functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      const pages = entries.functions.listInvoices(client).byPage()[Symbol.asyncIterator]();
      const error = await failure(async () => {
        for (let count = 0; count < 10; count++) await pages.next();
      });
      has(error, { name: 'ResponseFormatError' });
      equal(fetch.requests.length, 2, 'requests');
    },
  },
  {
    name: 'a wrong cursor is a 400',
    async run(setting) {
      has(await failure(real(setting).invoices.list({ cursor: 'no cursor' })), {
        name: 'BadRequestError',
        status: 400,
      });
    },
  },
];
