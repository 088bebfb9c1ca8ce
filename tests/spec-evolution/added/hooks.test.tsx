import { cleanup, screen, waitFor } from '@testing-library/react';
import { type Client, createClient } from '@thrivestack-revenue/core/functions';
import { createRevenueHandlers } from '@thrivestack-revenue/msw';
import {
  createUsageRecordBatchMutation,
  creditNotesKey,
  getBoxOptions,
  useChangeBox,
  useCreateCreditNote,
  useCreateUsageRecordBatch,
  useDeleteUsageRecordBatch,
  useGetBox,
  useGetCreditNoteSummary,
  useInfiniteListCreditNotes,
  useListCreditNoteHistory,
  useListCreditNotes,
  useListInvoices,
  useUpdateCreditNote,
  useUpdateUsageRecordBatch,
} from '@thrivestack-revenue/react';
import { optimistic } from '@thrivestack-revenue/react/optimistic';
import { prefetchGetCreditNote } from '@thrivestack-revenue/react/server';
import { getResponse } from 'msw';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { mount } from '../../../packages/react/test/rendering.tsx';
import { batch, box, note } from './rows.ts';

afterEach(cleanup);

interface Mocked {
  readonly client: Client;
  readonly asked: string[];
  /** Keeps requests from arriving until they are let go. */
  hold(): void;
  letGo(): void;
}

/** A client whose requests go to the mock's handlers, and what it asked for. */
function mocked(seed: Record<string, Record<string, unknown>[]>): Mocked {
  const handlers = createRevenueHandlers({ baseUrl: 'https://api.test', seed });
  const asked: string[] = [];
  let gate: Promise<void> | undefined;
  let open = (): void => {};
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    asked.push(`${init.method} ${new URL(url).pathname}`);
    await gate;
    return (await getResponse(handlers, new Request(url, init))) ?? Response.error();
  };
  const hold = (): void => {
    gate = new Promise((resolve) => {
      open = resolve;
    });
  };
  return {
    client: createClient({ baseUrl: 'https://api.test', apiKey: 'any', fetch }),
    asked,
    hold,
    letGo: () => open(),
  };
}

function CreditNotes(): ReactNode {
  const list = useInfiniteListCreditNotes({ page_size: 2, sort_by: 'amount', currency: 'EUR', direction: 'desc' });
  const history = useListCreditNoteHistory('cn_1');
  const sums = useGetCreditNoteSummary();
  const invoices = useListInvoices();
  const create = useCreateCreditNote();
  const update = useUpdateCreditNote();
  const ids = list.data?.pages.flatMap((page) => page.credit_notes.map((row) => row.credit_note_id));
  return (
    <>
      <p>{`rows: ${ids?.join(' ')}`}</p>
      <p>{`changes: ${history.data?.data.length}`}</p>
      <p>{`total: ${sums.data?.currencies[0]?.total}`}</p>
      <p>{`invoices: ${invoices.data?.data.length}`}</p>
      <p>{`create: ${create.error?.code ?? create.status}`}</p>
      <button type="button" onClick={() => list.fetchNextPage()}>
        more
      </button>
      <button type="button" onClick={() => create.mutate({ ...note('cn_4'), amount: 50 })}>
        create
      </button>
      <button type="button" onClick={() => create.mutate({ ...note('cn_5'), amount: 0.001 })}>
        create wrong
      </button>
      <button type="button" onClick={() => update.mutate({ credit_note_id: 'cn_1', amount: 1 })}>
        update
      </button>
    </>
  );
}

it('has hooks for a rich resource, and makes stale what the contract says', async () => {
  const notes = [10, 20, 30].map((amount, index) => ({ ...note(`cn_${index + 1}`), amount }));
  const { client, asked } = mocked({ 'credit-notes': notes });
  mount(<CreditNotes />, client);
  await screen.findByText('rows: cn_3 cn_2');
  await screen.findByText('changes: 1');
  await screen.findByText('total: 60.00');
  await screen.findByText('invoices: 0');
  screen.getByText('more').click();
  await screen.findByText('rows: cn_3 cn_2 cn_1');

  const invoicesAsked = (): number => asked.filter((one) => one === 'GET /revenue/invoices').length;
  expect(invoicesAsked()).toBe(1);
  screen.getByText('create').click();
  await screen.findByText('create: success');
  await screen.findByText('rows: cn_4 cn_3 cn_2 cn_1');
  // x-invalidates: [credit-notes, invoices]
  await waitFor(() => expect(invoicesAsked()).toBe(2));
  await screen.findByText('total: 110.00');

  screen.getByText('update').click();
  await screen.findByText('changes: 2');
  await screen.findByText('total: 101.00');
  // An update says nothing of invoices.
  expect(invoicesAsked()).toBe(2);
  screen.getByText('create wrong').click();
  await screen.findByText('create: amount_precision');
});

function Optimistic(): ReactNode {
  const pages = useInfiniteListCreditNotes({ currency: 'eur', sort_by: 'amount', direction: 'desc', points_min: 10 });
  const goodwill = useListCreditNotes({ reason: 'goodwill' });
  const create = useCreateCreditNote({ optimistic });
  const update = useUpdateCreditNote({ optimistic });
  const ids = pages.data?.pages.flatMap((page) => page.credit_notes.map((row) => row.credit_note_id));
  return (
    <>
      <p>{`pages: ${ids?.join(' ')}`}</p>
      <p>{`goodwill: ${goodwill.data?.credit_notes.map((row) => `${row.credit_note_id} ${row.memo}`).join()}`}</p>
      <p>{`${create.error?.code ?? create.status} ${update.status}`}</p>
      <button type="button" onClick={() => create.mutate({ ...note('cn_2'), currency: 'eur', amount: 15 })}>
        create
      </button>
      <button type="button" onClick={() => create.mutate({ ...note('cn_1'), amount: 99 })}>
        create twice
      </button>
      <button type="button" onClick={() => update.mutate({ credit_note_id: 'cn_1', reason: 'goodwill' })}>
        update
      </button>
    </>
  );
}

it('shows writes of an added resource before they are done, and takes back what is refused', async () => {
  const notes = [10, 20].map((amount, index) => ({ ...note(`cn_${index === 0 ? 1 : 3}`), amount }));
  const { client, asked, hold, letGo } = mocked({ 'credit-notes': notes });
  mount(<Optimistic />, client);
  await screen.findByText('pages: cn_3 cn_1');
  await screen.findByText('goodwill:');
  hold();
  screen.getByText('create').click();
  // Ten points, and in the order of amounts: both are what the contract says.
  await screen.findByText('pages: cn_3 cn_2 cn_1');
  screen.getByText('update').click();
  await screen.findByText('goodwill: cn_1 null');
  screen.getByText('create twice').click();
  await screen.findByText('pages: cn_1 cn_3 cn_2');
  expect(asked.filter((one) => one.startsWith('GET'))).toHaveLength(2);
  letGo();
  await screen.findByText('credit_note_already_exists success');
  await screen.findByText('pages: cn_3 cn_2 cn_1');
  await screen.findByText('goodwill: cn_1 null');
});

function Batches(): ReactNode {
  const create = useCreateUsageRecordBatch();
  const update = useUpdateUsageRecordBatch();
  const remove = useDeleteUsageRecordBatch();
  return (
    <>
      <p>{`create: ${create.status}, update: ${update.error?.code ?? update.status}, delete: ${remove.status}`}</p>
      <button type="button" onClick={() => create.mutate(batch('b_1'))}>
        create
      </button>
      <button type="button" onClick={() => update.mutate({ usage_record_batch_id: 'b_1', closing_note: 'done' })}>
        update
      </button>
      <button type="button" onClick={() => remove.mutate({ usage_record_batch_id: 'b_1' })}>
        delete
      </button>
    </>
  );
}

it('has hooks for a bare resource', async () => {
  const { client } = mocked({});
  mount(<Batches />, client);
  screen.getByText('update').click();
  await screen.findByText('create: idle, update: usage_record_batch_not_found, delete: idle');
  screen.getByText('create').click();
  await screen.findByText('create: success, update: usage_record_batch_not_found, delete: idle');
  screen.getByText('update').click();
  await screen.findByText('create: success, update: success, delete: idle');
  screen.getByText('delete').click();
  await screen.findByText('create: success, update: success, delete: success');
});

function Box(): ReactNode {
  const found = useGetBox('b/1');
  const change = useChangeBox();
  return (
    <>
      <p>{`${found.data?.['content-type']} ${found.data?.width}`}</p>
      <button type="button" onClick={() => change.mutate({ box_id: 'b/1', 'content-type': '*/' })}>
        change
      </button>
    </>
  );
}

it('has hooks for an odd resource', async () => {
  const { client } = mocked({ boxes: [box('b/1')] });
  mount(<Box />, client);
  await screen.findByText("it's 3");
  screen.getByText('change').click();
  await screen.findByText('*/ 3');
});

it('has options and keys, for a server too', async () => {
  const { client, asked } = mocked({ 'credit-notes': [note('cn_1')] });
  const { queryClient } = mount(<p />, client);
  await prefetchGetCreditNote(queryClient, client, 'cn_1');
  expect(asked).toEqual(['GET /revenue/credit-notes/cn_1']);
  expect(queryClient.getQueriesData({ queryKey: creditNotesKey(client) })).toHaveLength(1);
  expect(getBoxOptions(client, 'x').queryKey).toContain('boxes');
  expect(createUsageRecordBatchMutation(client).mutationKey).toContain('usageRecordBatches');
});
