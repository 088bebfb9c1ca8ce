import { keepPreviousData, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import type { Client } from '@thrivestack-revenue/core';
import { type ReactNode, StrictMode, useLayoutEffect, useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { deferred, newInvoice, page, scriptedApi, written } from '../test/scripted-api.ts';
import {
  listInvoicesOptions,
  RevenueProvider,
  useCreateInvoice,
  useListInvoices,
  useRevenueClient,
} from './generated/index.gen.ts';

afterEach(cleanup);

const never = deferred<Response>().promise;

/** What was rendered, and what was in the document when the browser could paint. */
interface Log {
  readonly rendered: string[];
  readonly painted: string[];
}

function List({ who, log }: { who: string; log?: Log }): ReactNode {
  const { data } = useListInvoices({}, { placeholderData: keepPreviousData });
  const text = `${who}: ${data?.data.map((row) => row.invoice_id).join(' ') ?? 'nothing'}`;
  log?.rendered.push(text);
  useLayoutEffect(() => {
    queueMicrotask(() => log?.painted.push(document.body.textContent ?? ''));
  });
  return <p>{text}</p>;
}

function Screen(): ReactNode {
  const create = useCreateInvoice();
  const { status } = useListInvoices();
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('inv_1'))}>
      {`${create.status} ${status}`}
    </button>
  );
}

let mounts = 0;

function countMount(): number {
  mounts += 1;
  return mounts;
}

function Stateful(): ReactNode {
  const [number] = useState(countMount);
  return <p>{`mount ${number}`}</p>;
}

function Lost(): ReactNode {
  useRevenueClient();
  return null;
}

it('paints no row of another person, not even as a placeholder', async () => {
  const ann = scriptedApi(() => page(['of_ann']));
  const bob = scriptedApi((_request, count) => (count === 1 ? never : page([])));
  const log: Log = { rendered: [], painted: [] };
  const { rerender, queryClient } = mount(<List who="ann" log={log} />, ann.client);
  await screen.findByText('ann: of_ann');
  rerender(<List who="bob" log={log} />, bob.client);
  expect(document.body.textContent).toBe('bob: nothing');
  expect([...log.rendered, ...log.painted].filter((text) => text.startsWith('bob'))).not.toContain('bob: of_ann');
  expect(
    JSON.stringify(
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state.data),
    ),
  ).not.toContain('of_ann');
  await waitFor(() => expect(bob.sent).toHaveLength(1));
  expect(ann.sent).toHaveLength(1);
});

it('cancels the reads of the client before, and forgets its mutations', async () => {
  const ann = scriptedApi(({ method }) => (method === 'POST' ? written('inv_1') : never));
  const bob = scriptedApi(() => page([]));
  const { rerender, queryClient } = mount(<Screen />, ann.client);
  screen.getByText('idle pending').click();
  await screen.findByText('success pending');
  expect(queryClient.getMutationCache().getAll()).toHaveLength(1);
  rerender(<Screen />, bob.client);
  await screen.findByText('idle success');
  expect(queryClient.getMutationCache().getAll()).toHaveLength(0);
  expect(ann.sent.filter(({ method }) => method === 'GET').map(({ signal }) => signal?.aborted)).not.toContain(false);
});

it('starts what is below anew, state of components included', async () => {
  const first = scriptedApi(() => page([]));
  const second = scriptedApi(() => page([]));
  const { rerender } = mount(<Stateful />, first.client);
  rerender(<Stateful />, first.client);
  expect(screen.getByText('mount 1')).toBeDefined();
  rerender(<Stateful />, second.client);
  expect(screen.getByText('mount 2')).toBeDefined();
});

it('leaves the queries of everything else alone, and those of clients with another id', async () => {
  const one = scriptedApi(() => page(['a']), { id: 'one' });
  const two = scriptedApi(() => page(['b']), { id: 'two' });
  const three = scriptedApi(() => page(['c']), { id: 'three' });
  const queryClient = new QueryClient();
  queryClient.setQueryData(['mine'], 1);
  await queryClient.prefetchQuery(listInvoicesOptions(three.client));
  const { rerender } = mount(<List who="x" />, one.client, queryClient);
  await screen.findByText('x: a');
  rerender(<List who="x" />, two.client);
  await screen.findByText('x: b');
  const keys = queryClient.getQueryCache().getAll();
  expect(keys.map(({ queryKey }) => queryKey.slice(0, 2)).sort()).toEqual([
    ['mine'],
    ['thrivestack', 'three'],
    ['thrivestack', 'two'],
  ]);
});

it('paints no old row when the provider went away in between', async () => {
  const ann = scriptedApi(() => page(['of_ann']));
  const bob = scriptedApi(() => never);
  const queryClient = new QueryClient();
  const log: Log = { rendered: [], painted: [] };
  const first = mount(<List who="ann" log={log} />, ann.client, queryClient);
  await screen.findByText('ann: of_ann');
  first.unmount();
  mount(<List who="bob" log={log} />, bob.client, queryClient);
  expect(screen.getByText('bob: nothing')).toBeDefined();
  expect(log.rendered).not.toContain('bob: of_ann');
});

it('keeps the rows of the same client when the provider went away in between', async () => {
  const { client } = scriptedApi((_request, count) => (count === 1 ? page(['inv_1']) : never));
  const queryClient = new QueryClient();
  const first = mount(<List who="ann" />, client, queryClient);
  await screen.findByText('ann: inv_1');
  first.unmount();
  mount(<List who="ann" />, client, queryClient);
  expect(screen.getByText('ann: inv_1')).toBeDefined();
});

it('shows what a server has put into the cache at the first render, in strict mode too', async () => {
  const { client, sent } = scriptedApi(() => page(['inv_1']));
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  await queryClient.prefetchQuery(listInvoicesOptions(client));
  const log: Log = { rendered: [], painted: [] };
  mount(
    <StrictMode>
      <List who="ann" log={log} />
    </StrictMode>,
    client,
    queryClient,
  );
  expect(new Set(log.rendered)).toEqual(new Set(['ann: inv_1']));
  expect(sent).toHaveLength(1);
});

it('does not freeze what another provider of the same id shows', async () => {
  const one = scriptedApi(() => page([]));
  const two = scriptedApi(() => page([]));
  const queryClient = new QueryClient();
  const both = (text: string): ReactNode => (
    <QueryClientProvider client={queryClient}>
      <RevenueProvider client={one.client}>
        <p>{text}</p>
      </RevenueProvider>
      <RevenueProvider client={two.client}>second</RevenueProvider>
    </QueryClientProvider>
  );
  const { rerender } = render(both('before'));
  rerender(both('after'));
  expect(screen.getByText('after')).toBeDefined();
});

it('switches back and forth', async () => {
  const ann = scriptedApi(() => page(['of_ann']));
  const bob = scriptedApi(() => page(['of_bob']));
  const log: Log = { rendered: [], painted: [] };
  const { rerender } = mount(<List who="ann" log={log} />, ann.client);
  const order: [string, Client][] = [
    ['bob', bob.client],
    ['ann', ann.client],
    ['bob', bob.client],
  ];
  for (const [who, client] of order) {
    await act(async () => rerender(<List who={who} log={log} />, client));
    await screen.findByText(`${who}: of_${who}`);
  }
  expect(log.rendered).not.toContain('bob: of_ann');
  expect(log.rendered.filter((text) => text === 'ann: of_bob')).toEqual([]);
});

it('says what is missing when there is no provider', () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => render(<Lost />)).toThrow(/RevenueProvider/);
  quiet.mockRestore();
});
