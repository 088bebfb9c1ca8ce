import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useCreateInvoice, useListInvoices } from './generated/index.gen.ts';
import { revenueWrapper } from './testing.tsx';

afterEach(cleanup);

function Invoices(): ReactNode {
  const { data, error } = useListInvoices();
  if (error) return <p>{`failed: ${error.code}`}</p>;
  return (
    <ul>
      {data?.data.map((row) => (
        <li key={row.invoice_id}>{row.invoice_id}</li>
      ))}
    </ul>
  );
}

// As the README has it.
it('shows the invoices', async () => {
  const fetch = async () => Response.json({ data: [{ invoice_id: 'inv_1' }], has_more: false, next_cursor: null });
  const { wrapper } = revenueWrapper({ fetch });
  render(<Invoices />, { wrapper });
  expect(await screen.findByText('inv_1')).toBeDefined();
});

it('is shown in the README as it runs here', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const [sample] = /^it\('shows the invoices'[\s\S]*?^}\);$/m.exec(readme) ?? [];
  expect(sample).toBeDefined();
  expect(readFileSync(join(import.meta.dirname, 'testing.test.tsx'), 'utf8')).toContain(sample);
});

describe('the wrapper', () => {
  it('shows a failure after one request, without waiting', async () => {
    let sent = 0;
    const fetch = async (): Promise<Response> => {
      sent += 1;
      return Response.json(
        { success: false, error: { type: 'server', code: 'broken', message: '-' } },
        { status: 503 },
      );
    };
    render(<Invoices />, { wrapper: revenueWrapper({ fetch }).wrapper });
    await screen.findByText('failed: broken');
    expect(sent).toBe(1);
  });

  it('has a cache and a client of its own each time', async () => {
    const fetch = async (): Promise<Response> => Response.json({ data: [], has_more: false, next_cursor: null });
    const [one, two] = [revenueWrapper({ fetch }), revenueWrapper({ fetch })];
    const { result } = renderHook(() => useListInvoices(), { wrapper: one.wrapper });
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    expect(one.queryClient.getQueryCache().getAll()).toHaveLength(1);
    expect(two.queryClient.getQueryCache().getAll()).toHaveLength(0);
    expect(one.client).not.toBe(two.client);
  });

  it('takes every option of the client', async () => {
    const asked: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      asked.push(url);
      return Response.json({ success: true, invoice_id: 'inv_1' });
    };
    const { wrapper, client } = revenueWrapper({ fetch, id: 'acme', baseUrl: 'https://api.test/v2' });
    const { result } = renderHook(() => useCreateInvoice(), { wrapper });
    result.current.mutate({
      invoice_id: 'inv_1',
      customer_id: 'c',
      group_id: 'g',
      issue_date: '2024-01-01T00:00:00Z',
      amount: 1,
    });
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    expect(asked).toEqual(['https://api.test/v2/revenue/invoices']);
    expect(client.id).toBe('acme');
  });

  it('imports no mock package', () => {
    const source = readFileSync(join(import.meta.dirname, 'testing.tsx'), 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name);
    expect(imported).toEqual([
      '@tanstack/react-query',
      '@thrivestack-revenue/core/functions',
      'react',
      './revenue-provider.tsx',
    ]);
  });
});
