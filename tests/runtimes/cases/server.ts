import { type Case, equal, failure, has, type Setting, truly } from './case.ts';
import { freshId, real } from './wire.ts';

/** Against the real server: writes, replays, reads, history, sums. */
export const serverCases: Case[] = [
  {
    name: 'what was created is read back',
    async run(setting) {
      const { revenue, body } = start(setting);
      equal(await revenue.invoices.create(body), { success: true, invoice_id: body.invoice_id });
      has(await revenue.invoices.get(body.invoice_id), {
        ...body,
        issue_date: '2024-01-15T00:00:00.000Z',
        currency: 'USD',
      });
    },
  },
  {
    name: 'text outside of ASCII is stored as it is',
    async run(setting) {
      const { revenue, body } = start(setting, { customer_id: 'Zoë 東京 😀' });
      await revenue.invoices.create(body);
      has(await revenue.invoices.get(body.invoice_id), { customer_id: 'Zoë 東京 😀' });
    },
  },
  {
    name: 'an id with a slash and a percent sign is one id',
    async run(setting) {
      const { revenue, body } = start(setting);
      const invoice_id = `${body.invoice_id}/a%2Fb?c#d`;
      await revenue.invoices.create({ ...body, invoice_id });
      has(await revenue.invoices.get(invoice_id), { invoice_id });
    },
  },
  {
    name: 'a write repeated with its key is done once and told as replayed',
    async run(setting) {
      const { revenue, body } = start(setting);
      const idempotencyKey = `${body.invoice_id}-key`;
      const ends = [];
      for (const _ of [1, 2, 3]) ends.push(await revenue.invoices.create(body, { idempotencyKey }).withResponse());
      equal(
        ends.map(({ response }) => response.replayed),
        [false, true, true],
      );
      equal(await changes(setting, body.invoice_id), ['create']);
    },
  },
  {
    name: 'an id that is taken by other content is refused, by the same content not',
    async run(setting) {
      const { revenue, body } = start(setting);
      await revenue.invoices.create(body);
      await revenue.invoices.create(body);
      has(await failure(revenue.invoices.create({ ...body, amount: 1 })), {
        name: 'BadRequestError',
        code: 'invoice_already_exists',
        status: 400,
        attempts: 1,
        ambiguous: false,
      });
      equal(await changes(setting, body.invoice_id), ['create']);
    },
  },
  {
    name: 'an update keeps what it does not name',
    async run(setting) {
      const { revenue, body } = start(setting, { currency: 'EUR', due_date: '2024-02-15T00:00:00Z' });
      await revenue.invoices.create(body);
      await revenue.invoices.update({ invoice_id: body.invoice_id, amount: 5.5 });
      const { invoice_id, customer_id } = body;
      has(await revenue.invoices.get(invoice_id), {
        amount: 5.5,
        currency: 'EUR',
        due_date: '2024-02-15T00:00:00.000Z',
        customer_id,
      });
      await revenue.invoices.update({ invoice_id, due_date: null });
      has(await revenue.invoices.get(invoice_id), { amount: 5.5, due_date: null });
    },
  },
  {
    name: 'what was deleted is gone, and is not deleted again',
    async run(setting) {
      const { revenue, body } = start(setting);
      const { invoice_id } = body;
      await revenue.invoices.create(body);
      equal(await revenue.invoices.delete({ invoice_id }), { success: true, invoice_id });
      for (const again of [() => revenue.invoices.get(invoice_id), () => revenue.invoices.delete({ invoice_id })]) {
        has(await failure(again), { name: 'NotFoundError', status: 404, attempts: 1, ambiguous: false });
      }
    },
  },
  {
    name: 'the history has every change, oldest first',
    async run(setting) {
      const { revenue, body } = start(setting);
      await revenue.invoices.create(body);
      await revenue.invoices.update({ invoice_id: body.invoice_id, amount: 2 });
      await revenue.invoices.delete({ invoice_id: body.invoice_id });
      equal(await changes(setting, body.invoice_id), ['create', 'update', 'delete']);
    },
  },
  {
    name: 'sums are exact decimal texts',
    async run(setting) {
      const { revenue, body } = start(setting);
      for (const amount of [0.1, 0.2, 299.99]) {
        await revenue.invoices.create({ ...body, invoice_id: freshId(setting.world), amount });
      }
      const { currencies } = await revenue.invoices.getSummary({ customer_id: body.customer_id });
      equal(
        currencies.map(({ currency, count, total }) => [currency, count, total]),
        [['USD', 3, '300.29']],
      );
    },
  },
  {
    name: 'the key tells what it may do',
    async run(setting) {
      const key = await real(setting).key.get();
      equal(key.scopes.includes('revenue'), true, 'scopes');
      truly(!JSON.stringify(key).includes(setting.world.apiKey), 'the key itself is shown');
    },
  },
  {
    name: 'a wrong request is a 400 that names every field',
    async run(setting) {
      const { revenue, body } = start(setting, { amount: -1, issue_date: 'yesterday', currency: 'dollars' });
      const error = await failure(revenue.invoices.create(body));
      has(error, { name: 'BadRequestError', status: 400, attempts: 1, retryable: false, ambiguous: false });
      equal(error.details?.map(({ param }) => param).sort(), ['amount', 'currency', 'issue_date']);
      equal(typeof error.requestId, 'string', 'request id');
    },
  },
  {
    name: 'the validators say of a wrong request what the server says',
    async run(setting) {
      const { revenue, body } = start(setting, { amount: -1, issue_date: 'yesterday', customer_id: '' });
      const { issues } = setting.entries.validators.createInvoiceValidator.check(body);
      const { details = [] } = await failure(revenue.invoices.create(body));
      equal(details, issues);
      truly(issues.length >= 3, 'too few issues');
    },
  },
  {
    name: 'an answer that is lost after the commit costs nothing',
    async run(setting) {
      const { testing } = setting.entries;
      const lossy = testing.withFaults(
        (url, init) => fetch(url, init),
        testing.fault.answerLost(),
        testing.fault.answerLost(),
      );
      const { body } = start(setting);
      const { data, response } = await real(setting, { fetch: lossy }).invoices.create(body).withResponse();
      has(data, { success: true });
      has(response, { attempts: 3, replayed: true });
      equal(await changes(setting, body.invoice_id), ['create']);
    },
  },
];

function start(setting: Setting, more: Readonly<Record<string, unknown>> = {}) {
  const id = freshId(setting.world);
  const body = {
    invoice_id: id,
    customer_id: `cust_${id}`,
    group_id: 'group_1',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 299.99,
    ...more,
  };
  return { revenue: real(setting), body };
}

/** What has happened to a row, as its history tells. */
async function changes(setting: Setting, id: string): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { action } of real(setting).invoices.listHistory(id)) kinds.push(action);
  return kinds;
}
