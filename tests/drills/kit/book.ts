import { between } from './seeded.ts';
import { type Answer, INVOICES, type Wire } from './wire.ts';

export type Action = 'create' | 'update' | 'delete';

/** One write under its own idempotency key. Each has an amount of its own, so that states can be told apart. */
export interface Write {
  readonly action: Action;
  readonly id: string;
  readonly amount: number;
  readonly key: string;
  /** Length of the long fields of a created row, in bytes. */
  readonly padding: number;
}

/** What must be stored of one row. */
export interface Row {
  /** Nothing: the row does not exist. */
  readonly amount: number | undefined;
  /** Its whole history. */
  readonly actions: readonly Action[];
}

const NOTHING: Row = { amount: undefined, actions: [] };

/** The client's list: what was acknowledged, and the writes of which the answer did not come. */
export class Book {
  readonly rows = new Map<string, Row>();
  /** By id: one at most, since each row has one writer at a time. */
  readonly doubts = new Map<string, Write>();
  /** Ids that were written since somebody looked. */
  readonly touched = new Set<string>();
  acknowledged = 0;
  readonly #padding: number;
  #numbers = 0;

  /** @param padding Length of the long fields of created rows, in bytes: long ones fill many pages. */
  constructor(padding = 0) {
    this.#padding = padding;
  }

  row(id: string): Row {
    return this.rows.get(id) ?? NOTHING;
  }

  /** Plans a write of one of a lane's own rows, or of a new one. */
  plan(lane: number, random: () => number): Write {
    this.#numbers += 1;
    const mine = [...this.#recent(lane)].filter((id) => !this.doubts.has(id));
    const id = mine[Math.floor(random() * mine.length * 2)] ?? `inv_${lane}_${this.#numbers}`;
    const exists = this.row(id).amount !== undefined;
    const action = exists ? (random() < 0.7 ? 'update' : 'delete') : 'create';
    const amount = (this.#numbers * 100 + between(random, 0, 99)) / 100;
    return { action, id, amount, key: `key-${this.#numbers}`, padding: this.#padding };
  }

  /** Notes the 200 of a write. */
  acknowledge(write: Write): void {
    const { id } = write;
    this.doubts.delete(id);
    this.rows.set(id, after(this.row(id), write));
    this.touched.add(id);
    this.acknowledged += 1;
    const lane = laneOf(id);
    this.#lanes.set(lane, new Set([...this.#recent(lane), id].slice(-20)));
  }

  /** Notes a write without an answer. */
  doubt(write: Write): void {
    this.doubts.set(write.id, write);
  }

  /** Every row that exists, with its amount. */
  live(): Map<string, number> {
    const live = new Map<string, number>();
    for (const [id, { amount }] of this.rows) if (amount !== undefined) live.set(id, amount);
    return live;
  }

  readonly #lanes = new Map<number, Set<string>>();

  #recent(lane: number): Set<string> {
    return this.#lanes.get(lane) ?? new Set();
  }
}

/** What a row is once a write is done. */
export function after(row: Row, { action, amount }: Write): Row {
  return { amount: action === 'delete' ? undefined : amount, actions: [...row.actions, action] };
}

/** The body of a write. */
function bodyOf(write: Write): object {
  const { action, id, amount } = write;
  if (action === 'create') return contentOf(write);
  return action === 'update' ? { invoice_id: id, amount } : { invoice_id: id };
}

interface Content {
  readonly invoice_id: string;
  readonly amount: number;
  readonly customer_id: string;
  readonly group_id: string;
  readonly issue_date: string;
}

/** The whole row that a create makes. */
export function contentOf({ id, amount, padding }: Write): Content {
  const [customer, group] = [`cust_${laneOf(id)}`, 'group_1'].map((name) => name.padEnd(padding, '-'));
  return {
    invoice_id: id,
    amount,
    customer_id: customer ?? '',
    group_id: group ?? '',
    issue_date: '2026-01-15T00:00:00Z',
  };
}

const METHODS = { create: 'POST', update: 'PUT', delete: 'DELETE' } as const;

/** Sends a write. */
export function send(wire: Wire, write: Write, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const headers = { 'idempotency-key': write.key, ...more };
  return wire.ask(METHODS[write.action], INVOICES, { headers, body: bodyOf(write) });
}

export function isReplayed({ headers }: Answer): boolean {
  return headers['idempotent-replayed'] === 'true';
}

/** The client that writes a row. */
export function laneOf(id: string): number {
  return Number(id.split('_')[1]);
}
