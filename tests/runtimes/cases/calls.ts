import { type Case, equal, failure, has, truly } from './case.ts';
import { invoice, meet, secret } from './wire.ts';

/** What goes over the wire for one call. */
export const callCases: Case[] = [
  {
    name: 'a create is a POST with the key, JSON and an idempotency key',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      equal(await setting.entries.functions.createInvoice(client, invoice), {
        success: true,
        invoice_id: 'inv_1',
        id: 'made_1',
        object: 'made',
      });
      const [request] = (await seen()).requests;
      has(request, { method: 'POST', body: JSON.stringify(invoice) });
      truly(request?.url.endsWith('/revenue/invoices') === true, `url ${request?.url}`);
      has(request?.headers, { 'x-api-key': secret, accept: 'application/json', 'content-type': 'application/json' });
      truly(
        /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+(-\d+){3})$/.test(`${request?.headers['idempotency-key']}`),
        'a UUID, or four numbers',
      );
    },
  },
  {
    name: 'an update is a PUT',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      await setting.entries.functions.updateInvoice(client, { invoice_id: 'inv_1', due_date: null });
      has((await seen()).requests[0], { method: 'PUT', body: '{"invoice_id":"inv_1","due_date":null}' });
    },
  },
  {
    name: 'a delete has a body with a length',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      await setting.entries.functions.deleteInvoice(client, { invoice_id: 'inv_1' });
      const [request] = (await seen()).requests;
      has(request, { method: 'DELETE', body: '{"invoice_id":"inv_1"}' });
      equal(request?.headers['content-length'], '22', 'content-length');
      equal(request?.headers['transfer-encoding'], undefined, 'transfer-encoding');
    },
  },
  {
    name: 'no cookie and no authorization is sent',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      await setting.entries.functions.createInvoice(client, invoice);
      const [request] = (await seen()).requests;
      for (const name of ['cookie', 'authorization']) equal(request?.headers[name], undefined, name);
    },
  },
  {
    name: 'text outside of ASCII arrives whole',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      const body = { ...invoice, customer_id: 'Zoë 東京 😀 \u2028' };
      await setting.entries.functions.createInvoice(client, body);
      equal(JSON.parse((await seen()).requests[0]?.body ?? ''), body);
    },
  },
  {
    name: 'headers of a call win over those of the client, and none is lost',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok', { headers: { 'X-One': 'client', 'x-two': 'client' } });
      await setting.entries.functions.createInvoice(client, invoice, {
        headers: { 'x-one': 'call', 'x-three': 'call' },
      });
      has((await seen()).requests[0]?.headers, { 'x-one': 'call', 'x-two': 'client', 'x-three': 'call' });
    },
  },
  {
    name: 'the key, the idempotency key and the content type cannot be set as headers',
    async run(setting) {
      const headers = { 'X-API-Key': 'other', 'Content-Type': 'text/plain', 'Idempotency-Key': 'other' };
      const { client, seen } = meet(setting, 'ok', { headers });
      await setting.entries.functions.createInvoice(client, invoice, { headers, idempotencyKey: 'mine' });
      const [request] = (await seen()).requests;
      has(request?.headers, { 'x-api-key': secret, 'content-type': 'application/json', 'idempotency-key': 'mine' });
    },
  },
  {
    name: 'a header that cannot be sent is refused, its value not repeated',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      const error = await failure(
        setting.entries.functions.createInvoice(client, invoice, { headers: { 'x-one': `${secret}\nx` } }),
      );
      has(error, { name: 'RevenueError', code: 'invalid_header', attempts: 0 });
      truly(!`${error}${error.stack}`.includes(secret), 'the value is repeated');
      equal((await seen()).requests.length, 0, 'requests');
    },
  },
  {
    name: 'an idempotency key that cannot be sent is refused',
    async run(setting) {
      const { client } = meet(setting, 'ok');
      for (const idempotencyKey of ['', 'a b', 'é', 'x'.repeat(256), 'a\n']) {
        const error = await failure(setting.entries.functions.createInvoice(client, invoice, { idempotencyKey }));
        has(error, { code: 'invalid_idempotency_key', attempts: 0 });
      }
    },
  },
  {
    name: 'every call has an idempotency key of its own, every attempt the same',
    async run(setting) {
      const { client, seen } = meet(setting, 'always-500');
      await failure(setting.entries.functions.createInvoice(client, invoice));
      await failure(setting.entries.functions.createInvoice(client, invoice));
      const keys = (await seen()).requests.map(({ headers }) => headers['idempotency-key']);
      equal(keys.length, 6, 'requests');
      equal([new Set(keys.slice(0, 3)).size, new Set(keys.slice(3)).size, new Set(keys).size], [1, 1, 2], 'keys');
    },
  },
  {
    name: 'an idempotency key that is given goes with every attempt',
    async run(setting) {
      const { client, seen } = meet(setting, '500-after-commit');
      const { response } = await setting.entries.functions
        .createInvoice(client, invoice, { idempotencyKey: 'mine' })
        .withResponse();
      has(response, { idempotencyKey: 'mine', replayed: true, attempts: 2 });
      const { effects, requests } = await seen();
      equal(
        requests.map(({ headers }) => headers['idempotency-key']),
        ['mine', 'mine'],
      );
      equal(effects, 1, 'effects');
    },
  },
  {
    name: 'withResponse gives status, headers, attempts and keys',
    async run(setting) {
      const { client } = meet(setting, 'ok');
      const { data, response } = await setting.entries.functions.createInvoice(client, invoice).withResponse();
      has(data, { success: true });
      has(response, { status: 200, attempts: 1, replayed: false });
      equal(response.headers.get('Content-Type'), 'application/json', 'a header');
      equal(response.headers.has('x-none'), false, 'a header that is not there');
    },
  },
  {
    name: 'the promise and its withResponse end with the same error',
    async run(setting) {
      const { client } = meet(setting, 'always-500', { maxRetries: 0 });
      const call = setting.entries.functions.createInvoice(client, invoice);
      const [one, two] = [await failure(call), await failure(call.withResponse())];
      truly(one === two, 'the same error');
    },
  },
  {
    name: 'paths are appended to baseUrl, with or without a slash at its end',
    async run(setting) {
      const { baseUrl, seen } = meet(setting, 'ok');
      for (const end of ['', '/', '/deeper/', '//']) {
        const client = setting.entries.functions.createClient({
          apiKey: secret,
          baseUrl: baseUrl + end,
          dangerouslyAllowBrowser: true,
        });
        await setting.entries.functions.createInvoice(client, { ...invoice, invoice_id: `inv${end.length}${end[1]}` });
      }
      const paths = (await seen()).requests.map(({ url }) => url.split('/').slice(3).join('/'));
      const usual = 'revenue/invoices';
      equal(paths, [usual, usual, `deeper/${usual}`, usual]);
    },
  },
  {
    name: 'two clients with two keys live side by side',
    async run(setting) {
      const { baseUrl, seen } = meet(setting, 'ok');
      const clients = ['key_number_one', 'key_number_two'].map((apiKey) =>
        setting.entries.functions.createClient({ apiKey, baseUrl, dangerouslyAllowBrowser: true }),
      );
      for (const [index, client] of clients.entries()) {
        await setting.entries.functions.createInvoice(client, { ...invoice, invoice_id: `inv_${index}` });
      }
      const keys = (await seen()).requests.map(({ headers }) => headers['x-api-key']);
      equal(keys, ['key_number_one', 'key_number_two']);
    },
  },
  {
    name: 'twenty calls at a time all succeed, each with a key of its own',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      const ids = Array.from({ length: 20 }, (_, index) => `inv_${index}`);
      const results = await Promise.all(
        ids.map((id) => setting.entries.functions.createInvoice(client, { ...invoice, invoice_id: id })),
      );
      equal(
        results.map(({ invoice_id }) => invoice_id),
        ids,
      );
      const { effects, requests } = await seen();
      equal([effects, new Set(requests.map(({ headers }) => headers['idempotency-key'])).size], [20, 20]);
    },
  },
];
