import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createClient } from '@thrivestack-revenue/core';
import { RevenueProvider } from '@thrivestack-revenue/react';
import type { ComponentType } from 'react';
import { afterAll, afterEach, beforeAll, it, vi } from 'vitest';
import { readCases } from './samples/contract.ts';
import { type SampleServer, startSampleServer } from './samples/ledger.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const cases = await readCases();
const cleanups: (() => void)[] = [];
let server: SampleServer;

beforeAll(async () => {
  server = await startSampleServer((clean) => cleanups.push(clean));
});
afterEach(cleanup);
afterAll(() => {
  for (const clean of cleanups) clean();
});

it.for(cases)('the hook sample of $id shows the documented answer', async (of) => {
  const { Sample } = (await import(`../docs/samples/${of.id}.tsx`)) as { Sample: ComponentType };
  const ledger = await server.ledgerFor(of, 'hooks');
  await ledger.prepare(of);
  // The page of this test is no one else's: the key may be in it.
  const client = createClient({ baseUrl: ledger.url, apiKey: ledger.key, dangerouslyAllowBrowser: true });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RevenueProvider client={client}>
        <Sample />
      </RevenueProvider>
    </QueryClientProvider>,
  );
  if (of.operation.bodyShape) fireEvent.click(screen.getByRole('button'));
  const shown = await screen.findByText(/^\{/, { selector: 'pre' }, { timeout: 10_000 });
  await ledger.expectAnswer(of, JSON.parse(shown.textContent ?? ''));
});
