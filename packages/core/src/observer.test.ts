import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { failure, loopback, reset, stored, text } from '../test/loopback.ts';
import { createInvoice } from './generated/functions.gen.ts';
import type { Observer, RequestEvent, ResponseEvent } from './observer.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

describe('onRequest and onResponse', () => {
  it('hear of every attempt, with the same request', async () => {
    const server = await loopback(reset, text(503, ''), stored);
    const requests: RequestEvent[] = [];
    const responses: ResponseEvent[] = [];
    const client = clientOf(server, {
      onRequest: (event) => requests.push(event),
      onResponse: (event) => responses.push(event),
    });
    await createInvoice(client, invoice);
    expect(requests.map(({ attempt, url, body, operation }) => [attempt, url, body, operation.id])).toEqual(
      [1, 2, 3].map((attempt) => [attempt, `${server.url}/revenue/invoices`, invoice, 'createInvoice']),
    );
    expect(responses.map(({ request }) => request)).toEqual(requests);
    for (const [index, { request }] of responses.entries()) expect(request).toBe(requests[index]);
    expect(responses.map(({ error, response }) => error?.name ?? response?.status)).toEqual([
      'ConnectionError',
      'ServerError',
      200,
    ]);
    for (const { durationMs } of responses) expect(durationMs).toBeGreaterThanOrEqual(0);
  });

  it('may add headers, and cannot see or set the key', async () => {
    const server = await loopback(stored);
    const client = clientOf(server, {
      onRequest: ({ headers }) => Object.assign(headers, { 'x-added': 'yes', 'x-api-key': 'another' }),
    });
    await createInvoice(client, invoice);
    expect(server.requests[0]?.headers).toMatchObject({ 'x-added': 'yes', 'x-api-key': apiKey });
  });

  it('never hold the key, whatever the server says', async () => {
    const server = await loopback((request, response) =>
      failure(401, 'refused', { message: `${request.headers['x-api-key']}` })(request, response),
    );
    const events: unknown[] = [];
    const note = (event: unknown): void => void events.push(event);
    const observer: Observer = { onRequest: note, onResponse: note, onRetry: note };
    await rejection(createInvoice(clientOf(server, { observers: [observer] }), invoice));
    expect(events).toHaveLength(2);
    expect(inspect(events, { depth: null, showHidden: true })).not.toContain(apiKey);
  });
});

describe('observers', () => {
  it('all hear, and none can break a call or keep another from hearing', async () => {
    const server = await loopback(reset, stored);
    const heard: string[] = [];
    const broken: Observer = {
      onRequest: () => {
        throw new Error('onRequest');
      },
      onResponse: () => {
        throw new Error('onResponse');
      },
      onRetry: () => {
        throw new Error('onRetry');
      },
    };
    const listening = (name: string): Observer => ({
      onRequest: () => heard.push(`${name} request`),
      onResponse: () => heard.push(`${name} response`),
      onRetry: () => heard.push(`${name} retry`),
    });
    const client = clientOf(server, { ...broken, observers: [listening('a'), broken, listening('b')] });
    await createInvoice(client, invoice, { onRetry: () => heard.push('call retry') });
    expect(heard).toEqual([
      'a request',
      'b request',
      'a response',
      'b response',
      'a retry',
      'b retry',
      'call retry',
      'a request',
      'b request',
      'a response',
      'b response',
    ]);
  });
});
