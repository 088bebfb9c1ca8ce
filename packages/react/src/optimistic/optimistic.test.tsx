import { QueryClient } from '@tanstack/react-query';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { click, Detail, heldApi, List, Pages, reads, Writes } from '../../test/held-writes.tsx';
import { mount } from '../../test/rendering.tsx';
import { deferred, failure, invoice, page, scriptedApi, written } from '../../test/scripted-api.ts';
import {
  getInvoiceOptions,
  type ListInvoicesArgs,
  listInvoicesInfiniteOptions,
  listInvoicesOptions,
} from '../generated/index.gen.ts';

afterEach(cleanup);

describe('a create', () => {
  it('is in lists and pages at once, and stays when it is done', async () => {
    const api = heldApi('inv_1', 'inv_2');
    mount(
      <StrictMode>
        <List />
        <Pages args={{ limit: 2 }} />
        <Writes />
      </StrictMode>,
      api.client,
    );
    await screen.findByText('list inv_1=10 inv_2=10');
    await screen.findByText('pages inv_1 inv_2');
    await click('create');
    // By default the newest comes first.
    await screen.findByText('list inv_9=10 inv_1=10 inv_2=10');
    await screen.findByText('pages inv_9 inv_1 inv_2');
    expect(reads(api.sent)).toBe(2);
    api.rows.clear();
    for (const id of ['inv_9', 'inv_1', 'inv_2']) api.rows.set(id, invoice(id));
    await api.answer(written('inv_9'));
    await screen.findByText('success idle idle');
    await screen.findByText('list inv_9=10 inv_1=10 inv_2=10');
    await screen.findByText('pages inv_9 inv_1');
    expect(reads(api.sent)).toBe(4);
    expect(api.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('is taken out again when it is refused, without a request', async () => {
    const api = heldApi('inv_1');
    mount(
      <>
        <List />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('list inv_1=10');
    await click('create');
    await screen.findByText('list inv_9=10 inv_1=10');
    await api.answer(failure(400));
    await screen.findByText('error idle idle');
    await screen.findByText('list inv_1=10');
    expect(reads(api.sent)).toBe(1);
  });

  it('is in a list only where the filters show it, and where its place is loaded', async () => {
    const api = heldApi('inv_1', 'inv_2', 'inv_3');
    mount(
      <>
        <List args={{ currency: 'EUR' }} />
        <List args={{ currency: 'usd' }} />
        <Pages args={{ limit: 2, sort: 'created_at', order: 'asc' }} />
        <Pages args={{ limit: 3, cursor: '1' }} />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('pages inv_1 inv_2');
    await click('create euros');
    await screen.findByText('list inv_9=10');
    expect(screen.getByText('list')).toBeDefined();
    // The oldest first, and there is more: the newest is not among what is loaded.
    await screen.findByText('pages inv_1 inv_2');
    // A page from the middle: what comes before it may belong on another.
    expect(screen.getByText('pages inv_2 inv_3')).toBeDefined();
    await api.answer(failure(400));
    await screen.findByText('error idle idle');
  });

  it('costs two renders of the list and two of the form', async () => {
    const api = heldApi('inv_1');
    const list = vi.fn();
    const form = vi.fn();
    mount(
      <>
        <List onRender={list} />
        <Writes onRender={form} />
      </>,
      api.client,
    );
    await screen.findByText('list inv_1=10');
    expect([list.mock.calls.length, form.mock.calls.length]).toEqual([2, 1]);
    await click('create');
    api.rows.set('inv_9', invoice('inv_9'));
    await api.answer(written('inv_9'));
    await screen.findByText('list inv_1=10 inv_9=10');
    expect([list.mock.calls.length, form.mock.calls.length]).toEqual([4, 3]);
  });
});

describe('an update', () => {
  it('is in lists and in the row at once, dates as the API shows them, and goes back when it fails', async () => {
    const api = heldApi('inv_1');
    mount(
      <>
        <List />
        <Detail id="inv_1" />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('detail 10 null');
    await click('update');
    await screen.findByText('list inv_1=5');
    await screen.findByText('detail 5 2024-03-01T00:00:00.000Z');
    await api.answer(failure(400));
    await screen.findByText('detail 10 null');
    await screen.findByText('list inv_1=10');
  });

  it('moves a row from one filtered list into another', async () => {
    const api = heldApi('inv_1');
    mount(
      <>
        <List args={{ currency: 'EUR' }} />
        <Pages args={{ currency: 'USD' }} />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('pages inv_1');
    await click('to euros');
    await screen.findByText('list inv_1=10');
    await screen.findByText('pages');
    await api.answer(failure(400));
    await screen.findByText('pages inv_1');
    await screen.findByText('list');
  });
});

describe('writes under way', () => {
  it('survive a read that lands, and undo nothing but themselves', async () => {
    const api = heldApi('inv_1', 'inv_2');
    const { queryClient } = mount(
      <>
        <List />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('list inv_1=10 inv_2=10');
    await click('update');
    await click('create');
    api.rows.set('inv_3', invoice('inv_3'));
    await act(() => queryClient.refetchQueries());
    await screen.findByText('list inv_9=10 inv_1=5 inv_2=10 inv_3=10');
    await api.answer(failure(400));
    await screen.findByText('list inv_9=10 inv_1=10 inv_2=10 inv_3=10');
    await api.answer(failure(400));
    await screen.findByText('list inv_1=10 inv_2=10 inv_3=10');
  });

  it('leave alone what somebody else puts into the cache meanwhile', async () => {
    const api = heldApi('inv_1', 'inv_2');
    const { queryClient } = mount(
      <>
        <List />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('list inv_1=10 inv_2=10');
    await click('create');
    await click('delete');
    await screen.findByText('list inv_9=10 inv_2=10');
    act(() => {
      queryClient.setQueryData(listInvoicesOptions(api.client).queryKey, (old) => {
        const data = old?.data.map((row) => (row.invoice_id === 'inv_2' ? { ...row, amount: 7 } : row)) ?? [];
        return old && { ...old, data };
      });
    });
    await screen.findByText('list inv_9=10 inv_2=7');
    await api.answer(failure(400));
    await screen.findByText('list inv_2=7');
    await api.answer(failure(400));
    // Rows of the same time go by id, downwards.
    await screen.findByText('list inv_2=7 inv_1=10');
  });

  it('are in no page that is fetched behind what is shown', async () => {
    const api = heldApi('inv_1', 'inv_2', 'inv_3');
    const { queryClient } = mount(
      <>
        <Pages args={{ limit: 2 }} />
        <Writes />
      </>,
      api.client,
    );
    await screen.findByText('pages inv_1 inv_2');
    await click('create');
    (await screen.findByText('pages inv_9 inv_1 inv_2')).click();
    await screen.findByText('pages inv_9 inv_1 inv_2 | inv_3');
    await api.answer(failure(400));
    await screen.findByText('pages inv_1 inv_2 | inv_3');
    const key = listInvoicesInfiniteOptions(api.client, { limit: 2 }).queryKey;
    expect(queryClient.getQueryData(key)?.pageParams).toEqual([null, '2']);
  });

  it('leave what is stale stale, and a row that is being deleted on its own page', async () => {
    const api = heldApi('inv_1');
    const queryClient = new QueryClient();
    const list = listInvoicesOptions(api.client, { limit: 7 });
    await queryClient.prefetchQuery(list);
    await queryClient.prefetchQuery(getInvoiceOptions(api.client, 'inv_1'));
    await queryClient.invalidateQueries({ queryKey: list.queryKey });
    const updatedAt = queryClient.getQueryState(list.queryKey)?.dataUpdatedAt;
    mount(<Writes />, api.client, queryClient);
    await click('delete');
    await waitFor(() => expect(queryClient.getQueryData(list.queryKey)?.data).toEqual([]));
    expect(queryClient.getQueryState(list.queryKey)).toMatchObject({ isInvalidated: true, dataUpdatedAt: updatedAt });
    expect(queryClient.getQueryData(getInvoiceOptions(api.client, 'inv_1').queryKey)?.invoice_id).toBe('inv_1');
    await api.answer(failure(400));
    await waitFor(() => expect(queryClient.getQueryData(list.queryKey)?.data).toHaveLength(1));
  });

  it('of one person are not shown to the next', async () => {
    const ann = heldApi('of_ann');
    const bob = heldApi('of_bob');
    const screenOf = (
      <>
        <List />
        <Writes />
      </>
    );
    const { rerender } = mount(screenOf, ann.client);
    await screen.findByText('list of_ann=10');
    await click('create');
    await screen.findByText('list inv_9=10 of_ann=10');
    rerender(screenOf, bob.client);
    await screen.findByText('list of_bob=10');
    await ann.answer(written('inv_9'));
    await click('update');
    await screen.findByText('idle pending idle');
    expect(screen.getByText('list of_bob=10')).toBeDefined();
    await bob.answer(failure(404));
  });
});

it('shows nothing of what a list is not asked for by name', async () => {
  const api = scriptedApi(({ method }) => (method === 'GET' ? page(['inv_1']) : deferred<Response>().promise));
  const args = { made_before: '2024-01-01T00:00:00Z' } as ListInvoicesArgs;
  mount(
    <>
      <List args={args} />
      <Writes />
    </>,
    api.client,
  );
  await screen.findByText('list inv_1=10');
  await click('create');
  await screen.findByText('pending idle idle');
  expect(screen.getByText('list inv_1=10')).toBeDefined();
});
