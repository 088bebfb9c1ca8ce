import { inspect } from 'node:util';
import { beforeEach, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../../test/calls.ts';
import { apiKey, invoice } from '../../test/invoice.ts';
import { failure, json, loopback, type Reply, reset, text } from '../../test/loopback.ts';
import type { Client } from '../client.ts';
import { createInvoice, getInvoice } from '../generated/functions.gen.ts';
import { logTo } from '../observe.ts';
import type { Operation } from '../operation.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

/** A logger that keeps its lines; times are taken out of them. */
function record(): { readonly lines: string[]; readonly observer: ReturnType<typeof logTo> } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (line: string): void =>
      void lines.push(`${level} ${line.replace(/in \d+ ms/, 'in … ms')}`);
  return { lines, observer: logTo({ debug: write('debug'), info: write('info'), warn: write('warn') }) };
}

it('says what happens, a line for each event', async () => {
  const server = await loopback(reset, json(200, { success: true, invoice_id: 'x' }, { 'x-request-id': 'r7' }));
  const { lines, observer } = record();
  await createInvoice(clientOf(server, { observers: [observer] }), invoice);
  expect(lines).toEqual([
    'debug POST /revenue/invoices: attempt 1',
    'warn POST /revenue/invoices: ConnectionError connection in … ms',
    'warn Attempt 1 failed (ConnectionError); the next one is in … ms.',
    'debug POST /revenue/invoices: attempt 2',
    'info POST /revenue/invoices: 200 in … ms (request r7)',
  ]);
});

it('says that a write had been done before, and which status a failure has', async () => {
  const replayed = json(200, { success: true, invoice_id: 'x' }, { 'idempotent-replayed': 'true' });
  const server = await loopback(replayed, failure(404, 'invoice_not_found'));
  const { lines, observer } = record();
  const client = clientOf(server, { observers: [observer] });
  await createInvoice(client, invoice);
  await rejection(getInvoice(client, 'secret_id'));
  expect(lines.filter((line) => !line.startsWith('debug'))).toEqual([
    'info POST /revenue/invoices: 200, done before in … ms',
    'warn GET /revenue/invoices/{invoice_id}: NotFoundError 404 in … ms (request r1)',
  ]);
});

it('has neither key nor body nor ids in its lines', async () => {
  const echo =
    (status: number): Reply =>
    (request, response) =>
      failure(status, 'refused', { message: `${request.headers['x-api-key']}` })(request, response);
  const redirect = text(302, '', { location: 'http://elsewhere.test' });
  const server = await loopback(echo(401), echo(500), echo(500), echo(500), redirect, text(404, ''));
  const { lines, observer } = record();
  const client = clientOf(server, { observers: [observer] });
  for (let call = 0; call < 3; call++) await createInvoice(client, invoice).catch(() => {});
  await getInvoice(client, 'inv_SENTINEL').catch(() => {});
  expect(lines.length).toBeGreaterThan(5);
  for (const secret of [apiKey, 'SENTINEL', invoice.customer_id, invoice.invoice_id]) {
    expect(inspect(lines)).not.toContain(secret);
  }
});

it('warns of what is deprecated, once', async () => {
  const server = await loopback(json(200, { success: true, thing_id: 'x' }));
  const { lines, observer } = record();
  const client: Client = clientOf(server, { observers: [observer] });
  const things: Operation = { id: 'createThing', method: 'POST', path: '/revenue/things', scope: 'x', key: 'thing_id' };
  const old: Operation = { id: 'oldThing', method: 'GET', path: '/old', scope: 'x', deprecated: true };
  const write = { ...things, deprecatedFields: ['color', 'size'] };
  for (let call = 0; call < 2; call++) {
    await client.request(write, { body: { thing_id: 'x', color: 'red' } });
    await client.request({ ...old, deprecatedFields: ['q'] }, { target: () => '/old?q=1' });
    await client.request(things, { body: { thing_id: 'x', color: 'red' } });
  }
  expect(lines.filter((line) => line.startsWith('warn'))).toEqual([
    'warn color of createThing is deprecated: see its documentation for what to use instead.',
    'warn oldThing is deprecated: see its documentation for what to use instead.',
    'warn q of oldThing is deprecated: see its documentation for what to use instead.',
  ]);
});
