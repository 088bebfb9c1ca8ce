import { validators } from '@thrivestack-revenue/core/validators';
import { createApp, memoryStore } from '@thrivestack-revenue/engine';
import { expect, it } from 'vitest';
import { rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { createClient } from './client.ts';
import { createInvoice, getInvoice, updateInvoice } from './generated/functions.gen.ts';
import { fromHandler, scriptedTransport } from './testing.ts';

const wrong = { ...invoice, amount: 1.999, currency: 'XXX', due_date: 'tomorrow' };

it('refuses a wrong body before it is sent, with the error that the server would answer', async () => {
  const fetch = scriptedTransport();
  const local = await rejection(createInvoice(createClient({ apiKey, fetch, validate: validators }), wrong));
  expect(fetch.requests).toEqual([]);
  const app = createClient({ apiKey, fetch: fromHandler(createApp({ store: memoryStore() })) });
  const remote = await rejection(createInvoice(app, wrong));
  expect(local).toMatchObject({ name: 'BadRequestError', status: 400, attempts: 0, ambiguous: false });
  const said = ({ name, message, code, param, details }: typeof local): unknown => [
    name,
    message,
    code,
    param,
    details,
  ];
  expect(said(local)).toEqual(said(remote));
  expect(local.details?.length).toBeGreaterThan(1);
});

it('lets a good body pass, and touches no read', async () => {
  const fetch = fromHandler(createApp({ store: memoryStore() }));
  const client = createClient({ apiKey, fetch, validate: validators });
  await createInvoice(client, invoice);
  await updateInvoice(client, { invoice_id: invoice.invoice_id, amount: 5 });
  await expect(getInvoice(client, invoice.invoice_id)).resolves.toMatchObject({ amount: 5 });
});

it('checks nothing by default', async () => {
  const fetch = scriptedTransport();
  await rejection(createInvoice(createClient({ apiKey, fetch, maxRetries: 0 }), wrong));
  expect(fetch.requests).toHaveLength(1);
});
