import { replies } from '../../tests/faults/replies.ts';

/**
 * @typedef {object} FaultCase
 * @property {string} name
 * @property {import('../../tests/faults/replies.ts').FaultName} fault
 * @property {boolean} keySupport Whether the server knows idempotency keys.
 * @property {'refused' | 'malformed key' | 'warm'} [setUp]
 * @property {'before' | 'headers' | 'body' | 'back-off'} [abort] When the caller aborts.
 * @property {number} [clockJumpMs] How far the clock jumps while the client waits.
 */

/** Faults in which a write is done and the answer is lost: shown for a server without keys, too. */
const committed = ['commit-then-reset', '500-after-commit', 'reset-mid-body'];
const ofServer = Object.keys(replies).filter((fault) => fault !== 'stale-socket');
const HOUR_MS = 3_600_000;

/** @type {readonly FaultCase[]} */
export const cases = [
  ...ofServer.map((fault) => ({ name: fault, fault, keySupport: true })),
  ...committed.map((fault) => ({ name: `${fault}, keys unknown`, fault, keySupport: false })),
  { name: 'stale-socket', fault: 'stale-socket', keySupport: true, setUp: 'warm' },
  { name: 'connection refused', fault: 'ok', keySupport: true, setUp: 'refused' },
  { name: 'malformed key', fault: 'ok', keySupport: true, setUp: 'malformed key' },
  { name: 'abort before the send', fault: 'ok', keySupport: true, abort: 'before' },
  { name: 'abort, no headers yet', fault: 'no-headers', keySupport: true, abort: 'headers' },
  { name: 'abort in the body', fault: 'drip', keySupport: true, abort: 'body' },
  { name: 'abort in the back-off', fault: 'always-500', keySupport: true, abort: 'back-off' },
  { name: 'clock forward 1 h', fault: '429-seconds', keySupport: true, clockJumpMs: HOUR_MS },
  { name: 'clock back 1 h', fault: '429-seconds', keySupport: true, clockJumpMs: -HOUR_MS },
];
