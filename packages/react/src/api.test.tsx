import { cleanup, screen, waitFor } from '@testing-library/react';
import { type Client, createClient } from '@thrivestack-revenue/core/functions';
import { fromHandler } from '@thrivestack-revenue/core/testing';
import { createRevenueHandlers } from '@thrivestack-revenue/msw';
import { getResponse } from 'msw';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { newInvoice } from '../test/scripted-api.ts';
import {
  useCreateInvoice,
  useDeleteInvoice,
  useGetInvoice,
  useGetInvoiceSummary,
  useGetKey,
  useInfiniteListInvoiceHistory,
  useInfiniteListInvoices,
  useUpdateInvoice,
} from './generated/index.gen.ts';

afterEach(cleanup);

/** A client whose requests go to the mock's handlers, and so to the engine of the server. */
function mockedClient(seed: Record<string, Record<string, unknown>[]>): Client {
  const handlers = createRevenueHandlers({ baseUrl: 'https://api.test', seed });
  const fetch = fromHandler(async (request) => (await getResponse(handlers, request)) ?? Response.error());
  return createClient({ baseUrl: 'https://api.test', apiKey: 'any', fetch });
}

function Invoices(): ReactNode {
  const list = useInfiniteListInvoices({ limit: 2, sort: 'issue_date', order: 'asc' });
  const first = useGetInvoice('inv_1');
  const create = useCreateInvoice();
  const update = useUpdateInvoice();
  const remove = useDeleteInvoice();
  const ids = list.data?.pages.flatMap(({ data }) => data.map((row) => row.invoice_id));
  return (
    <>
      <p>{`rows: ${ids?.join(' ')}`}</p>
      <p>{`first: ${first.data?.amount ?? first.error?.code}`}</p>
      <p>{`create: ${create.error?.code ?? create.status}`}</p>
      <button type="button" onClick={() => list.fetchNextPage()}>
        more
      </button>
      <button type="button" onClick={() => create.mutate(newInvoice('inv_4'))}>
        create
      </button>
      <button type="button" onClick={() => create.mutate({ ...newInvoice('inv_5'), amount: -1 })}>
        create wrong
      </button>
      <button type="button" onClick={() => update.mutate({ invoice_id: 'inv_1', amount: 12.5 })}>
        update
      </button>
      <button type="button" onClick={() => remove.mutate({ invoice_id: 'inv_1' })}>
        delete
      </button>
    </>
  );
}

it('works against the API itself', async () => {
  const invoices = [1, 2, 3].map((n) => ({ ...newInvoice(`inv_${n}`), issue_date: `2024-01-0${n}T00:00:00Z` }));
  mount(<Invoices />, mockedClient({ invoices }));

  await screen.findByText('rows: inv_1 inv_2');
  await screen.findByText('first: 10');
  screen.getByText('more').click();
  await screen.findByText('rows: inv_1 inv_2 inv_3');

  screen.getByText('create').click();
  await screen.findByText('create: success');
  screen.getByText('update').click();
  await screen.findByText('first: 12.5');
  screen.getByText('create wrong').click();
  await screen.findByText('create: amount_negative');
  screen.getByText('delete').click();
  await waitFor(() => expect(screen.getByText(/^rows:/).textContent).toBe('rows: inv_2 inv_3 inv_4'));
});

function Sums(): ReactNode {
  const summary = useGetInvoiceSummary({ customer_id: 'cust_1' });
  const history = useInfiniteListInvoiceHistory('inv_1', { limit: 2 });
  const key = useGetKey();
  const update = useUpdateInvoice();
  const remove = useDeleteInvoice();
  const totals = summary.data?.currencies.map(({ currency, count, total }) => `${count} ${currency} ${total}`);
  const changes = history.data?.pages.flatMap(({ data }) => data.map(({ action }) => action));
  return (
    <>
      <p>{`sum: ${totals}`}</p>
      <p>{`changes: ${changes?.join(' ')}`}</p>
      <p>{`scopes: ${key.data?.scopes}`}</p>
      <button type="button" disabled={!history.hasNextPage} onClick={() => history.fetchNextPage()}>
        more
      </button>
      <button type="button" onClick={() => update.mutate({ invoice_id: 'inv_1', amount: 12.5 })}>
        update
      </button>
      <button type="button" onClick={() => remove.mutate({ invoice_id: 'inv_1' })}>
        delete
      </button>
    </>
  );
}

it('shows summary and history anew after every write, by itself', async () => {
  mount(<Sums />, mockedClient({ invoices: [newInvoice('inv_1'), newInvoice('inv_2')] }));
  await screen.findByText('sum: 2 USD 20.00');
  await screen.findByText('changes: create');
  await screen.findByText('scopes: revenue');

  screen.getByText('update').click();
  await screen.findByText('sum: 2 USD 22.50');
  await screen.findByText('changes: create update');
  screen.getByText('delete').click();
  await screen.findByText('sum: 1 USD 10.00');
  const more = screen.getByText('more');
  await waitFor(() => expect(more).toHaveProperty('disabled', false));
  more.click();
  await screen.findByText('changes: create update delete');
});
