import { QueryClient, useMutation } from '@tanstack/react-query';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { BadRequestError } from '@thrivestack-revenue/core/functions';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mount } from '../test/rendering.tsx';
import {
  deferred,
  failure,
  invoice,
  newInvoice,
  page,
  type ScriptedApi,
  type SentRequest,
  scriptedApi,
  written,
} from '../test/scripted-api.ts';
import {
  createInvoiceMutation,
  listInvoicesOptions,
  useCreateInvoice,
  useDeleteInvoice,
  useGetInvoice,
  useListInvoices,
  useRevenueClient,
  useUpdateInvoice,
} from './generated/index.gen.ts';

afterEach(cleanup);

/** A server that remembers ids. */
function rememberingApi(...ids: string[]): ScriptedApi {
  const rows = new Set(ids);
  return scriptedApi(({ method, path, body }) => {
    const id = String(body?.['invoice_id']);
    if (method === 'POST') rows.add(id);
    if (method === 'DELETE') rows.delete(id);
    if (method !== 'GET') return written(id);
    const one = path.split('/').at(3);
    return one ? Response.json(invoice(one)) : page([...rows]);
  });
}

function List({ onRender }: { onRender?: () => void }): ReactNode {
  const { data } = useListInvoices();
  onRender?.();
  return <p>{data ? `rows: ${data.data.map((row) => row.invoice_id).join(' ')}` : 'loading'}</p>;
}

function Form({ onRender }: { onRender?: () => void }): ReactNode {
  const create = useCreateInvoice();
  onRender?.();
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('inv_2'))}>
      {create.error instanceof BadRequestError ? `400 ${create.error.code}` : create.status}
    </button>
  );
}

const writes = (sent: readonly SentRequest[]): SentRequest[] => sent.filter(({ method }) => method !== 'GET');

function Own({ onSuccess }: { onSuccess: () => void }): ReactNode {
  const create = useMutation({ ...createInvoiceMutation(useRevenueClient()), onSuccess });
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('inv_2'))}>
      go
    </button>
  );
}

function Page(): ReactNode {
  const row = useGetInvoice('inv_1');
  const update = useUpdateInvoice();
  const remove = useDeleteInvoice();
  return (
    <>
      <List />
      <p>{row.data?.invoice_id}</p>
      <button type="button" onClick={() => update.mutate({ invoice_id: 'inv_1', amount: 5 })}>
        update
      </button>
      <button type="button" onClick={() => remove.mutate({ invoice_id: 'inv_2' })}>
        delete
      </button>
    </>
  );
}

describe('a create', () => {
  it('is seen in the list by itself, at the price of two renders each', async () => {
    const { client, sent } = rememberingApi('inv_1');
    const list = vi.fn();
    const form = vi.fn();
    mount(
      <>
        <List onRender={list} />
        <Form onRender={form} />
      </>,
      client,
    );
    await screen.findByText('rows: inv_1');
    expect([list.mock.calls.length, form.mock.calls.length]).toEqual([2, 1]);
    screen.getByText('idle').click();
    await screen.findByText('rows: inv_1 inv_2');
    await screen.findByText('success');
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
    expect(list.mock.calls.length).toBeLessThanOrEqual(2 + 2);
    expect(form.mock.calls.length).toBeLessThanOrEqual(1 + 2);
  });

  it('shows a 400 after one request, and reads nothing again', async () => {
    const { client, sent } = scriptedApi(({ method }) => (method === 'POST' ? failure(400) : page([])));
    mount(
      <>
        <List />
        <Form />
      </>,
      client,
    );
    await screen.findByText('rows:');
    screen.getByText('idle').click();
    await screen.findByText('400 code_400');
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it.each([401, 404, 429, 503])('is no success when it is answered with a %d', async (status) => {
    const { client, sent } = scriptedApi(() => failure(status), { maxRetries: 0 });
    const { queryClient } = mount(<Form />, client);
    screen.getByText('idle').click();
    await screen.findByText('error');
    expect(sent).toHaveLength(1);
    expect(queryClient.getMutationCache().getAll()[0]?.state).toMatchObject({ status: 'error', error: { status } });
  });

  it('reads again after a failure that may have been a success', async () => {
    const { client, sent } = scriptedApi(({ method }) => (method === 'POST' ? failure(500) : page([])), {
      maxRetries: 0,
    });
    mount(
      <>
        <List />
        <Form />
      </>,
      client,
    );
    await screen.findByText('rows:');
    screen.getByText('idle').click();
    await screen.findByText('error');
    await waitFor(() => expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']));
  });

  it('is done when the server has it: it does not wait for the list', async () => {
    const never = deferred<Response>();
    const { client } = scriptedApi(({ method }, count) =>
      method === 'POST' ? written('inv_2') : count === 1 ? page([]) : never.promise,
    );
    mount(
      <>
        <List />
        <Form />
      </>,
      client,
    );
    await screen.findByText('rows:');
    screen.getByText('idle').click();
    await screen.findByText('success');
  });

  it('invalidates once, and only what it makes stale for its own client', async () => {
    const { client } = rememberingApi();
    const queryClient = new QueryClient();
    queryClient.setQueryData(['thrivestack', 'default', 'others', 'list', {}], 1);
    queryClient.setQueryData(['thrivestack', 'second', 'invoices', 'list', {}], 1);
    await queryClient.prefetchQuery(listInvoicesOptions(client));
    const invalidate = vi.spyOn(queryClient, 'invalidateQueries');
    await queryClient.getMutationCache().build(queryClient, createInvoiceMutation(client)).execute(newInvoice('inv_1'));
    expect(invalidate).toHaveBeenCalledTimes(1);
    const stale = queryClient.getQueryCache().findAll({ predicate: ({ state }) => state.isInvalidated });
    expect(stale.map(({ queryKey }) => queryKey)).toEqual([listInvoicesOptions(client).queryKey]);
  });

  it('keeps refreshing the list when a component has an onSuccess of its own', async () => {
    const { client } = rememberingApi('inv_1');
    const onSuccess = vi.fn();
    mount(
      <>
        <List />
        <Own onSuccess={onSuccess} />
      </>,
      client,
    );
    await screen.findByText('rows: inv_1');
    screen.getByText('go').click();
    await screen.findByText('rows: inv_1 inv_2');
    expect(onSuccess).toHaveBeenCalledTimes(1);
  });
});

describe('update and delete', () => {
  it('refresh the list and the row', async () => {
    const { client, sent } = rememberingApi('inv_1', 'inv_2');
    mount(<Page />, client);
    await screen.findByText('rows: inv_1 inv_2');
    await screen.findByText('inv_1');
    screen.getByText('update').click();
    await waitFor(() => expect(sent).toHaveLength(5));
    screen.getByText('delete').click();
    await screen.findByText('rows: inv_1');
    await waitFor(() => expect(sent).toHaveLength(8));
    expect(sent.map(({ method }) => method).join(' ')).toBe('GET GET PUT GET GET DELETE GET GET');
    expect(writes(sent).map(({ body }) => body)).toEqual([{ invoice_id: 'inv_1', amount: 5 }, { invoice_id: 'inv_2' }]);
  });
});
