import { act, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  type ListInvoicesArgs,
  useCreateInvoice,
  useDeleteInvoice,
  useGetInvoice,
  useInfiniteListInvoices,
  useListInvoices,
  useUpdateInvoice,
} from '../src/generated/index.gen.ts';
import { optimistic } from '../src/generated/optimistic.gen.ts';
import {
  deferred,
  failure,
  invoice,
  newInvoice,
  type ScriptedApi,
  type SentRequest,
  scriptedApi,
} from './scripted-api.ts';

/** An API that is told when to answer a write. */
export interface HeldApi extends ScriptedApi {
  /** Answers the write that waits longest. */
  answer(response: Response): Promise<void>;
  /** What the server has, by id. */
  readonly rows: Map<string, Record<string, unknown>>;
}

/** An API whose reads are answered at once from `rows`, and whose writes wait. */
export function heldApi(...ids: string[]): HeldApi {
  const rows = new Map(ids.map((id) => [id, invoice(id)]));
  const waiting: ((response: Response) => void)[] = [];
  const read = ({ path, query }: SentRequest): Response => {
    const id = path.split('/').at(3);
    if (id) return rows.has(id) ? Response.json(rows.get(id)) : failure(404);
    const all = [...rows.values()].filter((row) => !query['currency'] || row['currency'] === query['currency']);
    const start = Number(query['cursor'] ?? 0);
    const end = start + Number(query['limit'] ?? 50);
    const more = end < all.length;
    return Response.json({ data: all.slice(start, end), has_more: more, next_cursor: more ? String(end) : null });
  };
  const api = scriptedApi((request) => {
    if (request.method === 'GET') return read(request);
    const { promise, resolve } = deferred<Response>();
    waiting.push(resolve);
    return promise;
  });
  return {
    ...api,
    rows,
    async answer(response) {
      await waitFor(() => {
        if (waiting.length === 0) throw new Error('No write waits.');
      });
      await act(async () => waiting.shift()?.(response));
    },
  };
}

/** How many reads were sent. */
export const reads = (sent: readonly SentRequest[]): number => sent.filter(({ method }) => method === 'GET').length;

/** Shows ids and amounts of a list. */
export function List({ args = {}, onRender }: { args?: ListInvoicesArgs; onRender?: () => void }): ReactNode {
  const { data } = useListInvoices(args);
  onRender?.();
  return <p>{`list ${data?.data.map((row) => `${row.invoice_id}=${row.amount}`).join(' ')}`}</p>;
}

/** Shows the ids of each page; a click fetches the next. */
export function Pages({ args = {} }: { args?: ListInvoicesArgs }): ReactNode {
  const list = useInfiniteListInvoices(args);
  const rows = list.data?.pages.map(({ data }) => data.map((row) => row.invoice_id).join(' '));
  return (
    <button type="button" onClick={() => list.fetchNextPage()}>
      {`pages ${rows?.join(' | ')}`}
    </button>
  );
}

/** Shows one row. */
export function Detail({ id }: { id: string }): ReactNode {
  const { data } = useGetInvoice(id);
  return <p>{`detail ${data?.amount} ${data?.due_date}`}</p>;
}

/** Has a button for each write, and shows how each stands. */
export function Writes({ onRender }: { onRender?: () => void }): ReactNode {
  const create = useCreateInvoice({ optimistic });
  const update = useUpdateInvoice({ optimistic });
  const remove = useDeleteInvoice({ optimistic });
  onRender?.();
  const euros = { ...newInvoice('inv_9'), currency: 'eur' };
  return (
    <>
      <p>{`${create.status} ${update.status} ${remove.status}`}</p>
      <button type="button" onClick={() => create.mutate(newInvoice('inv_9'))}>
        create
      </button>
      <button type="button" onClick={() => create.mutate(euros)}>
        create euros
      </button>
      <button
        type="button"
        onClick={() => update.mutate({ invoice_id: 'inv_1', amount: 5, due_date: '2024-03-01T01:00:00+01:00' })}
      >
        update
      </button>
      <button type="button" onClick={() => update.mutate({ invoice_id: 'inv_1', currency: 'EUR' })}>
        to euros
      </button>
      <button type="button" onClick={() => remove.mutate({ invoice_id: 'inv_1' })}>
        delete
      </button>
    </>
  );
}

/** Clicks what bears a text. */
export const click = (name: string): Promise<void> => act(async () => screen.getByText(name).click());
