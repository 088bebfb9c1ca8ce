import { expect, test } from 'vitest';
import type { JsonObject } from './manifest.ts';
import { memoryStore } from './store/memory.ts';
import { START, testEngine } from './test-engine.ts';
import { creditNotes } from './test-manifest.ts';

const PATH = '/revenue/credit-notes';

function notes() {
  return testEngine({ manifest: creditNotes, store: memoryStore({ manifest: creditNotes }) });
}

test('another resource works by its manifest alone', async () => {
  const { send } = notes();
  const done = { success: true, credit_note_id: 'n1' };
  expect((await send('POST', PATH, { credit_note_id: 'n1', pages: 2, settled: false })).json).toEqual(done);
  expect((await send('PUT', PATH, { credit_note_id: 'n1', remark: 'x' })).json).toEqual(done);
  expect((await send('GET', `${PATH}/n1`)).json).toEqual({
    credit_note_id: 'n1',
    settled: false,
    pages: 2,
    remark: 'x',
    created_at: new Date(START).toISOString(),
    updated_at: new Date(START).toISOString(),
  });
  expect((await send('DELETE', `${PATH}?credit_note_id=n1`)).json).toEqual(done);
  expect((await send('GET', `${PATH}/n1`)).error).toMatchObject({
    code: 'credit_note_not_found',
    message: 'No credit note has this credit_note_id.',
  });
  expect((await send('GET', '/revenue/invoices')).status).toBe(404);
});

test('its own key header and scope are asked for', async () => {
  const keys = [{ key: 'k', tenant: 't', environment: 'test', scopes: ['credit'] } as const];
  const { send } = testEngine({ manifest: creditNotes, store: memoryStore({ manifest: creditNotes, keys }) });
  const ask = (headers: Record<string, string>) => send('GET', PATH, undefined, { key: null, headers });
  expect((await ask({ 'x-test-key': 'k' })).status).toBe(200);
  expect((await ask({ 'x-api-key': 'k' })).error['message']).toContain('x-test-key');
});

test('a field that only updates have does not make a repeated create differ', async () => {
  const { send } = notes();
  await send('POST', PATH, { credit_note_id: 'n1', pages: 2 });
  await send('PUT', PATH, { credit_note_id: 'n1', pages: 2, remark: 'x' });
  const other = await send('POST', PATH, { credit_note_id: 'n1', pages: 3 });
  expect(other.error['code']).toBe('credit_note_already_exists');
  expect(other.details).toContain('pages credit_note_already_exists');
});

test('an open body keeps what the contract does not name', async () => {
  const { send } = notes();
  await send('POST', PATH, { credit_note_id: 'n1', extra: { deep: [1] } });
  expect((await send('GET', `${PATH}/n1`)).json).toMatchObject({ extra: { deep: [1] }, remark: null });
  expect((await send('POST', PATH, { credit_note_id: 'n1' })).details).toEqual(['extra credit_note_already_exists']);
  await send('PUT', PATH, { credit_note_id: 'n1', extra: 2 });
  expect((await send('GET', `${PATH}/n1`)).json).toMatchObject({ extra: 2 });
});

test('money in lists is judged in the currency of the row', async () => {
  const { send } = notes();
  await send('POST', PATH, { credit_note_id: 'n1', currency: 'JPY', lines: [{ price: 5 }] });
  const lines = (price: number) => send('PUT', PATH, { credit_note_id: 'n1', lines: [{ price: 1 }, { price }] });
  expect((await lines(1.5)).details).toEqual(['lines[1].price amount_precision']);
  expect((await lines(2)).status).toBe(200);
  expect((await send('PUT', PATH, { credit_note_id: 'n1', currency: 'USD' })).status).toBe(200);
  expect((await lines(1.25)).status).toBe(200);
  expect((await send('PUT', PATH, { credit_note_id: 'n1', currency: 'JPY' })).details).toEqual([
    'lines[1].price amount_precision',
  ]);
  const raw = '{"credit_note_id":"n1","lines":[{"price":1.10000000000000000001}]}';
  expect((await send('PUT', PATH, undefined, { raw })).details).toEqual(['lines[0].price amount_precision']);
});

test('lists use the names of the contract, and all kinds of columns', async () => {
  const test = notes();
  for (const [id, fields] of Object.entries<JsonObject>({
    a: { pages: 1, weight: 0.5, settled: true },
    b: { pages: 2, weight: 1.5, settled: false },
    c: { pages: 1, weight: 2.5 },
  })) {
    await test.send('POST', PATH, { credit_note_id: id, ...fields });
    test.now += 1;
  }
  const list = async (query: string) => {
    const { json, error } = await test.send('GET', `${PATH}?${query}`);
    const rows = (json['notes'] ?? []) as { credit_note_id: string }[];
    return { ids: rows.map((row) => row.credit_note_id).join(''), next: json['next'], more: json['more'], error };
  };
  expect((await list('size=3&by=credit_note_id&direction=asc')).ids).toBe('abc');
  expect((await list('size=3&settled=true')).ids).toBe('a');
  expect((await list('size=3&pages=1&direction=asc')).ids).toBe('ac');
  expect((await list('size=3&weight_from=1.5&by=weight')).ids).toBe('cb');
  expect((await list('size=3&by=settled')).ids).toBe('abc');
  expect((await list('id=b')).ids).toBe('b');
  expect((await list(`size=3&since=${encodeURIComponent(new Date(START + 1).toISOString())}`)).ids).toBe('cb');
  expect((await list('since=yesterday')).error).toMatchObject({ code: 'invalid_date', param: 'since' });
  const first = await list('');
  expect(first).toMatchObject({ ids: 'cb', more: true });
  expect(await list(`from=${first.next}`)).toMatchObject({ ids: 'a', more: false, next: null });
  await test.send('PUT', PATH, { credit_note_id: 'a', pages: 9 });
  expect((await list('by=updated_at')).ids).toBe('ac');
});
