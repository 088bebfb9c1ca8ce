import { expect } from 'vitest';
import type { RunningServer } from './running-server.ts';

const INVOICES = '/revenue/invoices';
const NOTES = '/revenue/credit-notes';

const invoice = (id: string): object => ({
  invoice_id: id,
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00.000Z',
  amount: 10.01,
  currency: 'EUR',
});

const note = (id: string): object => ({
  credit_note_id: id,
  reason: 'refund',
  amount: 19.99,
  currency: 'EUR',
  issued_at: '2024-01-15T00:00:00.000Z',
});

async function write(server: RunningServer, method: string, path: string, body: object): Promise<void> {
  expect(await server.send(method, path, body)).toMatchObject({ status: 200, success: true });
}

async function ids(server: RunningServer, path: string): Promise<unknown[]> {
  const page = await server.send('GET', path);
  const [rows] = Object.values(page).filter(Array.isArray) as Record<string, unknown>[][];
  return (rows ?? []).map((row) => Object.values(row)[0]);
}

/** What is there before anything changes. */
export async function oldRows(server: RunningServer): Promise<void> {
  for (const id of ['inv_1', 'inv_2', 'inv_3']) await write(server, 'POST', INVOICES, invoice(id));
  await write(server, 'DELETE', INVOICES, { invoice_id: 'inv_3' });
}

/** A server of the contract with new resources, on the database of the one before. */
export async function seenByAdded(server: RunningServer): Promise<void> {
  expect(await ids(server, `${INVOICES}?order=asc`)).toEqual(['inv_1', 'inv_2']);
  expect(await server.send('GET', `${INVOICES}/inv_1`)).toMatchObject(invoice('inv_1'));
  expect(await ids(server, NOTES)).toEqual([]);
  // What the first server stored of the new field is nothing; it can be set.
  await write(server, 'PUT', INVOICES, { invoice_id: 'inv_1', purchase_order: 'PO-1' });
  expect(await server.send('POST', INVOICES, invoice('inv_2'))).toMatchObject({ status: 200 });
}

/** Rows whose contract is about to change. */
export async function rowsOfAdded(server: RunningServer): Promise<void> {
  await write(server, 'POST', INVOICES, { ...invoice('inv_4'), purchase_order: 'PO-7' });
  const first = { ...note('cn_1'), reason: 'goodwill', points: 7, labels: ['a'], reference: 'Order 7' };
  await write(server, 'POST', NOTES, first);
  await write(server, 'POST', NOTES, { ...note('cn_2'), memo: 'late', reference: '2024-03-01T00:00:00.000Z' });
  await write(server, 'POST', '/revenue/usage-record-batches', {
    usage_record_batch_id: 'b_1',
    meter: 'storage',
    started: '2024-01-15T00:00:00Z',
  });
  await write(server, 'POST', '/revenue/boxes', { box_id: 'box_1', width: 3, 'content-type': "it's" });
}

/** A server of the contract in which much has changed. */
export async function seenByChanged(server: RunningServer): Promise<void> {
  expect(await ids(server, `${INVOICES}?order=asc`)).toEqual(['inv_1', 'inv_2', 'inv_4']);
  // The field has a filter now: its column was filled from the rows that were there.
  expect(await ids(server, `${INVOICES}?purchase_order=PO-7`)).toEqual(['inv_4']);
  expect(await ids(server, `${NOTES}?memo=late`)).toEqual(['cn_2']);

  // What no longer fits is returned as it was stored, and no filter of the new type finds it.
  const first = { reason: 'goodwill', points: 7, labels: ['a'], memo: null, reference: 'Order 7' };
  expect(await server.send('GET', `${NOTES}/cn_1`)).toMatchObject(first);
  expect(await ids(server, `${NOTES}?points=7`)).toEqual([]);
  expect(await ids(server, `${NOTES}?reference_from=2020-01-01T00:00:00Z`)).toEqual(['cn_2']);
  expect(await ids(server, `${NOTES}?sort_by=points`)).toEqual(['cn_1', 'cn_2']);

  // A row from before can still be written, field by field.
  await write(server, 'PUT', NOTES, { credit_note_id: 'cn_1', points: '8' });
  expect(await server.send('GET', `${NOTES}/cn_1`)).toMatchObject({ ...first, points: '8' });
  expect(await ids(server, `${NOTES}?points=8`)).toEqual(['cn_1']);
  expect(await server.send('PUT', NOTES, { credit_note_id: 'cn_1', reason: 'goodwill' })).toMatchObject({
    status: 400,
    error: { code: 'invalid_enum' },
  });
  expect(await server.send('POST', NOTES, note('cn_3'))).toMatchObject({ error: { code: 'missing_field' } });
  // The sums are split by another field now: they were added up anew.
  const months = [{ month: '2024-01', count: 2, total: '39.98' }];
  const top = [{ value: 'late', count: 1, total: '19.99' }];
  expect(await server.send('GET', '/revenue/summaries/credit-notes')).toMatchObject({
    currencies: [{ currency: 'EUR', count: 2, total: '39.98', months, top }],
  });
  const history = await server.send('GET', `${NOTES}/cn_1/history`);
  expect(history['data']).toMatchObject([
    { action: 'create', after: { points: 7 } },
    { action: 'update', before: { points: 7 }, after: { points: '8' } },
  ]);

  expect(await server.send('GET', '/revenue/boxes/box_1')).toMatchObject({ error: { code: 'route_not_found' } });
  const unknown = await server.send('DELETE', '/revenue/usage-batches', { usage_batch_id: 'b_1' });
  expect(unknown).toMatchObject({ status: 404, error: { code: 'usage_batch_not_found' } });
}

/** A server of the contract that was there first, after all the others. */
export async function seenByOwnAgain(server: RunningServer): Promise<void> {
  expect(await ids(server, `${INVOICES}?order=asc`)).toEqual(['inv_1', 'inv_2', 'inv_4']);
  expect(await server.send('GET', `${INVOICES}/inv_4`)).toMatchObject({ ...invoice('inv_4'), purchase_order: 'PO-7' });
  expect(await server.send('GET', `${NOTES}/cn_1`)).toMatchObject({ status: 404, error: { code: 'route_not_found' } });
}
