import { cleanup, screen, waitFor } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { newInvoice, page, scriptedApi, written } from '../test/scripted-api.ts';
import {
  createInvoiceMutation,
  type ListInvoicesArgs,
  useInfiniteListInvoices,
  useListInvoices,
  useSuspenseInfiniteListInvoices,
} from './generated/index.gen.ts';

afterEach(cleanup);

const PAGES: Record<string, [ids: string[], next: string | null]> = {
  first: [['inv_1', 'inv_2'], 'c2'],
  c2: [['inv_3', 'inv_4'], 'c3'],
  c3: [['inv_5'], null],
};

const NONE: [ids: string[], next: string | null] = [[], null];

function threePages(): ReturnType<typeof scriptedApi> {
  return scriptedApi(({ method, query, body }) =>
    method === 'POST' ? written(body?.['invoice_id']) : page(...(PAGES[query['cursor'] ?? 'first'] ?? NONE)),
  );
}

function Pages({ args }: { args?: ListInvoicesArgs }): ReactNode {
  const list = useInfiniteListInvoices(args);
  const ids = list.data?.pages.flatMap(({ data }) => data.map((row) => row.invoice_id)) ?? [];
  return (
    <button type="button" disabled={!list.hasNextPage} onClick={() => list.fetchNextPage()}>
      {ids.join(' ')}
    </button>
  );
}

function Plain(): ReactNode {
  const { data } = useListInvoices();
  return <p>{data?.data.map((row) => row.invoice_id).join('+')}</p>;
}

function Counted(): ReactNode {
  const { data } = useInfiniteListInvoices({}, { select: ({ pages }) => pages.length });
  return <p>{`${data} pages`}</p>;
}

function Suspending(): ReactNode {
  const { data, hasNextPage } = useSuspenseInfiniteListInvoices({ limit: 2 });
  return <p>{`${data.pages[0]?.data.length} rows, more: ${hasNextPage}`}</p>;
}

describe('a list page by page', () => {
  it('follows the cursors to the end, filters on every page', async () => {
    const { client, sent } = threePages();
    mount(<Pages args={{ currency: 'USD' }} />, client);
    (await screen.findByText('inv_1 inv_2')).click();
    (await screen.findByText('inv_1 inv_2 inv_3 inv_4')).click();
    const button = await screen.findByText('inv_1 inv_2 inv_3 inv_4 inv_5');
    expect(button).toHaveProperty('disabled', true);
    expect(sent.map(({ query }) => query)).toEqual([
      { currency: 'USD' },
      { currency: 'USD', cursor: 'c2' },
      { currency: 'USD', cursor: 'c3' },
    ]);
  });

  it('ends where the API says that there is no more, whatever the cursor', async () => {
    const { client } = scriptedApi(() => Response.json({ data: [], has_more: false, next_cursor: 'c2' }));
    mount(
      <Suspense fallback="waiting">
        <Suspending />
      </Suspense>,
      client,
    );
    await screen.findByText('0 rows, more: false');
  });

  it('shares nothing with the plain list of the same arguments', async () => {
    const { client, sent } = threePages();
    mount(
      <>
        <Pages />
        <Plain />
      </>,
      client,
    );
    await screen.findByText('inv_1 inv_2');
    await screen.findByText('inv_1+inv_2');
    expect(sent).toHaveLength(2);
  });

  it('reads all its pages again after a write', async () => {
    const { client, sent } = threePages();
    const { queryClient } = mount(<Pages />, client);
    (await screen.findByText('inv_1 inv_2')).click();
    await screen.findByText('inv_1 inv_2 inv_3 inv_4');
    await queryClient.getMutationCache().build(queryClient, createInvoiceMutation(client)).execute(newInvoice('inv_0'));
    await waitFor(() => expect(sent).toHaveLength(5));
    expect(sent.slice(3).map(({ query }) => query['cursor'])).toEqual([undefined, 'c2']);
  });

  it('selects', async () => {
    const { client } = threePages();
    mount(<Counted />, client);
    await screen.findByText('1 pages');
  });

  it('suspends until the first page is there', async () => {
    const { client } = threePages();
    mount(
      <Suspense fallback={<p>waiting</p>}>
        <Suspending />
      </Suspense>,
      client,
    );
    expect(screen.getByText('waiting')).toBeDefined();
    await screen.findByText('2 rows, more: true');
  });
});
