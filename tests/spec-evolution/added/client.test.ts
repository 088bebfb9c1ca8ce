import { type CreditNote, createClient, isRevenueError, NotFoundError } from '@thrivestack-revenue/core';
import { changeBox, createCreditNote, listCreditNotes } from '@thrivestack-revenue/core/functions';
import { createProxy } from '@thrivestack-revenue/core/proxy';
import { validators } from '@thrivestack-revenue/core/validators';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { keyOf, serverTarget } from '../../wire/targets.ts';
import { batch, box, note } from './rows.ts';

let server: Awaited<ReturnType<typeof serverTarget>>;
let revenue: ReturnType<typeof createClient>;
beforeAll(async () => {
  server = await serverTarget({ limits: 'off' });
  revenue = createClient({ apiKey: keyOf() ?? '', baseUrl: server.url });
});
afterAll(() => server.close());

describe('the client', () => {
  it('has every operation of the new resources, typed', async () => {
    expect(Object.keys(revenue.creditNotes).sort()).toEqual([
      'create',
      'delete',
      'get',
      'getSummary',
      'list',
      'listHistory',
      'update',
    ]);
    expect(Object.keys(revenue.usageRecordBatches).sort()).toEqual(['create', 'delete', 'update']);
    expect(Object.keys(revenue.boxes).sort()).toEqual(['change', 'create', 'get', 'list']);

    expect(await revenue.creditNotes.create(note('cn_1'))).toEqual({ success: true, credit_note_id: 'cn_1' });
    const found = await revenue.creditNotes.get('cn_1');
    expectTypeOf(found).toEqualTypeOf<CreditNote>();
    expectTypeOf(found.reason).toEqualTypeOf<'refund' | 'error' | 'goodwill'>();
    expectTypeOf(found.applied_at).toEqualTypeOf<string | null>();
    expect(found).toMatchObject({ amount: 19.99, points: 10 });
    await revenue.creditNotes.update({ credit_note_id: 'cn_1', applied_at: null, points: null });
    expect((await revenue.creditNotes.get('cn_1')).points).toBeNull();
    expect((await revenue.creditNotes.listHistory('cn_1')).data).toHaveLength(2);
    expect((await revenue.creditNotes.getSummary({ reason: 'refund' })).currencies[0]?.total).toBe('19.99');

    const { response } = await revenue.usageRecordBatches.create(batch('b_1')).withResponse();
    expect(response.status).toBe(200);
    await revenue.usageRecordBatches.update({ usage_record_batch_id: 'b_1', priority: 5 });
    await revenue.usageRecordBatches.delete({ usage_record_batch_id: 'b_1' });
    const gone = await revenue.usageRecordBatches
      .delete({ usage_record_batch_id: 'b_1' })
      .catch((error: unknown) => error);
    expect(gone).toBeInstanceOf(NotFoundError);
    expect(isRevenueError(gone) && gone.code).toBe('usage_record_batch_not_found');

    await revenue.boxes.create({ ...box('box_1'), '2nd line': 'x', value: 7 });
    await changeBox(revenue, { box_id: 'box_1', 'content-type': '*/' });
    expect((await revenue.boxes.get('box_1'))['content-type']).toBe('*/');
  });

  it('pages under the names that the contract chose', async () => {
    for (const id of ['p_1', 'p_2', 'p_3']) await createCreditNote(revenue, { ...note(id), reference: 'paged' });
    const ids: string[] = [];
    for await (const row of revenue.creditNotes.list({ reference: 'paged', page_size: 2 })) {
      expectTypeOf(row).toEqualTypeOf<CreditNote>();
      ids.push(row.credit_note_id);
    }
    expect(ids).toEqual(['p_1', 'p_2', 'p_3']);
    const sizes: number[] = [];
    for await (const page of listCreditNotes(revenue, { reference: 'paged', page_size: 2 }).byPage()) {
      sizes.push(page.credit_notes.length);
    }
    expect(sizes).toEqual([2, 1]);
  });

  it('refuses at compile time what the contract refuses', () => {
    const create = revenue.creditNotes.create;
    expectTypeOf<Parameters<typeof create>[0]['reason']>().toEqualTypeOf<'refund' | 'error' | 'goodwill'>();
    expectTypeOf<{ usage_record_batch_id: string }>().not.toExtend<
      Parameters<typeof revenue.usageRecordBatches.create>[0]
    >();
    expectTypeOf<Parameters<typeof revenue.boxes.create>[0]>()
      .toHaveProperty('content-type')
      .toEqualTypeOf<"it's" | 'say "so"' | 'back\\slash' | '*/' | ''>();
  });
});

it('has validators with the codes of the server', () => {
  expect(validators.createCreditNote.check(note('cn_1'))).toEqual({ issues: [] });
  expect(validators.createUsageRecordBatch.check({ meter: 1 }).issues.map(({ param, code }) => [param, code])).toEqual([
    ['usage_record_batch_id', 'missing_field'],
    ['meter', 'invalid_type'],
    ['started', 'missing_field'],
  ]);
  expect(validators.changeBox.check({ box_id: 'b', 'content-type': 'else' }).issues[0]?.code).toBe('invalid_enum');
});

it('passes the new paths through the proxy, and no other', async () => {
  const proxy = createProxy({ baseUrl: server.url, apiKey: () => keyOf() ?? null, prefix: '/api' });
  const ask = async (path: string): Promise<number> =>
    (await proxy(new Request(`https://app.test${path}`, { headers: { 'sec-fetch-site': 'same-origin' } }))).status;
  expect(await ask('/api/revenue/credit-notes?page_size=1')).toBe(200);
  expect(await ask('/api/revenue/boxes/box_1')).toBe(200);
  expect(await ask('/api/revenue/usage-record-batches')).toBe(405);
  expect(await ask('/api/revenue/usage-record-batches/b_1')).toBe(404);
});
