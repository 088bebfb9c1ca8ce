import { keepPreviousData, QueryClient, skipToken } from '@tanstack/react-query';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { NotFoundError } from '@thrivestack-revenue/core/functions';
import { Component, type ReactNode, StrictMode, Suspense } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { deferred, failure, invoice, page, scriptedApi } from '../test/scripted-api.ts';
import {
  type ListInvoicesArgs,
  listInvoicesOptions,
  useGetInvoice,
  useListInvoices,
  useSuspenseListInvoices,
} from './generated/index.gen.ts';

afterEach(cleanup);

function List({ args }: { args?: ListInvoicesArgs }): ReactNode {
  const { data, error, isPending } = useListInvoices(args);
  if (error) return <p>{`${error.name} ${error.status} after ${error.attempts}`}</p>;
  if (isPending) return <p>loading</p>;
  return <p>{data.data.map((row) => row.invoice_id).join(' ')}</p>;
}

function Counted({ onRender }: { onRender: () => void }): ReactNode {
  const { data } = useListInvoices();
  onRender();
  return <p>{data ? `${data.data.length} rows` : 'loading'}</p>;
}

function Selected({ customer }: { customer: string }): ReactNode {
  const ids = useListInvoices(
    { customer_id: customer },
    { select: ({ data }) => data.map((row) => row.invoice_id), placeholderData: keepPreviousData },
  );
  return <p>{`${ids.data?.join()} ${ids.isPlaceholderData}`}</p>;
}

function Spread(): ReactNode {
  const { status, ...rest } = { ...useListInvoices() };
  return <p>{`${status} ${rest.fetchStatus} ${'retryAt' in rest}`}</p>;
}

function Row({ id }: { id: string | undefined }): ReactNode {
  const { data, error, fetchStatus } = useGetInvoice(id ?? skipToken);
  if (error instanceof NotFoundError) return <p>{`no ${id}`}</p>;
  return <p>{data?.invoice_id ?? fetchStatus}</p>;
}

function Throwing(): ReactNode {
  const { error } = useListInvoices({}, { throwOnError: ({ status }) => status === 404 });
  return <p>{`kept ${error?.status}`}</p>;
}

function Skipped(): ReactNode {
  const { data } = useListInvoices(skipToken);
  return <p>{data ? 'rows' : 'nothing'}</p>;
}

function Suspending(): ReactNode {
  const { data } = useSuspenseListInvoices();
  return <p>{data.data.map((row) => row.invoice_id).join(' ')}</p>;
}

class Boundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }
  override render(): ReactNode {
    return this.state.error ? <p>{this.state.error.name}</p> : this.props.children;
  }
}

describe('a list', () => {
  it('shows its rows after one request that carries the filters', async () => {
    const { client, sent } = scriptedApi(() => page(['inv_1', 'inv_2']));
    mount(<List args={{ customer_id: 'cust_1', limit: 2 }} />, client);
    await screen.findByText('inv_1 inv_2');
    expect(sent.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
      { method: 'GET', path: '/revenue/invoices', query: { customer_id: 'cust_1', limit: '2' } },
    ]);
  });

  it.each([400, 401, 404])('shows a %d after one request', async (status) => {
    const { client, sent } = scriptedApi(() => failure(status));
    mount(<List />, client);
    await screen.findByText(new RegExp(`Error ${status} after 1$`), {}, { timeout: 100 });
    expect(sent).toHaveLength(1);
  });

  it('costs the attempts of the client and no more when the server goes on failing', async () => {
    const { client, sent } = scriptedApi(() => failure(503, { 'retry-after-ms': '1' }));
    mount(<List />, client);
    await screen.findByText('ServerError 503 after 3');
    expect(sent).toHaveLength(3);
  });

  it('does not take over the retries of the query client', async () => {
    const { client, sent } = scriptedApi(() => failure(500), { maxRetries: 0 });
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 5, retryDelay: 0 } } });
    mount(<List />, client, queryClient);
    await screen.findByText('ServerError 500 after 1');
    expect(sent).toHaveLength(1);
  });

  it('renders twice to load', async () => {
    const { client } = scriptedApi(() => page(['inv_1']));
    const rendered = vi.fn();
    mount(<Counted onRender={rendered} />, client);
    await screen.findByText('1 rows');
    expect(rendered).toHaveBeenCalledTimes(2);
  });

  it('is cancelled when the last component leaves', async () => {
    const never = deferred<Response>();
    const { client, sent } = scriptedApi(() => never.promise);
    const { unmount } = mount(<List />, client);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.signal?.aborted).toBe(false);
    unmount();
    await waitFor(() => expect(sent[0]?.signal?.aborted).toBe(true));
  });

  it('sends one request for two components and for strict mode', async () => {
    const { client, sent } = scriptedApi(() => page(['inv_1']));
    mount(
      <StrictMode>
        <List />
        <List args={{}} />
      </StrictMode>,
      client,
    );
    await waitFor(() => expect(screen.getAllByText('inv_1')).toHaveLength(2));
    expect(sent).toHaveLength(1);
  });

  it('takes options of the query: select, and a placeholder', async () => {
    const { client } = scriptedApi(({ query }) => page([`of_${query['customer_id']}`]));
    const { rerender } = mount(<Selected customer="a" />, client);
    await screen.findByText('of_a false');
    rerender(<Selected customer="b" />);
    expect(screen.getByText('of_a true')).toBeDefined();
    await screen.findByText('of_b false');
  });

  it('renders nothing again for what a component does not read', async () => {
    const second = deferred<Response>();
    const { client } = scriptedApi((_request, count) => (count === 1 ? page(['inv_1']) : second.promise));
    const rendered = vi.fn();
    const { queryClient } = mount(
      <>
        <Counted onRender={rendered} />
        <Spread />
      </>,
      client,
    );
    await screen.findByText('success idle true');
    void queryClient.refetchQueries();
    await screen.findByText('success fetching true');
    second.resolve(page(['inv_1']));
    await screen.findByText('success idle true');
    expect(rendered).toHaveBeenCalledTimes(2);
  });

  it('has all of the result of the query, spread too', async () => {
    const { client } = scriptedApi(() => page(['inv_1']));
    mount(<Spread />, client);
    await screen.findByText('success idle true');
  });
});

it.each([
  [400, 'kept 400'],
  [404, 'NotFoundError'],
])('throws the failures that it is asked to throw: %d', async (status, shown) => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { client } = scriptedApi(() => failure(status));
  mount(
    <Boundary>
      <Throwing />
    </Boundary>,
    client,
  );
  await screen.findByText(shown);
  quiet.mockRestore();
});

describe('one row', () => {
  it('is read by its id, percent-encoded', async () => {
    const { client, sent } = scriptedApi(() => Response.json(invoice('a/b')));
    mount(<Row id="a/b" />, client);
    await screen.findByText('a/b');
    expect(sent[0]?.path).toBe('/revenue/invoices/a%2Fb');
  });

  it('is not asked for while it is skipped', async () => {
    const { client, sent } = scriptedApi(() => Response.json(invoice('inv_1')));
    const { rerender } = mount(<Row id={undefined} />, client);
    expect(screen.getByText('idle')).toBeDefined();
    expect(sent).toHaveLength(0);
    rerender(<Row id="inv_1" />);
    await screen.findByText('inv_1');
  });

  it('fails with an error of its class', async () => {
    const { client } = scriptedApi(() => failure(404));
    mount(<Row id="inv_9" />, client);
    await screen.findByText('no inv_9');
  });
});

it('shows no rows of the unfiltered list while a filter is skipped', async () => {
  const { client } = scriptedApi(() => page(['inv_1']));
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery(listInvoicesOptions(client));
  mount(<Skipped />, client, queryClient);
  expect(screen.getByText('nothing')).toBeDefined();
});

describe('a suspending list', () => {
  it('shows the fallback and then its rows', async () => {
    const { client, sent } = scriptedApi(() => page(['inv_1']));
    mount(
      <Suspense fallback={<p>waiting</p>}>
        <Suspending />
      </Suspense>,
      client,
    );
    expect(screen.getByText('waiting')).toBeDefined();
    await screen.findByText('inv_1');
    expect(sent).toHaveLength(1);
  });

  it('throws a failure to the boundary after one request', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { client, sent } = scriptedApi(() => failure(401));
    mount(
      <Boundary>
        <Suspense fallback={<p>waiting</p>}>
          <Suspending />
        </Suspense>
      </Boundary>,
      client,
    );
    await screen.findByText('AuthenticationError');
    expect(sent).toHaveLength(1);
    quiet.mockRestore();
  });
});
