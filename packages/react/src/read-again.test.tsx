import { QueryClient } from '@tanstack/react-query';
import { cleanup, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { deferred, failure, newInvoice, page, type SentRequest, scriptedApi, written } from '../test/scripted-api.ts';
import {
  createInvoiceMutation,
  listInvoicesOptions,
  prefetchListInvoices,
  useGetInvoiceSummary,
  useListInvoices,
} from './generated/index.gen.ts';

afterEach(cleanup);

function Screen(): ReactNode {
  const list = useListInvoices();
  const summary = useGetInvoiceSummary();
  return <p>{`rows: ${list.data?.data.map((row) => row.invoice_id).join(' ')} ${summary.status}`}</p>;
}

/** A server whose answers wait until they are let go, by method. */
function heldApi() {
  const rows: string[] = [];
  const held: { request: SentRequest; answer: () => void }[] = [];
  const api = scriptedApi((request) => {
    const { promise, resolve } = deferred<Response>();
    // A read sees what is there when it arrives, however late its answer is.
    const seen = [...rows];
    const read = (): Response => (request.path.includes('summar') ? Response.json({ currencies: [] }) : page(seen));
    const answer = (): void => {
      const id = String(request.body?.['invoice_id']);
      const good = request.method === 'POST' && id !== 'bad';
      if (good) rows.push(id);
      resolve(request.method === 'GET' ? read() : good ? written(id) : failure(400));
    };
    held.push({ request, answer });
    return promise;
  });
  /** Answers the waiting requests of a method, or those of one row. */
  const letGo = async (method: string, id?: string): Promise<void> => {
    const found = (): typeof held =>
      held.filter(({ request }) => request.method === method && (!id || request.body?.['invoice_id'] === id));
    await waitFor(() => expect(found().length).toBeGreaterThan(0));
    for (const one of found()) {
      held.splice(held.indexOf(one), 1);
      one.answer();
    }
  };
  const create = (queryClient: QueryClient, id: string): Promise<unknown> =>
    queryClient
      .getMutationCache()
      .build(queryClient, createInvoiceMutation(api.client))
      .execute(newInvoice(id))
      .catch((error: unknown) => error);
  const reads = (): SentRequest[] =>
    api.sent.filter(({ method, path }) => method === 'GET' && !path.includes('summar'));
  return { ...api, letGo, create, reads };
}

describe('what writes make stale', () => {
  it('is read again once, after the last of the writes under way, and no read is aborted', async () => {
    const api = heldApi();
    const { queryClient } = mount(<Screen />, api.client);
    await api.letGo('GET');
    await screen.findByText('rows: success');
    const done = ['a', 'bad', 'c'].map((id) => api.create(queryClient, id));
    await api.letGo('POST', 'a');
    await done[0];
    await api.letGo('POST', 'c');
    await done[2];
    expect(api.reads()).toHaveLength(1);
    // The last one fails; what the others changed is still to be read.
    await api.letGo('POST', 'bad');
    await done[1];
    await api.letGo('GET');
    await screen.findByText('rows: a c success');
    expect(api.reads()).toHaveLength(2);
    expect(api.sent.map(({ signal }) => signal.aborted)).not.toContain(true);
  });

  it('is read once more when the write ended during a read, which is not aborted', async () => {
    const api = heldApi();
    const { queryClient } = mount(<Screen />, api.client);
    await waitFor(() => expect(api.sent).toHaveLength(2));
    const first = api.create(queryClient, 'a');
    await api.letGo('POST');
    await first;
    expect(api.reads()).toHaveLength(1);
    await api.letGo('GET');
    await screen.findByText('rows: success');
    await waitFor(() => expect(api.reads()).toHaveLength(2));
    const second = api.create(queryClient, 'b');
    await api.letGo('POST');
    await second;
    const third = api.create(queryClient, 'c');
    await api.letGo('POST');
    await third;
    expect(api.reads()).toHaveLength(2);
    await api.letGo('GET');
    await screen.findByText('rows: a success');
    await waitFor(() => expect(api.reads()).toHaveLength(3));
    await api.letGo('GET');
    await screen.findByText('rows: a b c success');
    expect(api.reads()).toHaveLength(3);
    expect(api.sent.map(({ signal }) => signal.aborted)).not.toContain(true);
  });

  it('is marked where nobody looks, also when a prefetch began before the write ended', async () => {
    const api = heldApi();
    const queryClient = new QueryClient();
    const prefetched = prefetchListInvoices(queryClient, api.client);
    await waitFor(() => expect(api.sent).toHaveLength(1));
    const created = api.create(queryClient, 'a');
    await api.letGo('POST');
    await created;
    await api.letGo('GET');
    await prefetched;
    const query = queryClient.getQueryCache().find({ queryKey: listInvoicesOptions(api.client).queryKey });
    await waitFor(() => expect(query?.state.isInvalidated).toBe(true));
    expect(api.reads()).toHaveLength(1);
  });

  it('does not wait for the writes of another client', async () => {
    const [ann, bob] = [heldApi(), heldApi()];
    const { queryClient } = mount(<Screen />, ann.client);
    await ann.letGo('GET');
    await screen.findByText('rows: success');
    const hanging = bob.create(queryClient, 'b');
    const created = ann.create(queryClient, 'a');
    await ann.letGo('POST');
    await created;
    await ann.letGo('GET');
    await screen.findByText('rows: a success');
    await bob.letGo('POST');
    await hanging;
  });
});
