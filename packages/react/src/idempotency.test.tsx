import { type DehydratedState, dehydrate, hydrate, onlineManager, QueryClient } from '@tanstack/react-query';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import type { Client, CreateInvoice } from '@thrivestack-revenue/core';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { deferred, newInvoice, type SentRequest, scriptedApi, written } from '../test/scripted-api.ts';
import { createInvoiceKey, createInvoiceMutation, useCreateInvoice } from './generated/index.gen.ts';

afterEach(cleanup);
afterEach(() => onlineManager.setOnline(true));

const keysOf = (sent: readonly SentRequest[]): (string | null)[] =>
  sent.map(({ headers }) => headers.get('idempotency-key'));

function Form(): ReactNode {
  const create = useCreateInvoice();
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('inv_2'))}>
      {create.status}
    </button>
  );
}

function Twice({ body }: { body: CreateInvoice }): ReactNode {
  const create = useCreateInvoice();
  const both = (): void => {
    create.mutate(body);
    create.mutate(body);
  };
  return (
    <button type="button" onClick={both}>
      {create.status}
    </button>
  );
}

describe('the idempotency key', () => {
  it('is another one for each mutate, of the same body too', async () => {
    const { client, sent } = scriptedApi(({ body }) => written(body?.['invoice_id']));
    const { queryClient } = mount(<Twice body={newInvoice('inv_1')} />, client);
    screen.getByText('idle').click();
    await screen.findByText('success');
    const keys = keysOf(sent);
    expect(new Set(keys).size).toBe(2);
    const kept = queryClient.getMutationCache().getAll();
    expect(kept.map(({ state }) => state.context)).toEqual(keys.map((idempotencyKey) => ({ idempotencyKey })));
  });

  it('is made when mutate is called, and sent after a reload by a write that waited offline', async () => {
    const { client, sent } = scriptedApi(({ body }) => written(body?.['invoice_id']));
    onlineManager.setOnline(false);
    const { queryClient, unmount } = mount(<Form />, client);
    act(() => screen.getByText('idle').click());
    await waitFor(() => expect(queryClient.getMutationCache().getAll()[0]?.state.isPaused).toBe(true));
    const saved = JSON.parse(JSON.stringify(dehydrate(queryClient)));
    const { idempotencyKey } = saved.mutations[0].state.context;
    expect(sent).toHaveLength(0);
    unmount();

    const reloaded = await resume(saved, client);
    expect(keysOf(sent)).toEqual([idempotencyKey]);
    expect(reloaded.getMutationCache().getAll()[0]?.state.status).toBe('success');
  });

  it('is the same after a reload in the middle of the request', async () => {
    const never = deferred<Response>();
    const { client, sent } = scriptedApi((_request, count) => (count === 1 ? never.promise : written('inv_2')));
    const { queryClient } = mount(<Form />, client);
    screen.getByText('idle').click();
    await waitFor(() => expect(sent).toHaveLength(1));
    const saved = JSON.parse(JSON.stringify(dehydrate(queryClient, { shouldDehydrateMutation: () => true })));

    await resume(saved, client);
    const [first, second] = keysOf(sent);
    expect(first).toMatch(/^[\x21-\x7e]{16,255}$/);
    expect(second).toBe(first);
  });

  async function resume(saved: DehydratedState, client: Client): Promise<QueryClient> {
    onlineManager.setOnline(true);
    const queryClient = new QueryClient();
    queryClient.setMutationDefaults(createInvoiceKey(client), createInvoiceMutation(client) as object);
    hydrate(queryClient, saved);
    await Promise.all(
      queryClient
        .getMutationCache()
        .getAll()
        .map((mutation) => mutation.continue()),
    );
    return queryClient;
  }
});
