import { describe, expect, it } from 'vitest';
import { clientOf, rejection } from '../test/calls.ts';
import { failure, json, type Loopback, loopback, type Reply, text } from '../test/loopback.ts';
import { listInvoiceHistory, listInvoices } from './generated/functions.gen.ts';

function row(id: number): { invoice_id: string } {
  return { invoice_id: `inv_${id}` };
}

function page(ids: number[], next: string | null): Reply {
  return json(200, { data: ids.map(row), has_more: next !== null, next_cursor: next });
}

const threePages = [page([1, 2], 'c1'), page([], 'c2'), page([3], null)];

function queries(server: Loopback): string[] {
  return server.requests.map(({ url }) => new URL(url, server.url).search);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('a list', () => {
  it('awaited is one page', async () => {
    const server = await loopback(...threePages);
    const result = await listInvoices(clientOf(server), { customer_id: 'c' });
    expect(result.data.map(({ invoice_id }) => invoice_id)).toEqual(['inv_1', 'inv_2']);
    expect(queries(server)).toEqual(['?customer_id=c']);
  });

  it('iterated is every row, page after page, with the same query', async () => {
    const server = await loopback(...threePages);
    const rows = await all(listInvoices(clientOf(server), { customer_id: 'c', limit: 2 }));
    expect(rows).toEqual([row(1), row(2), row(3)]);
    expect(queries(server)).toEqual([
      '?customer_id=c&limit=2',
      '?customer_id=c&limit=2&cursor=c1',
      '?customer_id=c&limit=2&cursor=c2',
    ]);
  });

  it('iterated by page is every page', async () => {
    const server = await loopback(...threePages);
    const pages = await all(listInvoices(clientOf(server)).byPage());
    expect(pages.map(({ data }) => data.length)).toEqual([2, 0, 1]);
  });

  it('goes on from a cursor', async () => {
    const server = await loopback(page([3], 'c3'), page([4], null));
    const rows = await all(listInvoices(clientOf(server), { cursor: 'c2' }));
    expect(rows).toEqual([row(3), row(4)]);
    expect(queries(server)).toEqual(['?cursor=c2', '?cursor=c3']);
  });

  it('left early asks for no more', async () => {
    const server = await loopback(...threePages);
    for await (const { invoice_id } of listInvoices(clientOf(server))) if (invoice_id === 'inv_2') break;
    expect(server.requests).toHaveLength(1);
  });

  it('comes with the response of its first page', async () => {
    const server = await loopback(...threePages);
    const { data, response } = await listInvoices(clientOf(server)).withResponse();
    expect(data.data).toHaveLength(2);
    expect(response.status).toBe(200);
  });

  it('gives no row twice to two who ask at once', async () => {
    const server = await loopback(...threePages);
    const rows = listInvoices(clientOf(server))[Symbol.asyncIterator]();
    const results = await Promise.all([rows.next(), rows.next(), rows.next(), rows.next()]);
    expect(results.map(({ value }) => value?.invoice_id)).toEqual(['inv_1', 'inv_2', 'inv_3', undefined]);
  });

  it('that fails in the middle can be gone on with', async () => {
    const server = await loopback(page([1], 'c1'), failure(400, 'broken'), page([2], null));
    const rows = listInvoices(clientOf(server))[Symbol.asyncIterator]();
    expect((await rows.next()).value).toEqual(row(1));
    expect(await rejection(rows.next())).toMatchObject({ name: 'BadRequestError' });
    expect((await rows.next()).value).toEqual(row(2));
    expect((await rows.next()).done).toBe(true);
  });

  it('that fails at once rejects in the loop', async () => {
    const server = await loopback(failure(400, 'currency_required'));
    expect(await rejection(all(listInvoices(clientOf(server), { sort: 'amount' })))).toMatchObject({
      code: 'currency_required',
    });
  });

  it('whose cursor repeats is an error, not an endless loop', async () => {
    const server = await loopback(page([1], 'c1'));
    const error = await rejection(all(listInvoices(clientOf(server))));
    expect(error).toMatchObject({ name: 'ResponseFormatError', retryable: false });
    expect(server.requests).toHaveLength(2);
  });

  it('without rows is an error of the family', async () => {
    const server = await loopback(json(200, { success: true }));
    expect(await rejection(all(listInvoices(clientOf(server))))).toMatchObject({ name: 'ResponseFormatError' });
    expect((await loopback(text(200, '[]'))).requests).toEqual([]);
  });

  it('is aborted with its signal between pages', async () => {
    const server = await loopback(page([1], 'c1'), page([2], null));
    const controller = new AbortController();
    const rows = listInvoices(clientOf(server), {}, { signal: controller.signal })[Symbol.asyncIterator]();
    await rows.next();
    controller.abort();
    expect(await rejection(rows.next())).toMatchObject({ name: 'AbortError' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a list of one row', () => {
  const change = (action: string): Record<string, unknown> => ({ action, before: null, after: null });

  it('keeps path and query on every page', async () => {
    const server = await loopback(
      json(200, { data: [change('create')], has_more: true, next_cursor: 'c1' }),
      json(200, { data: [change('delete')], has_more: false, next_cursor: null }),
    );
    const changes = await all(listInvoiceHistory(clientOf(server), 'a/b', { limit: 1 }));
    expect(changes.map(({ action }) => action)).toEqual(['create', 'delete']);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/revenue/invoices/a%2Fb/history?limit=1',
      '/revenue/invoices/a%2Fb/history?limit=1&cursor=c1',
    ]);
  });

  it('refuses an id that reaches another path, with nothing sent', async () => {
    const server = await loopback(...threePages);
    expect(await rejection(listInvoiceHistory(clientOf(server), '..'))).toMatchObject({ code: 'invalid_id' });
    expect(server.requests).toEqual([]);
  });
});
