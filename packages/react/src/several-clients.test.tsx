import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import type { Client } from '@thrivestack-revenue/core';
import { type ReactNode, Suspense } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { newInvoice, page, type ScriptedApi, scriptedApi, written } from '../test/scripted-api.ts';
import {
  useCreateInvoice,
  useInfiniteListInvoices,
  useListInvoices,
  useSuspenseListInvoices,
} from './generated/index.gen.ts';

afterEach(cleanup);

function List({ client }: { client?: Client }): ReactNode {
  const { data } = useListInvoices({}, client ? { client } : {});
  return <p>{`list ${data?.data.map((row) => row.invoice_id).join(' ')}`}</p>;
}

function Pages({ client }: { client: Client }): ReactNode {
  const { data } = useInfiniteListInvoices({}, { client, select: ({ pages }) => pages[0]?.data[0]?.invoice_id });
  return <p>{`pages ${data}`}</p>;
}

function Suspending({ client }: { client: Client }): ReactNode {
  const { data } = useSuspenseListInvoices({}, { client });
  return <p>{`suspended ${data.data[0]?.invoice_id}`}</p>;
}

function Form({ client }: { client: Client }): ReactNode {
  const create = useCreateInvoice({ client });
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('new'))}>
      {`create ${create.status}`}
    </button>
  );
}

/** An API whose rows say whose they are; what is created is there from then on. */
function apiOf(id: string): ScriptedApi {
  const rows = [`of_${id}`];
  return scriptedApi(
    ({ method, body }) => {
      if (method !== 'POST') return page(rows);
      rows.push(`${id}_${body?.['invoice_id']}`);
      return written(body?.['invoice_id']);
    },
    { id },
  );
}

it('shows two clients beside each other, one from the provider and one from the options', async () => {
  const [ann, bob] = [apiOf('ann'), apiOf('bob')];
  mount(
    <>
      <List />
      <List client={bob.client} />
      <Pages client={bob.client} />
      <Suspense fallback="waiting">
        <Suspending client={bob.client} />
      </Suspense>
      <Form client={bob.client} />
    </>,
    ann.client,
  );
  await screen.findByText('list of_ann');
  await screen.findByText('list of_bob');
  await screen.findByText('pages of_bob');
  await screen.findByText('suspended of_bob');
  screen.getByText('create idle').click();
  await screen.findByText('list of_bob bob_new');
  expect(screen.getByText('list of_ann')).toBeDefined();
  expect(ann.sent).toHaveLength(1);
  await waitFor(() => expect(bob.sent.map(({ method }) => method).join(' ')).toBe('GET GET POST GET GET'));
});

it('needs no provider where every hook is given its client', async () => {
  const { client } = apiOf('ann');
  render(
    <QueryClientProvider client={new QueryClient()}>
      <List client={client} />
      <Form client={client} />
    </QueryClientProvider>,
  );
  await screen.findByText('list of_ann');
  screen.getByText('create idle').click();
  await screen.findByText('list of_ann ann_new');
});

it('says what is missing without either', () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const alone = (
    <QueryClientProvider client={new QueryClient()}>
      <List />
    </QueryClientProvider>
  );
  expect(() => render(alone)).toThrow(/No RevenueProvider .* no client/);
  quiet.mockRestore();
});
