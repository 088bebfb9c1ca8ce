import type { Event, Operation } from './model.ts';

/** What a history is played against. */
export interface Target {
  /** Sends a request. @throws Error when no answer comes. */
  ask(request: Request): Promise<{ readonly status: number; readonly replayed: boolean; readonly text: string }>;
  /** Ends the server as `kill -9` would, and starts it again; nothing when there is no server to kill. */
  readonly crash?: () => Promise<void>;
}

export interface Request {
  readonly method: string;
  readonly target: string;
  readonly body?: Record<string, unknown>;
  readonly key?: string | undefined;
  /** The client goes away once it has sent the request. */
  readonly isLost: boolean;
}

/** One step of a client. `list` reads all rows at once. */
export interface Step {
  readonly kind: Operation['kind'] | 'list';
  readonly row: number;
  readonly amount: number;
  /** 0: none. */
  readonly key: number;
  /** Its answer is lost; then it is sent again, with the same key or none. */
  readonly isLost: boolean;
}

/** What several clients do at once, and after how many answers the server dies. */
export interface History {
  readonly clients: readonly (readonly Step[])[];
  readonly crashes: readonly number[];
}

export interface Counts {
  operations: number;
  unknown: number;
  crashes: number;
}

export const ROWS = 2;
const INVOICES = '/revenue/invoices';

/** Plays a history and returns the events of each row. */
export async function play(target: Target, prefix: string, history: History, counts: Counts): Promise<Event[][]> {
  const rows: Event[][] = Array.from({ length: ROWS }, () => []);
  let clock = 0;
  let answers = 0;
  const crashes = [...history.crashes];
  let down: Promise<void> | undefined;
  const note = (row: number, operation: Operation, began: number, result: string | undefined): void => {
    const ended = result === undefined ? Number.POSITIVE_INFINITY : ++clock;
    rows[row]?.push({ operation, began, ended, result });
  };
  const crashIfDue = (): void => {
    answers += 1;
    if (!target.crash || down || crashes[0] === undefined || answers < crashes[0]) return;
    crashes.shift();
    counts.crashes += 1;
    down = target.crash().then(() => {
      down = undefined;
    });
  };
  /** Returns whether there was an answer. */
  const once = async (step: Step, isLost: boolean): Promise<boolean> => {
    await down;
    counts.operations += 1;
    const began = ++clock;
    const answer = await target.ask(requestOf(prefix, step, isLost)).catch(() => undefined);
    if (!answer) counts.unknown += 1;
    else crashIfDue();
    if (step.kind === 'list') {
      for (let row = 0; answer && row < ROWS; row += 1) {
        note(row, { kind: 'get', amount: 0 }, began, listed(answer.text, nameOf(prefix, row)));
      }
      return answer !== undefined;
    }
    const operation = { kind: step.kind, amount: step.amount, key: keyOf(step) };
    // A read without an answer says nothing.
    if (answer || !['get', 'history'].includes(step.kind)) {
      note(step.row, operation, began, answer && resultOf(step.kind, answer));
    }
    return answer !== undefined;
  };
  const client = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) {
      await once(step, step.isLost);
      if (step.isLost) await once(step, false);
    }
  };
  await Promise.all(history.clients.map(client));
  // The last look is at a server that lives, and the next history finds one.
  crashes.length = 0;
  await down;
  const look = { amount: 0, key: 0, isLost: false } as const;
  for (let row = 0; row < ROWS; row += 1) {
    for (const kind of ['get', 'history'] as const) {
      // A history without answers would be explained by anything.
      if (!(await once({ ...look, kind, row }, false))) throw new Error('The last look at a row has no answer.');
    }
  }
  return rows;
}

function nameOf(prefix: string, row: number): string {
  return `${prefix}_${row}`;
}

function keyOf({ key }: Step): string | undefined {
  return key === 0 ? undefined : `k${key}`;
}

function requestOf(prefix: string, step: Step, isLost: boolean): Request {
  const id = nameOf(prefix, step.row);
  const name = keyOf(step);
  const rest = { key: name && `${id}-${name}`, isLost };
  const more = { customer_id: 'cust_1', group_id: 'group_1', issue_date: '2026-01-15T00:00:00Z' };
  const { amount } = step;
  switch (step.kind) {
    case 'create':
      return { ...rest, method: 'POST', target: INVOICES, body: { ...more, invoice_id: id, amount } };
    case 'update':
      return { ...rest, method: 'PUT', target: INVOICES, body: { invoice_id: id, amount } };
    case 'delete':
      return { ...rest, method: 'DELETE', target: INVOICES, body: { invoice_id: id } };
    case 'get':
      return { method: 'GET', target: `${INVOICES}/${id}`, isLost };
    case 'history':
      return { method: 'GET', target: `${INVOICES}/${id}/history?limit=200`, isLost };
    case 'list':
      return { method: 'GET', target: `${INVOICES}?limit=200&q=${prefix}_`, isLost };
  }
}

interface Found {
  readonly amount?: number;
  readonly data?: readonly { readonly action?: string; readonly invoice_id?: string; readonly amount?: number }[];
  readonly error?: { readonly code: string };
}

function resultOf(kind: Operation['kind'], answer: { status: number; replayed: boolean; text: string }): string {
  const body = JSON.parse(answer.text) as Found;
  if (kind === 'get') return answer.status === 404 ? 'missing' : `amount ${body.amount}`;
  if (kind === 'history') {
    return answer.status === 404 ? 'missing' : (body.data ?? []).map(({ action }) => `${action},`).join('');
  }
  if (answer.status !== 200) return body.error?.code ?? `status ${answer.status}`;
  return answer.replayed ? 'ok replayed' : 'ok';
}

function listed(text: string, id: string): string {
  const found = ((JSON.parse(text) as Found).data ?? []).find((row) => row.invoice_id === id);
  return found ? `amount ${found.amount}` : 'missing';
}
