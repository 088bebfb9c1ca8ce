import { act, cleanup, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mount } from '../test/rendering.tsx';
import { failure, newInvoice, page, scriptedApi, written } from '../test/scripted-api.ts';
import { useCreateInvoice, useInfiniteListInvoices, useListInvoices } from './generated/index.gen.ts';

afterEach(cleanup);

const NOW = Date.parse('2024-05-01T00:00:00Z');
/** Longer than a call may take, so that the client does not wait for it. */
const limited = (): Response => failure(429, { 'retry-after': '60' });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets time pass, and React render what came of it. */
const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

function shown(retryAt: number | undefined): string {
  return retryAt === undefined ? 'none' : `${(retryAt - NOW) / 1000} s`;
}

function List(): ReactNode {
  const { data, error, retryAt, refetch } = useListInvoices();
  return (
    <button type="button" onClick={() => refetch()}>
      {`${data?.data.length ?? error?.status ?? 'loading'}, retry at: ${shown(retryAt)}`}
    </button>
  );
}

const text = (): string => document.body.textContent ?? '';

function Pages(): ReactNode {
  const list = useInfiniteListInvoices();
  return (
    <button type="button" onClick={() => list.fetchNextPage()}>
      {`${list.data?.pages.length ?? 0} ${list.error?.status ?? 'fine'} ${shown(list.retryAt)}`}
    </button>
  );
}

function Form(): ReactNode {
  const { status, retryAt, mutate } = useCreateInvoice();
  return (
    <button type="button" onClick={() => mutate(newInvoice('inv_1'))}>
      {`${status}, retry at: ${shown(retryAt)}`}
    </button>
  );
}

describe('a query that is told to wait', () => {
  it('says until when, and asks once at that time', async () => {
    const { client, sent } = scriptedApi((_request, count) => (count === 1 ? limited() : page(['inv_1'])));
    mount(<List />, client);
    await pass(10);
    expect(text()).toMatch(/^429, retry at: 60/);
    await pass(59_900);
    expect(sent).toHaveLength(1);
    await pass(200);
    expect(sent).toHaveLength(2);
    expect(text()).toBe('1, retry at: none');
    await pass(600_000);
    expect(sent).toHaveLength(2);
  });

  it('leaves it to the person when it is told to wait again', async () => {
    const { client, sent } = scriptedApi(limited);
    mount(<List />, client);
    await pass(600_000);
    expect(sent).toHaveLength(2);
    expect(text()).toMatch(/^429, retry at: 120/);
  });

  it('asks by itself again after the person has asked', async () => {
    const { client, sent } = scriptedApi(limited);
    mount(<List />, client);
    await pass(300_000);
    expect(sent).toHaveLength(2);
    screen.getByRole('button').click();
    await pass(300_000);
    expect(sent).toHaveLength(4);
  });

  it('sends one request however many components show it', async () => {
    const { client, sent } = scriptedApi((_request, count) => (count === 1 ? limited() : page([])));
    mount(
      <>
        <List />
        <List />
        <List />
      </>,
      client,
    );
    await pass(61_000);
    expect(sent).toHaveLength(2);
  });

  it('does not ask when nobody looks any more', async () => {
    const { client, sent } = scriptedApi(limited);
    const { unmount } = mount(<List />, client);
    await pass(10);
    unmount();
    await pass(600_000);
    expect(sent).toHaveLength(1);
  });

  it('does not ask after another failure', async () => {
    const { client, sent } = scriptedApi(() => failure(400, { 'retry-after': '60' }));
    mount(<List />, client);
    await pass(600_000);
    expect(text()).toBe('400, retry at: none');
    expect(sent).toHaveLength(1);
  });

  it('keeps its rows meanwhile, and takes the new ones', async () => {
    const answers = [() => page(['inv_1']), limited, () => page(['inv_1', 'inv_2'])];
    const { client, sent } = scriptedApi((_request, count) => answers[count - 1]?.() ?? page([]));
    mount(<List />, client);
    await pass(10);
    screen.getByRole('button').click();
    await pass(1000);
    expect(text()).toMatch(/^1, retry at: 60/);
    await pass(60_000);
    expect(text()).toBe('2, retry at: none');
    expect(sent).toHaveLength(3);
  });

  it('shows the back-off of the client too', async () => {
    const { client, sent } = scriptedApi((_request, count) =>
      count === 1 ? failure(429, { 'retry-after': '5' }) : page([]),
    );
    mount(<List />, client);
    await pass(10);
    expect(text()).toBe('loading, retry at: 5 s');
    await pass(4900);
    expect(sent).toHaveLength(1);
    await pass(200);
    expect(text()).toBe('0, retry at: none');
    expect(sent).toHaveLength(2);
  });

  it('does not overflow the timer when the wait is a month', async () => {
    const { client, sent } = scriptedApi(() => failure(429, { 'retry-after': String(30 * 24 * 3600) }));
    mount(<List />, client);
    await pass(60_000);
    expect(sent).toHaveLength(1);
  });
});

it('leaves a further page to the person', async () => {
  const { client, sent } = scriptedApi(({ query }) => (query['cursor'] ? limited() : page(['inv_1'], 'c2')));
  mount(<Pages />, client);
  await pass(10);
  screen.getByText('1 fine none').click();
  await pass(10);
  expect(text()).toMatch(/^1 429 60/);
  await pass(600_000);
  expect(sent).toHaveLength(2);
});

describe('a mutation that is told to wait', () => {
  it('says until when, and waits for the person', async () => {
    const { client, sent } = scriptedApi((_request, count) => (count === 1 ? limited() : written('inv_1')));
    mount(<Form />, client);
    screen.getByRole('button').click();
    await pass(10);
    expect(text()).toMatch(/^error, retry at: 60/);
    await pass(600_000);
    expect(sent).toHaveLength(1);
    screen.getByRole('button').click();
    await pass(10);
    expect(text()).toBe('success, retry at: none');
  });

  it('shows the back-off of the client, and then nothing', async () => {
    const { client } = scriptedApi((_request, count) =>
      count === 1 ? failure(429, { 'retry-after': '5' }) : written('inv_1'),
    );
    mount(<Form />, client);
    screen.getByRole('button').click();
    await pass(10);
    expect(text()).toMatch(/^pending, retry at: 5/);
    await pass(5000);
    expect(text()).toBe('success, retry at: none');
  });
});
