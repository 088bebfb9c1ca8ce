import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../wire/cases.ts';
import { memoryTarget, mockTarget, serverTarget, type Target } from '../../wire/targets.ts';

const NOTES = '/revenue/credit-notes';
const note = {
  credit_note_id: 'cn_1',
  reason: 'refund',
  amount: 19.99,
  currency: 'EUR',
  issued_at: '2024-01-15T00:00:00.000Z',
  memo: 'late',
};

let target: Target;
afterEach(() => target.close());

async function send(method: string, path: string, body?: Json): Promise<unknown> {
  const answer = await target.send({ method, path, ...(body ? { body } : {}) });
  return { status: answer.status, ...(JSON.parse(answer.body) as object) };
}

const targets = { 'engine in memory': memoryTarget, 'server on SQLite': serverTarget, 'the mock': mockTarget };

describe.each(Object.entries(targets))('%s', (_name, make) => {
  it('serves a removed resource no more', async () => {
    target = await make();
    expect(await send('POST', '/revenue/boxes', { box_id: 'b' })).toMatchObject({ error: { code: 'route_not_found' } });
    expect(await send('GET', '/revenue/boxes')).toMatchObject({ status: 404, error: { code: 'route_not_found' } });
  });

  it('serves a renamed resource under its new name alone', async () => {
    target = await make();
    const batch = { usage_batch_id: 'b_1', meter: 'storage', started: '2024-01-15T00:00:00Z' };
    expect(await send('POST', '/revenue/usage-batches', batch)).toEqual({
      status: 200,
      success: true,
      usage_batch_id: 'b_1',
    });
    expect(await send('DELETE', '/revenue/usage-batches', { usage_batch_id: 'b_2' })).toMatchObject({
      error: { code: 'usage_batch_not_found' },
    });
    expect(await send('POST', '/revenue/usage-record-batches', batch)).toMatchObject({
      error: { code: 'route_not_found' },
    });
  });

  it('checks by the changed contract', async () => {
    target = await make();
    const { memo: _, ...silent } = note;
    expect(await send('POST', NOTES, { ...silent, reason: 'goodwill', points: 5, labels: ['x'] })).toMatchObject({
      status: 400,
      error: {
        details: [
          { param: 'reason', code: 'invalid_enum' },
          { param: 'points', code: 'invalid_type' },
          { param: 'memo', code: 'missing_field' },
          { param: 'labels', code: 'unknown_field' },
        ],
      },
    });
    expect(await send('POST', NOTES, { ...note, points: 'many', marks: ['x'] })).toMatchObject({ status: 200 });
    expect(await send('GET', `${NOTES}?points=many&memo=late`)).toMatchObject({
      credit_notes: [{ points: 'many', marks: ['x'] }],
    });
    expect(await send('GET', `${NOTES}?reason=goodwill`)).toMatchObject({ error: { code: 'invalid_enum' } });
    expect(await send('GET', `${NOTES}?points_min=1`)).toMatchObject({ error: { code: 'unknown_field' } });
  });
});
