import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { type ReactNode, StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { invoice, newInvoice, page, type ScriptedApi, scriptedApi, written } from '../test/scripted-api.ts';
import { useCreateInvoice, useGetInvoice, useListInvoices } from './generated/index.gen.ts';
import { optimistic } from './generated/optimistic.gen.ts';

afterEach(() => {
  cleanup();
  onlineManager.setOnline(true);
  focusManager.setFocused(undefined);
});

function Screen(): ReactNode {
  const { data } = useListInvoices();
  const create = useCreateInvoice();
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('inv_2'))}>
      {`${data?.data.length} rows, ${create.isPaused ? 'paused' : create.status}`}
    </button>
  );
}

function Watched(): ReactNode {
  useListInvoices({ limit: 5 });
  useGetInvoice('inv_1');
  const create = useCreateInvoice({ optimistic });
  return (
    <button type="button" onClick={() => create.mutate(newInvoice('inv_2'))}>
      {create.status}
    </button>
  );
}

/** A server that remembers ids. */
function remembering(): ScriptedApi {
  const ids = ['inv_1'];
  return scriptedApi(({ method, body, path }) => {
    if (method === 'POST') ids.push(String(body?.['invoice_id']));
    if (method === 'POST') return written(body?.['invoice_id']);
    return path.endsWith('/inv_1') ? Response.json(invoice('inv_1')) : page(ids);
  });
}

const methods = ({ sent }: ScriptedApi): string => sent.map(({ method }) => method).join(' ');
const aborted = ({ sent }: ScriptedApi): boolean => sent.some(({ signal }) => signal.aborted);

describe('a page that comes back', () => {
  it('reads again what is stale, once, and nothing that is fresh', async () => {
    const api = remembering();
    mount(
      <StrictMode>
        <Screen />
      </StrictMode>,
      api.client,
    );
    await screen.findByText('1 rows, idle');
    act(() => focusManager.setFocused(false));
    act(() => focusManager.setFocused(true));
    await waitFor(() => expect(methods(api)).toBe('GET GET'));
    cleanup();

    const fresh = remembering();
    const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
    mount(<Screen />, fresh.client, queryClient);
    await screen.findByText('1 rows, idle');
    act(() => focusManager.setFocused(false));
    await act(async () => focusManager.setFocused(true));
    expect(methods(fresh)).toBe('GET');
  });
});

describe('a page that is online again', () => {
  it('sends what waited first and then reads, and aborts no read', async () => {
    const api = remembering();
    mount(<Screen />, api.client);
    await screen.findByText('1 rows, idle');
    act(() => onlineManager.setOnline(false));
    screen.getByRole('button').click();
    await screen.findByText('1 rows, paused');
    expect(methods(api)).toBe('GET');
    act(() => onlineManager.setOnline(true));
    await screen.findByText('2 rows, success');
    expect(methods(api)).toMatch(/^GET POST GET/);
    expect(aborted(api)).toBe(false);
  });
});

describe('what devtools show', () => {
  it('has keys that read as what was asked, and states of plain data', async () => {
    const api = remembering();
    const { queryClient } = mount(<Watched />, api.client);
    screen.getByRole('button').click();
    await screen.findByText('success');
    const queries = queryClient.getQueryCache().getAll();
    expect(queries.map(({ queryHash }) => queryHash)).toEqual([
      '["thrivestack","default","invoices","list",{"limit":5}]',
      '["thrivestack","default","invoices","get","inv_1"]',
    ]);
    for (const { queryKey, state } of queries) {
      expect(JSON.parse(JSON.stringify(queryKey))).toEqual(queryKey);
      expect(JSON.parse(JSON.stringify(state.data))).toEqual(state.data);
    }
    const [mutation] = queryClient.getMutationCache().getAll();
    expect(mutation?.options.mutationKey).toEqual(['thrivestack', 'default', 'invoices', 'create']);
    expect(mutation?.state.variables).toEqual(newInvoice('inv_2'));
    expect(mutation?.state.context).toEqual({ idempotencyKey: expect.any(String) });
    expect(JSON.stringify(mutation?.state)).not.toContain('tsk_secret_key');
  });
});
