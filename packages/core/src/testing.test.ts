import { createApp, memoryStore } from '@thrivestack-revenue/engine';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { createClient } from './client.ts';
import { createInvoice, getInvoice, listInvoiceHistory } from './generated/functions.gen.ts';
import type { ClientOptions } from './options.ts';
import { fault, fromHandler, type Step, scriptedTransport, type TestFetch, withFaults } from './testing.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const stored: Step = ({ body }) => Response.json({ success: true, invoice_id: JSON.parse(body).invoice_id });

function clientOn(fetch: TestFetch, options: ClientOptions = {}): ReturnType<typeof createClient> {
  return createClient({ apiKey, baseUrl: 'https://api.test', fetch, ...options });
}

describe('scriptedTransport', () => {
  it('answers by its script, repeats the last step, and remembers the requests', async () => {
    const fetch = scriptedTransport(fault.status(503), fault.reset(), stored);
    const client = clientOn(fetch);
    await createInvoice(client, invoice);
    await createInvoice(client, invoice, { idempotencyKey: 'again' });
    expect(fetch.requests).toHaveLength(4);
    expect(fetch.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(4).fill('POST https://api.test/revenue/invoices'),
    );
    expect(JSON.parse(fetch.requests[0]?.body ?? '')).toEqual(invoice);
    expect(fetch.requests[3]?.headers.get('idempotency-key')).toBe('again');
  });

  it('rejects without a script', async () => {
    expect(await rejection(createInvoice(clientOn(scriptedTransport()), invoice))).toMatchObject({
      name: 'ConnectionError',
      attempts: 3,
    });
  });

  it('gives a request up with its signal', async () => {
    const controller = new AbortController();
    const call = createInvoice(clientOn(scriptedTransport(fault.noHeaders())), invoice, { signal: controller.signal });
    controller.abort();
    expect(await rejection(call)).toMatchObject({ name: 'AbortError' });
  });
});

describe('fault', () => {
  const early = { attemptTimeoutMs: 20, maxRetries: 1 };
  const rows: readonly [string, Step, Record<string, unknown>, ClientOptions?][] = [
    ['status', fault.status(400, 'wrong'), { name: 'BadRequestError', code: 'wrong', attempts: 1 }],
    ['rateLimited, no form', fault.rateLimited(), { name: 'RateLimitError', attempts: 3 }],
    ['rateLimited, seconds', fault.rateLimited({ seconds: 60 }), { retryAfterMs: 60_000, attempts: 1 }],
    ['rateLimited, ms', fault.rateLimited({ ms: 40_000 }), { retryAfterMs: 40_000, attempts: 1 }],
    ['rateLimited, date', fault.rateLimited({ date: new Date('9999-01-01') }), { name: 'RateLimitError', attempts: 1 }],
    ['refused', fault.refused(), { name: 'ConnectionError', attempts: 3 }],
    ['reset', fault.reset(), { name: 'ConnectionError', attempts: 3, ambiguous: true }],
    ['resetInBody', fault.resetInBody(), { name: 'ResponseFormatError', status: 200, ambiguous: true }],
    ['noHeaders', fault.noHeaders(), { name: 'TimeoutError', attempts: 2 }, early],
    ['noBody', fault.noBody(), { name: 'TimeoutError', attempts: 2 }, early],
    ['drip', fault.drip(5), { name: 'TimeoutError', attempts: 2 }, early],
    ['truncatedJson', fault.truncatedJson(), { name: 'ResponseFormatError' }],
    ['empty', fault.empty(), { name: 'ResponseFormatError', status: 200 }],
    ['empty 204', fault.empty(204), { name: 'ResponseFormatError', status: 204 }],
    ['nullBody', fault.nullBody(), { name: 'ResponseFormatError' }],
    ['html', fault.html(), { name: 'ResponseFormatError' }],
    ['html 502', fault.html(502), { name: 'ServerError', status: 502 }],
    ['wrongTypes', fault.wrongTypes(), { name: 'ResponseFormatError' }],
    ['invalidUtf8', fault.invalidUtf8(), { name: 'ResponseFormatError' }],
    ['largeError', fault.largeError(), { name: 'BadRequestError' }],
    ['largeSuccess', fault.largeSuccess(), { name: 'ResponseFormatError' }],
    ['redirect', fault.redirect('https://other.test/'), { name: 'UnexpectedStatusError', status: 307, attempts: 1 }],
    ['answerLost', fault.answerLost(), { name: 'ConnectionError', ambiguous: true }],
    ['failureAfter', fault.failureAfter(503), { name: 'ServerError', ambiguous: true }],
  ];

  it.each(rows)('%s', async (_name, step, expected, options) => {
    const client = clientOn(withFaults(scriptedTransport(stored), step, step, step), options);
    const error = await rejection(createInvoice(client, invoice));
    expect(error).toMatchObject(expected);
    expect(error.message.length).toBeLessThanOrEqual(500);
  });

  it('unknownFields', async () => {
    const client = clientOn(withFaults(scriptedTransport(stored), fault.unknownFields()));
    await expect(createInvoice(client, invoice)).resolves.toHaveProperty('an_unknown_field');
  });

  it('has no fault without a test', () => {
    const tested = new Set(rows.map(([name]) => name.split(/[, ]/)[0]));
    expect(Object.keys(fault).filter((name) => !tested.has(name))).toEqual(['unknownFields']);
  });
});

describe('fromHandler', () => {
  // Without keys of its own the store takes any key.
  const app = (): TestFetch => fromHandler(createApp({ store: memoryStore() }));

  it('asks the real API in this process', async () => {
    const client = clientOn(app());
    await createInvoice(client, invoice);
    await expect(getInvoice(client, invoice.invoice_id)).resolves.toMatchObject({ amount: invoice.amount });
  });

  it('a write whose answers are lost is done once', async () => {
    const client = clientOn(withFaults(app(), fault.answerLost(), fault.failureAfter()));
    const { response } = await createInvoice(client, invoice).withResponse();
    expect(response).toMatchObject({ attempts: 3, replayed: true });
    const { data } = await listInvoiceHistory(client, invoice.invoice_id);
    expect(data).toHaveLength(1);
  });

  it('rejects with its signal', async () => {
    const controller = new AbortController();
    const fetch = fromHandler(() => new Promise(() => {}));
    const call = createInvoice(clientOn(fetch), invoice, { signal: controller.signal });
    controller.abort();
    expect(await rejection(call)).toMatchObject({ name: 'AbortError' });
  });
});
