import { type Case, equal, failure, has, type RevenueErrorLike, type Setting, truly } from './case.ts';
import { invoice, meet } from './wire.ts';

/** How each failure is made, and which guards know it. */
const KINDS = {
  BadRequestError: { fault: 'error-5mb', chain: ['ApiError'] },
  RateLimitError: { fault: '429-beyond', chain: ['ApiError'] },
  ServerError: { fault: 'always-500', chain: ['ApiError'] },
  UnexpectedStatusError: { fault: 'redirect-302', chain: ['ApiError'] },
  ResponseFormatError: { fault: 'html-200', chain: ['ConnectionError'] },
  TimeoutError: { fault: 'no-headers', chain: ['ConnectionError'] },
} as const;

type Kind = keyof typeof KINDS;

const GUARDED = [
  'ApiError',
  'BadRequestError',
  'AuthenticationError',
  'NotFoundError',
  'RateLimitError',
  'ServerError',
  'UnexpectedStatusError',
  'ConnectionError',
  'TimeoutError',
  'AbortError',
  'ResponseFormatError',
] as const;

/** The one family of errors, by class, by guard, and in another copy of the package. */
export const errorCases: Case[] = [
  ...(Object.keys(KINDS) as Kind[]).map(
    (kind): Case => ({
      name: `${kind}: class, guards and name`,
      async run(setting) {
        const { core, functions } = setting.entries;
        const error = await make(setting, kind);
        const chain: readonly string[] = [kind, ...KINDS[kind].chain];
        equal(error.name, kind, 'name');
        truly(error instanceof Error && error instanceof functions.RevenueError, 'of the family');
        for (const name of GUARDED) {
          equal(core[`is${name}`](error), chain.includes(name), `is${name}`);
          equal(error instanceof functions[name], chain.includes(name), `instanceof ${name}`);
        }
        has(error, { attempts: error.attempts, retryable: error.retryable, ambiguous: error.ambiguous });
      },
    }),
  ),
  {
    name: 'entries share their classes',
    run({ entries: { core, functions } }) {
      for (const name of GUARDED) truly(core[name] === functions[name], name);
      truly(core.RevenueError === functions.RevenueError, 'RevenueError');
    },
  },
  {
    name: 'guards know errors of another copy of the package, and nothing else',
    async run(setting) {
      const { copy, core } = setting.entries;
      truly(copy.RevenueError !== core.RevenueError, 'it is the same copy');
      const error = await make(setting, 'RateLimitError');
      equal(
        [error instanceof copy.RateLimitError, copy.isRateLimitError(error), copy.isServerError(error)],
        [false, true, false],
      );
      const theirs = new copy.NotFoundError('not here', { status: 404 });
      equal([core.isNotFoundError(theirs), core.isApiError(theirs), core.isAbortError(theirs)], [true, true, false]);
      for (const value of [undefined, null, 'x', new Error('x'), { name: 'NotFoundError' }, new TypeError('x')]) {
        equal(core.isRevenueError(value), false, `${value}`);
      }
    },
  },
  {
    name: 'an error body of the API fills the fields of the error',
    async run({ entries }) {
      const details = [{ param: 'amount', code: 'too_small', message: 'Too small.' }];
      const error = { type: 'invalid', code: 'invalid_request', message: 'Look here.', param: 'amount', details };
      const fetch = entries.testing.scriptedTransport(() =>
        Response.json({ success: false, error }, { status: 400, headers: { 'x-request-id': 'req_9' } }),
      );
      const client = entries.functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      has(await failure(entries.functions.createInvoice(client, invoice)), {
        ...{ name: 'BadRequestError', status: 400, code: 'invalid_request', message: 'Look here.', param: 'amount' },
        ...{ details, requestId: 'req_9', attempts: 1, retryable: false, ambiguous: false },
      });
    },
  },
  {
    name: 'a read that only the self-hosted server has says so elsewhere',
    async run({ entries }) {
      const fetch = entries.testing.scriptedTransport(() => new Response('Cannot GET', { status: 404 }));
      const client = entries.functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      const error = await failure(entries.functions.getInvoice(client, 'inv_1'));
      has(error, { name: 'NotFoundError', status: 404, code: undefined });
      truly(error.message.includes('self-hosted'), error.message);
    },
  },
  {
    name: 'a baseUrl that is none is refused and not repeated',
    async run({ entries }) {
      const wrong = ['', 'api.example.com', 'ftp://example.com', '//example.com', 'https://user:pass@example.com'];
      for (const baseUrl of wrong) {
        const make = (): unknown =>
          entries.functions.createClient({ apiKey: 'test', baseUrl, dangerouslyAllowBrowser: true });
        const error = await failure(make);
        has(error, { name: 'RevenueError', code: 'invalid_base_url' });
        truly(baseUrl === '' || !error.message.includes(baseUrl), 'the address is repeated');
      }
    },
  },
  {
    name: 'an id that would reach another path is refused',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      for (const id of ['', '.', '..', '\ud800']) {
        has(await failure(setting.entries.functions.getInvoice(client, id)), { code: 'invalid_id', attempts: 0 });
      }
      equal((await seen()).requests.length, 0, 'requests');
    },
  },
  {
    name: 'a body that has no JSON is refused',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      const body = { ...invoice, amount: 1n as unknown as number };
      has(await failure(setting.entries.functions.createInvoice(client, body)), { code: 'invalid_body', attempts: 0 });
      equal((await seen()).requests.length, 0, 'requests');
    },
  },
];

async function make(setting: Setting, kind: Kind): Promise<RevenueErrorLike> {
  const { client } = meet(setting, KINDS[kind].fault, {
    maxRetries: 0,
    attemptTimeoutMs: kind === 'TimeoutError' ? 50 : 10_000,
  });
  return failure(setting.entries.functions.createInvoice(client, invoice));
}
