import { type Case, equal, failure, has, truly } from './case.ts';
import { invoice, meet } from './wire.ts';

/** A wait that no abort may take; far below every time-out of these calls, with room for a busy machine. */
const SOON_MS = 1_500;

/** Aborts, time-outs and retries, in every state of a call. */
export const endingCases: Case[] = [
  {
    name: 'aborted before the send: nothing is sent',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok');
      const controller = new AbortController();
      controller.abort();
      const error = await failure(
        setting.entries.functions.createInvoice(client, invoice, { signal: controller.signal }),
      );
      has(error, { name: 'AbortError', code: 'aborted', attempts: 0, ambiguous: false });
      equal((await seen()).requests.length, 0, 'requests');
    },
  },
  ...(['no-headers', 'no-body', 'drip'] as const).map(
    (fault): Case => ({
      name: `aborted while waiting: ${fault}`,
      async run(setting) {
        const { client, received } = meet(setting, fault);
        const controller = new AbortController();
        const reason = new Error('enough');
        const ended = failure(setting.entries.functions.createInvoice(client, invoice, { signal: controller.signal }));
        await received(1);
        const started = performance.now();
        controller.abort(reason);
        const error = await ended;
        has(error, { name: 'AbortError', attempts: 1, ambiguous: true });
        truly(error.cause === reason, 'the reason is the cause');
        truly(performance.now() - started < SOON_MS, 'it ends at once');
      },
    }),
  ),
  {
    name: 'aborted in a back-off',
    async run(setting) {
      const { client, seen } = meet(setting, '429-seconds');
      const controller = new AbortController();
      const onRetry = (): void => void setTimeout(() => controller.abort('enough'));
      const { signal } = controller;
      const error = await failure(setting.entries.functions.createInvoice(client, invoice, { signal, onRetry }));
      has(error, { name: 'AbortError', attempts: 1, ambiguous: false, cause: 'enough' });
      equal((await seen()).requests.length, 1, 'requests');
    },
  },
  {
    name: 'aborted while the key is awaited',
    async run(setting) {
      const { client, seen } = meet(setting, 'ok', { apiKey: () => new Promise(() => {}) });
      const controller = new AbortController();
      const ended = failure(setting.entries.functions.createInvoice(client, invoice, { signal: controller.signal }));
      controller.abort();
      has(await ended, { name: 'AbortError', attempts: 0, ambiguous: false });
      equal((await seen()).requests.length, 0, 'requests');
    },
  },
  {
    name: 'an abort after the answer changes nothing',
    async run(setting) {
      const { client } = meet(setting, 'ok');
      const controller = new AbortController();
      const call = setting.entries.functions.createInvoice(client, invoice, { signal: controller.signal });
      await call;
      controller.abort();
      has(await call, { success: true });
    },
  },
  {
    name: 'one signal ends several calls',
    async run(setting) {
      const { client, received } = meet(setting, 'no-headers');
      const controller = new AbortController();
      const { signal } = controller;
      const ends = [1, 2].map(() => failure(setting.entries.functions.createInvoice(client, invoice, { signal })));
      await received(2);
      controller.abort();
      for (const end of ends) has(await end, { name: 'AbortError' });
    },
  },
  {
    name: 'a wait beyond the deadline fails at once and says how long it is',
    async run(setting) {
      const { client } = meet(setting, '429-seconds');
      const started = performance.now();
      const error = await failure(setting.entries.functions.createInvoice(client, invoice, { timeoutMs: 900 }));
      has(error, { name: 'RateLimitError', status: 429, retryAfterMs: 1000, attempts: 1, retryable: true });
      truly(performance.now() - started < 900, 'it does not wait');
    },
  },
  {
    name: 'the deadline holds while the key is awaited',
    async run(setting) {
      const { client } = meet(setting, 'ok', { apiKey: () => new Promise(() => {}), timeoutMs: 50 });
      has(await failure(setting.entries.functions.createInvoice(client, invoice)), {
        name: 'TimeoutError',
        code: 'timeout',
        attempts: 0,
        ambiguous: false,
      });
    },
  },
  {
    name: 'a timeout of the client holds for its calls, one of the call wins',
    async run(setting) {
      const { client } = meet(setting, 'no-headers', { timeoutMs: 60_000 });
      const error = await failure(setting.entries.functions.createInvoice(client, invoice, { timeoutMs: 60 }));
      has(error, { name: 'TimeoutError', attempts: 1, ambiguous: true });
      truly(error.message.includes('timeoutMs (60 ms)'), error.message);
    },
  },
  {
    name: 'maxRetries 0 is one attempt',
    async run(setting) {
      const { client, seen } = meet(setting, 'always-500', { maxRetries: 0 });
      has(await failure(setting.entries.functions.createInvoice(client, invoice)), { attempts: 1, retryable: true });
      equal((await seen()).requests.length, 1, 'requests');
    },
  },
  {
    name: 'onRetry of client and call hear of every retry, and may throw',
    async run(setting) {
      const heard: string[] = [];
      const listen =
        (who: string) =>
        ({ attempt, delayMs, retryAt, error }: import('@thrivestack-revenue/core').RetryEvent): void => {
          heard.push(`${who} ${attempt} ${delayMs} ${error.name}`);
          truly(Math.abs(retryAt - delayMs - Date.now()) < SOON_MS, 'retryAt is soon');
          throw new Error('a fault in a display');
        };
      const { client } = meet(setting, 'always-500', { onRetry: listen('client') });
      await failure(setting.entries.functions.createInvoice(client, invoice, { onRetry: listen('call') }));
      // The cases make Math.random() 0.01: of 500 ms, then of 1,000 ms.
      equal(heard, [
        'client 1 5 ServerError',
        'call 1 5 ServerError',
        'client 2 10 ServerError',
        'call 2 10 ServerError',
      ]);
    },
  },
  {
    name: 'nobody listens there',
    async run(setting) {
      const { client } = meet(setting, 'ok', { baseUrl: setting.world.closed });
      const error = await failure(setting.entries.functions.createInvoice(client, invoice));
      has(error, { name: 'ConnectionError', code: 'connection', attempts: 3, retryable: true, status: undefined });
    },
  },
  {
    name: 'a connection that died while it was idle is replaced',
    async run(setting) {
      const { client, seen } = meet(setting, 'stale-socket');
      for (const id of ['first', 'second']) {
        const body = { ...invoice, invoice_id: id };
        has(await setting.entries.functions.createInvoice(client, body, { idempotencyKey: id }), { invoice_id: id });
      }
      equal((await seen()).effects, 2, 'effects');
    },
  },
];
