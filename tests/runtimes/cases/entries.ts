import { type Case, equal, failure, has, type Setting, truly } from './case.ts';
import { freshId, invoice } from './wire.ts';

const json = (body: unknown): Response => Response.json(body);

/** The other entries of the package: `./proxy`, `./testing`, `./validators`. */
export const entryCases: Case[] = [
  {
    name: 'loading the package adds nothing global',
    run: ({ entries }) => equal(entries.added, []),
  },
  {
    name: 'validators: good bodies pass, wrong ones are named',
    run({ entries: { validators } }) {
      equal(validators.createInvoiceValidator.check(invoice), { issues: [] });
      const { issues } = validators.updateInvoiceValidator.check({ invoice_id: 'a', amount: 'much' });
      equal(
        issues.map(({ param }) => param),
        ['amount'],
      );
      truly(validators.validators.deleteInvoice === validators.deleteInvoiceValidator, 'by operation');
    },
  },
  {
    name: 'validators: they are Standard Schemas',
    run({ entries: { validators } }) {
      const { version, validate } = validators.createInvoiceValidator['~standard'];
      equal(version, 1, 'version');
      equal(validate(invoice), { value: invoice });
      const { issues = [] } = validate({ ...invoice, amount: -1 });
      equal(
        issues.map(({ path }) => path),
        [['amount']],
      );
    },
  },
  {
    name: 'testing: a script answers step by step and remembers',
    async run({ entries: { testing, functions } }) {
      const { fault, scriptedTransport } = testing;
      const fetch = scriptedTransport(fault.status(503), fault.reset(), () =>
        json({ success: true, invoice_id: 'inv_1' }),
      );
      const client = functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      equal(await functions.createInvoice(client, invoice), { success: true, invoice_id: 'inv_1' });
      equal(
        fetch.requests.map(({ method, body }) => [method, JSON.parse(body).invoice_id]),
        Array(3).fill(['POST', 'inv_1']),
      );
    },
  },
  ...(['resetInBody', 'truncatedJson', 'empty', 'nullBody', 'html', 'wrongTypes', 'invalidUtf8'] as const).map(
    (name): Case => ({
      name: `testing: fault.${name} is a ResponseFormatError`,
      async run({ entries: { testing, functions } }) {
        const fetch = testing.scriptedTransport(testing.fault[name]());
        const client = functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
        const error = await failure(functions.createInvoice(client, invoice, { maxRetries: 0 }));
        has(error, { name: 'ResponseFormatError', status: 200, ambiguous: true, attempts: 1 });
      },
    }),
  ),
  ...(['noHeaders', 'noBody', 'drip'] as const).map(
    (name): Case => ({
      name: `testing: fault.${name} ends at the deadline`,
      async run({ entries: { testing, functions } }) {
        const fetch = testing.scriptedTransport(testing.fault[name]());
        const client = functions.createClient({ apiKey: 'test', fetch, timeoutMs: 60, dangerouslyAllowBrowser: true });
        has(await failure(functions.createInvoice(client, invoice)), {
          name: 'TimeoutError',
          ambiguous: true,
          attempts: 1,
        });
      },
    }),
  ),
  {
    name: 'testing: a handler in this process is a server',
    async run({ entries: { testing, functions } }) {
      const fetch = testing.fromHandler(async (request) => {
        const { invoice_id } = (await request.json()) as typeof invoice;
        return json({ success: true, invoice_id, via: `${request.method} ${new URL(request.url).pathname}` });
      });
      const client = functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      has(await functions.createInvoice(client, invoice), { invoice_id: 'inv_1', via: 'POST /revenue/invoices' });
    },
  },
  {
    name: 'proxy: a client without a key reads through it',
    async run(setting) {
      const { functions, core } = setting.entries;
      const handle = proxyOf(setting);
      // Reads: pages may not set the headers by which a write shows its origin.
      const fetch = (url: string, init: RequestInit): Promise<Response> => handle(new Request(url, init));
      const client = functions.createClient({
        apiKey: 'key_of_the_page',
        baseUrl: 'http://app.test/api',
        fetch,
        dangerouslyAllowBrowser: true,
      });
      const { scopes } = await functions.getKey(client);
      equal(scopes.includes('revenue'), true, 'scopes');
      const error = await failure(functions.getInvoice(client, freshId(setting.world)));
      truly(core.isNotFoundError(error), error.name);
    },
  },
  {
    name: 'proxy: what is not in the contract, comes from nobody or from another site does not pass',
    async run(setting) {
      const handle = proxyOf(setting);
      const status = async (path: string, init: RequestInit = {}): Promise<number> =>
        (await handle(new Request(`http://app.test${path}`, init))).status;
      equal(await status('/api/revenue/customers'), 404, 'another path');
      equal(await status('/api/revenue/invoices', { method: 'PATCH' }), 405, 'another method');
      equal(await status('/api/revenue/invoices', { method: 'POST', body: '{}' }), 403, 'another site');
      const nobody = setting.entries.proxy.createProxy({ baseUrl: setting.world.api, apiKey: () => null });
      equal((await nobody(new Request('http://app.test/revenue/key'))).status, 401, 'nobody');
    },
  },
  {
    name: 'proxy: an API that is not there is a 502',
    async run({ entries, world }) {
      const handle = entries.proxy.createProxy({ baseUrl: world.closed, apiKey: () => world.apiKey });
      const response = await handle(new Request('http://app.test/revenue/key'));
      equal(response.status, 502, 'status');
      has(((await response.json()) as { error?: object }).error, { code: 'api_unreachable' });
    },
  },
];

function proxyOf({ entries, world }: Setting): (request: Request) => Promise<Response> {
  return entries.proxy.createProxy({ baseUrl: world.api, prefix: '/api', apiKey: () => world.apiKey });
}
