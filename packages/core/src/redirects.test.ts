import { describe, expect, it } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { apiKey, invoice } from '../test/invoice.ts';
import { loopback, stored, text } from '../test/loopback.ts';
import { createClient } from './client.ts';
import { UnexpectedStatusError } from './errors.ts';
import { createInvoice, deleteInvoice, getInvoice } from './generated/functions.gen.ts';

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i is an error, and the other address hears nothing', async (status) => {
    const other = await loopback(stored);
    const server = await loopback(text(status, '', { location: `${other.url}/revenue/invoices` }));
    const client = clientOf(server);
    for (const send of [
      () => createInvoice(client, invoice),
      () => getInvoice(client, 'inv_1'),
      () => deleteInvoice(client, { invoice_id: 'x' }),
    ]) {
      const error = await rejection(send());
      expect(error).toBeInstanceOf(UnexpectedStatusError);
      expect(error).toMatchObject({ status, attempts: 1 });
      expect(error.message).toContain('baseUrl');
    }
    expect(other.requests).toEqual([]);
  });

  it('are an error where a browser hides them', async () => {
    const hidden = {
      status: 0,
      ok: false,
      type: 'opaqueredirect',
      headers: new Headers(),
      body: null,
      text: async () => '',
    };
    const inits: RequestInit[] = [];
    const client = createClient({
      apiKey,
      fetch: async (_, init) => {
        inits.push(init);
        return hidden as unknown as Response;
      },
    });
    expect(await rejection(createInvoice(client, invoice))).toMatchObject({ name: 'UnexpectedStatusError', status: 0 });
    expect(inits).toMatchObject([{ redirect: 'manual' }]);
  });
});
