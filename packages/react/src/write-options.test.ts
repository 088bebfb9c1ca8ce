import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { deferred, failure, newInvoice, scriptedApi, written } from '../test/scripted-api.ts';
import { createInvoiceMutation, deleteInvoiceMutation, updateInvoiceMutation } from './generated/server.gen.ts';

describe('the writes of one row', () => {
  it('are sent one after another, in the order of mutate', async () => {
    const first = deferred<Response>();
    const { client, sent } = scriptedApi(({ body }, count) =>
      count === 1 ? first.promise : written(body?.['invoice_id']),
    );
    const queryClient = new QueryClient();
    const cache = queryClient.getMutationCache();
    const all = [
      cache.build(queryClient, createInvoiceMutation(client)).execute(newInvoice('inv_1')),
      cache.build(queryClient, updateInvoiceMutation(client)).execute({ invoice_id: 'inv_1', amount: 5 }),
      cache.build(queryClient, deleteInvoiceMutation(client)).execute({ invoice_id: 'inv_1' }),
    ];
    // Another row does not wait.
    await cache.build(queryClient, createInvoiceMutation(client)).execute(newInvoice('inv_2'));
    expect(sent.map(({ method, body }) => `${method} ${body?.['invoice_id']}`)).toEqual(['POST inv_1', 'POST inv_2']);
    first.resolve(written('inv_1'));
    await Promise.all(all);
    expect(sent.slice(2).map(({ method, body }) => `${method} ${body?.['invoice_id']}`)).toEqual([
      'PUT inv_1',
      'DELETE inv_1',
    ]);
  });

  it('go on when one fails, each with its own outcome', async () => {
    const { client, sent } = scriptedApi((_request, count) => (count === 1 ? failure(400) : written('inv_1')));
    const queryClient = new QueryClient();
    const cache = queryClient.getMutationCache();
    const [create, update] = await Promise.allSettled([
      cache.build(queryClient, createInvoiceMutation(client)).execute(newInvoice('inv_1')),
      cache.build(queryClient, updateInvoiceMutation(client)).execute({ invoice_id: 'inv_1', amount: 5 }),
    ]);
    expect([create?.status, update?.status]).toEqual(['rejected', 'fulfilled']);
    expect(sent).toHaveLength(2);
  });
});
