import { expect, test } from 'vitest';
import { manifest } from './generated/manifest.gen.ts';
import { resourceDefinition } from './manifest.ts';
import type { IdempotencyRecord, StoredRow, WriteCommand } from './store/port.ts';
import { executeWrite, IDEMPOTENCY_TTL_MS, type WriteTransaction } from './write.ts';

const definition = resourceDefinition(manifest, 'invoices');
const command: WriteCommand = {
  scope: { tenant: 't', environment: 'test' },
  resource: 'invoices',
  kind: 'create',
  id: 'a',
  fields: { customer_id: 'c', amount: 1, currency: 'USD' },
  idempotency: { key: 'k', method: 'POST', path: '/p', fingerprint: 'f' },
  at: IDEMPOTENCY_TTL_MS,
  requestId: 'r',
  keyId: 'key',
};
const row: StoredRow = {
  id: 'a',
  document: { customer_id: 'c', amount: 1, currency: 'USD' },
  createdAt: 1,
  updatedAt: 1,
};

/** A transaction that writes down its calls. */
function recorded(
  stored: { row?: StoredRow; answer?: IdempotencyRecord } = {},
): WriteTransaction & { calls: string[] } {
  const calls: string[] = [];
  const note = <T>(text: string, result?: T): T | undefined => {
    calls.push(text);
    return result;
  };
  return {
    calls,
    idempotent: (_, { key }) => note(`idempotent ${key}`, stored.answer),
    row: (_, resource, id) => note(`row ${resource} ${id}`, stored.row),
    putRow: (_, resource, { id }) => void note(`putRow ${resource} ${id}`),
    deleteRow: (_, resource, id) => void note(`deleteRow ${resource} ${id}`),
    addToSummary: (_, resource, deltas) => void note(`addToSummary ${resource} ${deltas.length}`),
    addAudit: ({ action, id }) => void note(`addAudit ${action} ${id}`),
    putIdempotent: (_, { key }, { body }) => void note(`putIdempotent ${key} ${body}`),
  };
}

const BODY = '{"success":true,"invoice_id":"a"}';

test('a write reads all before it changes anything, and stores its answer last', () => {
  const transaction = recorded();
  expect(executeWrite(transaction, definition, command)).toEqual({ ok: true, replayed: false, body: BODY });
  expect(transaction.calls).toEqual([
    'idempotent k',
    'row invoices a',
    'putRow invoices a',
    'addAudit create a',
    'addToSummary invoices 3',
    `putIdempotent k ${BODY}`,
  ]);
});

test('without a key nothing about keys is asked or stored', () => {
  const { idempotency: _, ...keyless } = command;
  const transaction = recorded({ row });
  executeWrite(transaction, definition, { ...keyless, kind: 'delete', fields: {} });
  expect(transaction.calls).toEqual([
    'row invoices a',
    'deleteRow invoices a',
    'addAudit delete a',
    'addToSummary invoices 3',
  ]);
});

test('a stored answer is given before anything else is looked at', () => {
  const transaction = recorded({ answer: { fingerprint: 'f', body: 'stored', at: 1 } });
  expect(executeWrite(transaction, definition, command)).toEqual({ ok: true, replayed: true, body: 'stored' });
  expect(transaction.calls).toEqual(['idempotent k']);
});

test('a stored answer to another body is refused, one that is too old is forgotten', () => {
  const answer = { fingerprint: 'other', body: 'stored', at: 1 };
  const reused = executeWrite(recorded({ answer }), definition, command);
  expect(reused).toMatchObject({ ok: false, status: 400, error: { code: 'idempotency_key_reused' } });
  const transaction = recorded({ answer: { ...answer, at: 0 } });
  expect(executeWrite(transaction, definition, command)).toMatchObject({ ok: true, replayed: false });
  expect(transaction.calls).toContain(`putIdempotent k ${BODY}`);
});

test('what changes nothing writes no row and no audit row, but stores the answer', () => {
  for (const kind of ['create', 'update'] as const) {
    const transaction = recorded({ row });
    expect(executeWrite(transaction, definition, { ...command, kind })).toMatchObject({
      ok: true,
      replayed: kind === 'create',
    });
    expect(transaction.calls).toEqual(['idempotent k', 'row invoices a', `putIdempotent k ${BODY}`]);
  }
});

test('a refusal writes nothing', () => {
  const transaction = recorded({ row });
  const outcome = executeWrite(transaction, definition, { ...command, fields: { customer_id: 'other' } });
  expect(outcome).toMatchObject({ ok: false, status: 400 });
  expect(transaction.calls).toEqual(['idempotent k', 'row invoices a']);
});

test('what goes in and comes out can be sent to another thread', () => {
  expect(structuredClone(command)).toEqual(command);
  const outcome = executeWrite(recorded({ row }), definition, { ...command, fields: {} });
  expect(structuredClone(outcome)).toEqual(outcome);
});
