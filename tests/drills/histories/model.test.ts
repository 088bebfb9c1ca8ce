import { describe, expect, it } from 'vitest';
import { type Event, isLinearizable, type Operation } from './model.ts';

const create: Operation = { kind: 'create', amount: 1 };
const update: Operation = { kind: 'update', amount: 2 };
const get: Operation = { kind: 'get', amount: 0 };

function event(operation: Operation, began: number, ended: number, result?: string): Event {
  return { operation, began, ended: result === undefined ? Number.POSITIVE_INFINITY : ended, result };
}

describe('a history', () => {
  it.each<[string, Event[]]>([
    ['of one client', [event(create, 1, 2, 'ok'), event(update, 3, 4, 'ok'), event(get, 5, 6, 'amount 2')]],
    [
      'whose read overlaps a write, and sees what was before',
      [event(create, 1, 2, 'ok'), event(update, 3, 9, 'ok'), event(get, 4, 5, 'amount 1')],
    ],
    ['whose write without an answer was never done', [event(create, 1, 2), event(get, 3, 4, 'missing')]],
    [
      'whose write without an answer was done late',
      [event(create, 1, 2), event(get, 3, 4, 'missing'), event(get, 5, 6, 'amount 1')],
    ],
    [
      'whose key is sent again',
      [event({ ...create, key: 'k1' }, 1, 2), event({ ...create, key: 'k1' }, 3, 4, 'ok replayed')],
    ],
  ])('%s has an order', (_, events) => {
    expect(isLinearizable(events)).toBe(true);
  });

  it.each<[string, Event[]]>([
    ['that loses an acknowledged write', [event(create, 1, 2, 'ok'), event(get, 3, 4, 'missing')]],
    ['with a stale read', [event(create, 1, 2, 'ok'), event(update, 3, 4, 'ok'), event(get, 5, 6, 'amount 1')]],
    [
      'that goes back',
      [
        event(create, 1, 2, 'ok'),
        event(update, 3, 9, 'ok'),
        event(get, 4, 5, 'amount 2'),
        event(get, 6, 7, 'amount 1'),
      ],
    ],
    [
      'that does a write twice',
      [
        event(create, 1, 2, 'ok'),
        event(update, 3, 4),
        event({ kind: 'history', amount: 0 }, 5, 6, 'create,update,update,'),
      ],
    ],
    ['with two winners', [event(create, 1, 5, 'ok'), event({ ...create, amount: 2 }, 2, 4, 'ok')]],
    [
      'whose key is done again',
      [
        event({ ...create, key: 'k1' }, 1, 2, 'ok'),
        event({ kind: 'delete', amount: 0 }, 3, 4, 'ok'),
        event({ ...create, key: 'k1' }, 5, 6, 'ok'),
      ],
    ],
  ])('%s has none', (_, events) => {
    expect(isLinearizable(events)).toBe(false);
  });
});
