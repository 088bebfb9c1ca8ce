import { createEngine, memoryStore } from '@thrivestack-revenue/engine';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json, WireRequest } from '../../wire/cases.ts';
import { memoryTarget, mockTarget, serverTarget, type Target } from '../../wire/targets.ts';
import { batch, box, note } from './rows.ts';

const NOTES = '/revenue/credit-notes';
const BATCHES = '/revenue/usage-record-batches';
const BOXES = '/revenue/boxes';

let target: Target;
afterEach(() => target.close());

async function send(method: string, path: string, body?: Json, headers?: WireRequest['headers']): Promise<unknown> {
  const answer = await target.send({ method, path, ...(body ? { body } : {}), ...(headers ? { headers } : {}) });
  const replayed = answer.headers['idempotent-replayed'] === 'true';
  return { status: answer.status, ...(replayed ? { replayed } : {}), ...(JSON.parse(answer.body) as object) };
}

const targets = { 'engine in memory': memoryTarget, 'server on SQLite': serverTarget, 'the mock': mockTarget };

describe.each(Object.entries(targets))('%s', (_name, make) => {
  it('keeps credit notes: money exact, defaults filled in, nested values as sent', async () => {
    target = await make();
    const full = {
      ...note('cn_1'),
      amount: 0.1,
      quantity: '1.500',
      contact: { name: 'Ada', address: { country: 'GB', lines: ['a', 'b'] } },
      lines: [{ sku: 'x', count: 2, price: 9.99 }],
      labels: ['late', 'damaged'],
    };
    expect(await send('POST', NOTES, full)).toEqual({ status: 200, success: true, credit_note_id: 'cn_1' });
    expect(await send('GET', `${NOTES}/cn_1`)).toMatchObject({
      ...full,
      lines: [{ sku: 'x', count: 2, price: 9.99, price_currency: 'EUR' }],
      points: 10,
      is_final: false,
      applied_at: null,
      memo: null,
    });
    expect(await send('POST', NOTES, full)).toMatchObject({ status: 200, replayed: true });
    expect(await send('POST', NOTES, { ...full, amount: 0.2 })).toMatchObject({
      status: 400,
      error: { code: 'credit_note_already_exists', param: 'credit_note_id', details: [{ param: 'amount' }] },
    });
  });

  it('names every wrong field of a credit note at once', async () => {
    target = await make();
    const wrong = {
      ...note('cn_1'),
      reason: 'boredom',
      amount: 1.999,
      applied_at: '2023-01-01T00:00:00Z',
      points: 1.5,
      quantity: 2,
      contact: { address: { country: 'GBR' } },
      lines: [{ sku: 'x', count: 0, colour: 'red' }],
    };
    const { error } = (await send('POST', NOTES, wrong)) as { error: { details: { param: string; code: string }[] } };
    expect(error.details.map(({ param, code }) => `${param} ${code}`).sort()).toEqual([
      'amount amount_precision',
      'applied_at applied_before_issue',
      'contact.address.country too_long',
      'contact.name missing_field',
      'lines[0].colour unknown_field',
      'lines[0].count too_small',
      'points invalid_type',
      'quantity invalid_type',
      'reason invalid_enum',
    ]);
  });

  it('lists credit notes under the names that the contract chose', async () => {
    target = await make();
    for (const [index, reason] of ['refund', 'error', 'refund', 'goodwill'].entries()) {
      const issued_at = `2024-0${index + 1}-01T00:00:00Z`;
      await send('POST', NOTES, { ...note(`cn_${index}`), reason, amount: index, points: 10 - index, issued_at });
    }
    const ids = async (query: string): Promise<unknown> => {
      const page = (await send('GET', `${NOTES}?${query}`)) as { credit_notes?: { credit_note_id: string }[] };
      return page.credit_notes?.map((row) => row.credit_note_id) ?? page;
    };
    // The contract's default order is issued_at, oldest first.
    expect(await ids('')).toEqual(['cn_0', 'cn_1', 'cn_2', 'cn_3']);
    expect(await ids('reason=refund&direction=desc')).toEqual(['cn_2', 'cn_0']);
    expect(await ids('sort_by=points')).toEqual(['cn_3', 'cn_2', 'cn_1', 'cn_0']);
    expect(await ids('points_min=8&points_max=9')).toEqual(['cn_1', 'cn_2']);
    expect(await ids('worth_less_than=2&currency=eur')).toEqual(['cn_0', 'cn_1']);
    expect(await ids('is_final=true')).toEqual([]);
    expect(await ids('starts_with=cn_3')).toEqual(['cn_3']);
    expect(await ids('reason=boredom')).toMatchObject({ status: 400, error: { code: 'invalid_enum' } });
    expect(await ids('amount_min=1')).toMatchObject({ status: 400, error: { code: 'currency_required' } });
    const first = (await send('GET', `${NOTES}?page_size=3`)) as { has_next: boolean; next_page: string };
    expect(first.has_next).toBe(true);
    const rest = await send('GET', `${NOTES}?page_size=3&after=${first.next_page}`);
    expect(rest).toMatchObject({ credit_notes: [{ credit_note_id: 'cn_3' }], has_next: false, next_page: null });
    expect(await send('GET', `${NOTES}?direction=desc&after=${first.next_page}`)).toMatchObject({
      error: { code: 'cursor_mismatch' },
    });
  });

  it('tells the history and the sums of credit notes', async () => {
    target = await make();
    await send('POST', NOTES, note('cn_1'));
    await send('POST', NOTES, { ...note('cn_2'), currency: 'JPY', amount: 500, reason: 'error', reference: 'Order 7' });
    await send('PUT', NOTES, { credit_note_id: 'cn_1', amount: 20 });
    await send('DELETE', NOTES, { credit_note_id: 'cn_1' });
    const history = (await send('GET', `${NOTES}/cn_1/history`)) as { data: object[] };
    expect(history.data).toMatchObject([
      { action: 'create', before: null, after: { credit_note_id: 'cn_1', amount: 19.99 } },
      { action: 'update', before: { amount: 19.99 }, after: { amount: 20 } },
      { action: 'delete', before: { amount: 20 }, after: null },
    ]);
    await send('POST', NOTES, { ...note('cn_3'), amount: 0.1 });
    await send('POST', NOTES, { ...note('cn_4'), amount: 0.2, issued_at: '2024-02-01T00:00:00Z' });
    expect(await send('GET', '/revenue/summaries/credit-notes')).toMatchObject({
      currencies: [
        {
          currency: 'EUR',
          count: 2,
          total: '0.30',
          months: [
            { month: '2024-01', count: 1, total: '0.10' },
            { month: '2024-02', count: 1, total: '0.20' },
          ],
        },
        { currency: 'JPY', count: 1, total: '500', top: [{ value: 'Order 7', total: '500' }] },
      ],
    });
    expect(await send('GET', '/revenue/summaries/credit-notes?reason=error')).toMatchObject({
      currencies: [{ currency: 'JPY', count: 1, total: '500' }],
    });
  });

  it('keeps what a PUT does not send, although the contract has a default there', async () => {
    target = await make();
    const first = { ...batch('b_1'), priority: 4 };
    expect(await send('POST', BATCHES, first)).toMatchObject({ status: 200, usage_record_batch_id: 'b_1' });
    expect(
      await send('PUT', BATCHES, { usage_record_batch_id: 'b_1', closed_on: '2024-02-01T00:00:00Z' }),
    ).toMatchObject({ status: 200 });
    // There is no read: a create with the same content is a repetition only if nothing of it changed.
    expect(await send('POST', BATCHES, first)).toMatchObject({ status: 200, replayed: true });
    expect(await send('PUT', BATCHES, { usage_record_batch_id: 'b_1', priority: 9 })).toMatchObject({ status: 200 });
    expect(await send('POST', BATCHES, first)).toMatchObject({
      status: 400,
      error: { code: 'usage_record_batch_already_exists', details: [{ param: 'priority' }] },
    });
    // On POST the default counts: 3 is what an absent priority means.
    await send('POST', BATCHES, batch('b_2'));
    expect(await send('POST', BATCHES, { ...batch('b_2'), priority: 3 })).toMatchObject({ replayed: true });
  });

  it('has what every write has, for the barest of resources', async () => {
    target = await make();
    const key = { 'idempotency-key': 'once' };
    expect(await send('POST', BATCHES, batch('b_1'), key)).toMatchObject({ status: 200 });
    expect(await send('POST', BATCHES, batch('b_1'), key)).toMatchObject({ status: 200, replayed: true });
    expect(await send('POST', BATCHES, batch('b_2'), key)).toMatchObject({ error: { code: 'idempotency_key_reused' } });
    const gone = { status: 404, error: { code: 'usage_record_batch_not_found', param: 'usage_record_batch_id' } };
    expect(await send('PUT', BATCHES, { usage_record_batch_id: 'b_9' })).toMatchObject(gone);
    expect(await send('PUT', BATCHES, { usage_record_batch_id: 'b_1', meter: 'other' })).toMatchObject({
      error: { code: 'immutable_field', param: 'meter' },
    });
    expect(await send('DELETE', `${BATCHES}?usage_record_batch_id=b_1`)).toMatchObject({ status: 200 });
    expect(await send('DELETE', BATCHES, { usage_record_batch_id: 'b_1' })).toMatchObject(gone);
    expect(await send('GET', BATCHES)).toMatchObject({ status: 405, error: { code: 'method_not_allowed' } });
    expect(await send('GET', `${BATCHES}/b_1`)).toMatchObject({ status: 404, error: { code: 'route_not_found' } });
  });

  it('serves boxes: names that need quoting, a plural in -es, no DELETE', async () => {
    target = await make();
    const odd = {
      ...box('b 1/ü'),
      'content-type': 'say "so"',
      '2nd line': '*/',
      größe: 0.5,
      extra: { any: ['thing'] },
    };
    expect(await send('POST', BOXES, odd)).toEqual({ status: 200, success: true, box_id: 'b 1/ü' });
    const path = `${BOXES}/${encodeURIComponent('b 1/ü')}`;
    expect(await send('GET', path)).toMatchObject({ ...odd, depth: 1, class: null });
    expect(await send('PUT', BOXES, { box_id: 'b 1/ü', 'content-type': '', class: 'A', größe: 99.5 })).toMatchObject({
      status: 200,
    });
    expect(await send('GET', path)).toMatchObject({ ...odd, 'content-type': '', class: 'A', größe: 99.5 });
    await send('POST', BOXES, { ...box('b2'), width: 7, class: 'B' });
    expect(await send('GET', `${BOXES}?${new URLSearchParams({ größe_max: '99.5' })}`)).toMatchObject({
      boxes: [{ box_id: 'b 1/ü' }],
      has_more: false,
      next_cursor: null,
    });
    expect(await send('GET', `${BOXES}?sort=class&order=desc`)).toMatchObject({
      boxes: [{ class: 'B' }, { class: 'A' }],
    });
    expect(await send('GET', `${BOXES}?width_min=4`)).toMatchObject({ boxes: [{ width: 7 }] });
    expect(await send('POST', BOXES, { ...box('b3'), größe: 100, steps: 7, value: {} })).toMatchObject({
      error: {
        details: [
          { param: 'größe', code: 'too_large' },
          { param: 'steps', code: 'not_multiple' },
          { param: 'value', code: 'invalid_choice' },
        ],
      },
    });
    expect(await send('DELETE', BOXES, { box_id: 'b2' })).toMatchObject({ status: 405 });
  });
});

it('stores no default of a PUT', async () => {
  target = await memoryTarget();
  const store = memoryStore();
  const engine = createEngine({ store });
  const write = async (method: string, body: object): Promise<number> => {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const headers = { 'content-type': 'application/json' };
    return (await engine.handle({ method, target: BATCHES, headers, body: bytes })).status;
  };
  expect(await write('POST', batch('b_1'))).toBe(200);
  expect(await write('PUT', { usage_record_batch_id: 'b_1', closed_on: '2024-02-01T00:00:00Z' })).toBe(200);
  const scope = { tenant: store.anyone?.tenant ?? '', environment: 'test' } as const;
  expect((await store.get(scope, 'usage-record-batches', 'b_1'))?.document).toEqual({
    meter: 'storage',
    started: '2024-01-15T00:00:00.000Z',
    priority: 3,
    closed_on: '2024-02-01T00:00:00.000Z',
  });
});
