import { type Case, equal, failure, has, truly } from './case.ts';
import { freshId, invoice, meet, real, secret } from './wire.ts';

/** Keys: where they come from, where they may be, and that nothing shows them. */
export const keyCases: Case[] = [
  {
    name: 'a key with a stray character is refused and not repeated',
    async run({ entries }) {
      for (const apiKey of [`${secret}\n`, ` ${secret}`, `${secret}é`, `a ${secret}`, `\u0000${secret}`, '']) {
        const error = await failure(() => entries.functions.createClient({ apiKey, dangerouslyAllowBrowser: true }));
        has(error, { name: 'RevenueError', code: 'invalid_api_key', attempts: 0 });
        truly(!`${error}${error.stack}${JSON.stringify(error)}`.includes('SENTINEL'), 'the key is repeated');
      }
    },
  },
  {
    name: 'a key function is asked for each call',
    async run(setting) {
      let asked = 0;
      const apiKey = async (): Promise<string> => `key_number_${++asked}`;
      const { client, seen } = meet(setting, 'ok', { apiKey });
      await setting.entries.functions.createInvoice(client, invoice);
      await setting.entries.functions.createInvoice(client, { ...invoice, invoice_id: 'inv_2' });
      const keys = (await seen()).requests.map(({ headers }) => headers['x-api-key']);
      equal(keys, ['key_number_1', 'key_number_2']);
    },
  },
  {
    name: 'a key function is asked again after a 401, once',
    async run(setting) {
      const asked: boolean[] = [];
      const apiKey = ({ refused }: { refused: boolean }): string => {
        asked.push(refused);
        return refused ? setting.world.apiKey : 'tsk_test_no_longer_valid';
      };
      const { data, response } = await real(setting, { apiKey }).key.get().withResponse();
      equal(Array.isArray(data.scopes), true, 'scopes');
      equal(response.attempts, 2, 'attempts');
      equal(asked, [false, true], 'asked');
    },
  },
  {
    name: 'a key function that fails, or gives no key, is an error without its secret',
    async run(setting) {
      const throwing = (): string => {
        throw new Error('the vault is closed');
      };
      for (const apiKey of [throwing, () => `${secret}\n`, () => '']) {
        const { client, seen } = meet(setting, 'ok', { apiKey });
        const error = await failure(setting.entries.functions.createInvoice(client, invoice));
        has(error, { name: 'RevenueError', code: 'invalid_api_key', attempts: 0 });
        truly(!`${error}${error.stack}${JSON.stringify(error)}`.includes('SENTINEL'), 'the key is repeated');
        equal((await seen()).requests.length, 0, 'requests');
      }
    },
  },
  {
    name: 'a key is refused in a page, and only there',
    async run({ entries, world }) {
      const make = (): unknown => entries.functions.createClient({ apiKey: secret });
      if (world.is.page) has(await failure(make), { code: 'key_in_browser' });
      else has(make(), { id: 'default' });
    },
  },
  {
    name: 'a path as baseUrl belongs to the page, and needs one',
    async run(setting) {
      const { baseUrl, seen } = meet(setting, 'ok');
      const client = setting.entries.functions.createClient({ baseUrl: new URL(baseUrl).pathname });
      const call = setting.entries.functions.createInvoice(client, invoice);
      if (setting.world.is.page) {
        has(await call, { success: true });
        equal((await seen()).requests[0]?.headers['x-api-key'], undefined, 'key');
      } else has(await failure(call), { code: 'invalid_base_url', attempts: 0 });
    },
  },
  {
    name: 'the key comes from the environment where there is one',
    async run({ entries, world }) {
      const make = (): unknown => entries.functions.createClient({ dangerouslyAllowBrowser: true });
      if (world.is.environment) has(make(), { id: 'default' });
      else has(await failure(make), { code: 'missing_api_key' });
    },
  },
  {
    name: 'randomUUID may be missing: keys are random all the same',
    async run(setting) {
      equal(typeof crypto.randomUUID === 'function', setting.world.is.secure, 'randomUUID');
      const { client, seen } = meet(setting, 'ok');
      for (const id of ['a', 'b', 'c']) {
        await setting.entries.functions.createInvoice(client, { ...invoice, invoice_id: id });
      }
      const keys = (await seen()).requests.map(({ headers }) => headers['idempotency-key']?.replaceAll('-', ''));
      equal(
        keys.every((key) => /^([0-9a-f]{32}|\d{20,40})$/.test(`${key}`)),
        true,
        'form',
      );
      equal(new Set(keys).size, 3, 'different keys');
    },
  },
  {
    name: 'nothing that a client shows has the key',
    async run(setting) {
      for (const { createClient } of [setting.entries.functions, setting.entries.core]) {
        const client = createClient({ apiKey: secret, dangerouslyAllowBrowser: true });
        equal(
          views(client).filter((text) => text.includes('SENTINEL')),
          [],
        );
      }
    },
  },
  {
    name: 'nothing that an error shows has the key',
    async run(setting) {
      for (const fault of ['always-500', 'error-5mb', 'html-200', 'html-502', 'redirect-307']) {
        const { client } = meet(setting, fault, { maxRetries: 0 });
        const error = await failure(setting.entries.functions.createInvoice(client, invoice));
        equal(
          views(error).filter((text) => text.includes('SENTINEL')),
          [],
          fault,
        );
        truly(error.message.length <= 500, `${fault}: a message of ${error.message.length} characters`);
      }
    },
  },
  {
    name: 'a server that repeats the key does not get it into the error',
    async run({ entries }) {
      const echo = entries.testing.scriptedTransport((request) =>
        Response.json(
          { success: false, error: { code: 'odd', message: `Your key ${request.headers.get('x-api-key')} is odd.` } },
          { status: 400 },
        ),
      );
      const client = entries.functions.createClient({ apiKey: secret, fetch: echo, dangerouslyAllowBrowser: true });
      const error = await failure(entries.functions.createInvoice(client, invoice));
      equal(error.message, 'Your key [key] is odd.');
    },
  },
  {
    name: 'the answer to a call has no key',
    async run(setting) {
      const { client } = meet(setting, 'ok');
      const result = await setting.entries.functions.createInvoice(client, invoice).withResponse();
      equal(
        views(result).filter((text) => text.includes('SENTINEL')),
        [],
      );
    },
  },
  {
    name: 'a key without rights is a 401 that says what to check',
    async run(setting) {
      const client = real(setting, { apiKey: 'tsk_test_of_somebody_else' });
      const error = await failure(client.invoices.get(freshId(setting.world)));
      has(error, { name: 'AuthenticationError', status: 401, attempts: 1, retryable: false });
      for (const word of ['key', 'scope', 'environment'])
        truly(error.message.includes(word), `says nothing of ${word}`);
      equal(typeof error.requestId, 'string', 'request id');
    },
  },
];

/** What a value shows without a debugger. */
function views(value: unknown, depth = 4): string[] {
  const texts = [String(value), JSON.stringify(value) ?? ''];
  if (value instanceof Error) texts.push(`${value.stack}`);
  try {
    texts.push(JSON.stringify(structuredClone(value)) ?? '');
  } catch {
    // Functions cannot be cloned: nothing is shown.
  }
  if (typeof value !== 'object' || value === null || depth === 0) return texts;
  for (const name of Reflect.ownKeys(value)) texts.push(...views(Reflect.get(value, name), depth - 1));
  return texts;
}
