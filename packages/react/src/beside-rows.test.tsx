import { skipToken } from '@tanstack/react-query';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { type ReactNode, Suspense } from 'react';
import { afterEach, expect, it } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { newInvoice, type ScriptedApi, scriptedApi, written } from '../test/scripted-api.ts';
import {
  useCreateInvoice,
  useGetInvoiceSummary,
  useGetKey,
  useListInvoiceHistory,
  useSuspenseGetInvoiceSummary,
  useSuspenseGetKey,
  useSuspenseInfiniteListInvoiceHistory,
} from './generated/index.gen.ts';

afterEach(cleanup);

/** A server whose answers name the request that they answer. */
function echoingApi(): ScriptedApi {
  return scriptedApi(({ method, path, query }) => {
    if (method !== 'GET') return written('inv_2');
    const action = `${path} ${JSON.stringify(query)}`;
    const more = !query['cursor'];
    if (path.endsWith('/history')) return Response.json({ data: [{ action }], has_more: more, next_cursor: 'c2' });
    return Response.json({ currencies: [{ currency: action }], prefix: path });
  });
}

function History({ id, limit }: { id?: string; limit?: number }): ReactNode {
  const { data, fetchStatus } = useListInvoiceHistory(id ?? skipToken, limit ? { limit } : {}, {
    select: ({ data: changes }) => changes.map(({ action }) => action).join(),
  });
  return <p>{data ?? fetchStatus}</p>;
}

function Reads(): ReactNode {
  const summary = useGetInvoiceSummary({ currency: 'EUR' });
  const key = useGetKey({ staleTime: 1000 });
  const create = useCreateInvoice();
  return (
    <>
      <History id="inv_1" />
      <p>{summary.data?.currencies[0]?.currency}</p>
      <p>{key.data?.prefix}</p>
      <button type="button" onClick={() => create.mutate(newInvoice('inv_2'))}>
        create
      </button>
    </>
  );
}

function Skipped(): ReactNode {
  const summary = useGetInvoiceSummary(skipToken);
  const key = useGetKey({ enabled: false });
  return <p>{`${summary.fetchStatus} ${key.fetchStatus}`}</p>;
}

function Suspending(): ReactNode {
  const history = useSuspenseInfiniteListInvoiceHistory('inv_1', { limit: 1 });
  const summary = useSuspenseGetInvoiceSummary();
  const key = useSuspenseGetKey();
  const actions = history.data.pages.flatMap(({ data }) => data.map(({ action }) => action));
  return (
    <>
      {actions.map((action) => (
        <p key={action}>{action}</p>
      ))}
      <p>{`${summary.data.currencies.length} sum of ${key.data.prefix}`}</p>
      <button type="button" disabled={!history.hasNextPage} onClick={() => history.fetchNextPage()}>
        more
      </button>
    </>
  );
}

const HISTORY = '/revenue/invoices/inv_1/history';
const SUMMARY = '/revenue/summaries/invoices';

it('reads a history by id and query, and waits while the id is skipped', async () => {
  const { client, sent } = echoingApi();
  const { rerender } = mount(<History />, client);
  expect(screen.getByText('idle')).toBeDefined();
  expect(sent).toHaveLength(0);
  rerender(<History id="inv_1" />);
  await screen.findByText(`${HISTORY} {}`);
  rerender(<History id="inv_1" limit={3} />);
  await screen.findByText(`${HISTORY} {"limit":"3"}`);
});

it('reads history and summary again after a write, and the key not', async () => {
  const { client, sent } = echoingApi();
  mount(<Reads />, client);
  await screen.findByText(`${SUMMARY} {"currency":"EUR"}`);
  await screen.findByText('/revenue/key');
  await screen.findByText(`${HISTORY} {}`);
  screen.getByText('create').click();
  await waitFor(() => expect(sent).toHaveLength(6));
  expect(sent[3]?.method).toBe('POST');
  expect(sent.slice(4).map(({ path }) => path)).toEqual(expect.arrayContaining([HISTORY, SUMMARY]));
});

it('leaves out what is skipped or not enabled', () => {
  const { client, sent } = echoingApi();
  mount(<Skipped />, client);
  expect(screen.getByText('idle idle')).toBeDefined();
  expect(sent).toEqual([]);
});

it('suspends, and follows the cursors of a history', async () => {
  const { client } = echoingApi();
  mount(
    <Suspense fallback={<p>waiting</p>}>
      <Suspending />
    </Suspense>,
    client,
  );
  expect(screen.getByText('waiting')).toBeDefined();
  await screen.findByText('1 sum of /revenue/key');
  screen.getByText('more').click();
  await screen.findByText(`${HISTORY} {"limit":"1","cursor":"c2"}`);
  expect(screen.getByText('more')).toHaveProperty('disabled', true);
});
