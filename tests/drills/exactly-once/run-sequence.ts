import {
  type CallOptions,
  type Client,
  createInvoice,
  deleteInvoice,
  getInvoice,
  isNotFoundError,
  isRevenueError,
  listInvoiceHistory,
  type RevenueError,
  updateInvoice,
} from '@thrivestack-revenue/core/functions';
import { STEP_HEADER } from './cutting-proxy.ts';
import { type Action, ATTEMPTS, hangs, type Step } from './plan.ts';

const HANG_MS = 1_000;
const USUAL_MS = 20_000;

/** What became of the writes of one or more sequences. */
export interface Tally {
  writes: number;
  attempts: number;
  /** Calls that ended with `ambiguous`, and what a repeat or a read then showed. */
  ambiguousDone: number;
  ambiguousNotDone: number;
  /** Calls that failed, rightly saying that nothing was done. */
  refused: number;
  doubled: number;
  lost: number;
  unclassified: number;
  /** The first few things that went wrong, in words. */
  readonly faults: string[];
}

export interface Sequence {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Goes through the proxy. */
  readonly client: Client;
  /** Goes straight to the server. */
  readonly reader: Client;
  readonly keySupport: boolean;
  /** Lets what the network kept of this sequence arrive. */
  readonly deliverCopies: () => Promise<void>;
  readonly tally: Tally;
}

/** Plays one sequence and compares the server's own history with what the client said. */
export async function runSequence(sequence: Sequence): Promise<void> {
  const { name, steps, tally } = sequence;
  const wanted: Action[] = [];
  for (const [index, step] of steps.entries()) {
    tally.writes += 1;
    const isDone = await settle(sequence, step, `${name}.${index}`, index + 1, wanted.length);
    if (isDone) wanted.push(step.action);
    // The next step was planned for a write that was done.
    else break;
  }
  await sequence.deliverCopies();
  await compare(sequence, wanted);
}

/** Does one write until it is known whether it is done. */
async function settle(
  sequence: Sequence,
  step: Step,
  stepName: string,
  amount: number,
  before: number,
): Promise<boolean> {
  const { tally, name, client } = sequence;
  const idempotencyKey = `key-${stepName}`;
  const isSlow = step.cuts.some((cut) => hangs.includes(cut));
  const options: CallOptions = {
    idempotencyKey,
    headers: { [STEP_HEADER]: stepName },
    attemptTimeoutMs: isSlow ? HANG_MS : USUAL_MS,
    timeoutMs: 3 * USUAL_MS,
    maxRetries: ATTEMPTS - 1,
  };
  const write = (more: CallOptions = {}): Promise<boolean> =>
    send(client, step.action, name, amount, { ...options, ...more }, tally);
  try {
    await write();
    return true;
  } catch (error) {
    if (!isRevenueError(error)) return unclassified(tally, stepName, error);
    tally.attempts += error.attempts;
    if (!error.ambiguous) {
      tally.refused += 1;
      return false;
    }
    return sequence.keySupport ? repeated(write, error, tally, stepName) : readBack(sequence, before, stepName);
  }
}

/** With keys an ambiguous write is repeated under its key: the answer says whether it had been done. */
async function repeated(
  write: (more?: CallOptions) => Promise<boolean>,
  first: RevenueError,
  tally: Tally,
  stepName: string,
): Promise<boolean> {
  try {
    // Nothing hangs any more: what takes long now is a busy machine.
    if (await write({ attemptTimeoutMs: USUAL_MS })) tally.ambiguousDone += 1;
    else tally.ambiguousNotDone += 1;
    return true;
  } catch (error) {
    return unclassified(tally, stepName, isRevenueError(error) ? `${first.name}, then ${error}` : error);
  }
}

/** Without keys only a read tells whether an ambiguous write is done. */
async function readBack({ reader, name, tally }: Sequence, before: number, stepName: string): Promise<boolean> {
  const rows = await history(reader, name);
  if (rows.length > before + 1) {
    tally.doubled += 1;
    note(tally, `${stepName}: ${rows.length} changes after ${before}`);
  }
  if (rows.length > before) {
    tally.ambiguousDone += 1;
    return true;
  }
  tally.ambiguousNotDone += 1;
  return false;
}

/** Sends one write; tells whether it had been done before. */
async function send(
  client: Client,
  action: Action,
  id: string,
  amount: number,
  options: CallOptions,
  tally: Tally,
): Promise<boolean> {
  const row = { invoice_id: id, customer_id: 'cust_1', group_id: 'group_1', issue_date: '2024-01-15T00:00:00Z' };
  const call =
    action === 'create'
      ? createInvoice(client, { ...row, amount }, options)
      : action === 'update'
        ? updateInvoice(client, { invoice_id: id, amount }, options)
        : deleteInvoice(client, { invoice_id: id }, options);
  const { response } = await call.withResponse();
  tally.attempts += response.attempts;
  return response.replayed;
}

async function compare({ reader, name, tally }: Sequence, wanted: readonly Action[]): Promise<void> {
  const found = (await history(reader, name)).map(({ action }) => action);
  if (found.length > wanted.length) tally.doubled += 1;
  else if (found.length < wanted.length) tally.lost += 1;
  else if (found.join() !== wanted.join()) tally.lost += 1;
  if (found.join() !== wanted.join()) note(tally, `${name}: wanted ${wanted.join()}, found ${found.join()}`);
  const isThere = wanted.length > 0 && wanted.at(-1) !== 'delete';
  const stored = await getInvoice(reader, name).catch((error: unknown) => {
    if (isNotFoundError(error)) return undefined;
    throw error;
  });
  // An amount is the number of its step: the last write that was done is the one that shows.
  const shown = isThere ? wanted.length : undefined;
  if (stored?.amount !== shown) {
    tally.lost += 1;
    note(tally, `${name}: amount ${stored?.amount} instead of ${shown}`);
  }
}

async function history(reader: Client, id: string): Promise<{ readonly action: string }[]> {
  const rows: { readonly action: string }[] = [];
  try {
    for await (const row of listInvoiceHistory(reader, id)) rows.push(row);
  } catch (error) {
    // An id that was never written has no history.
    if (!isNotFoundError(error)) throw error;
  }
  return rows;
}

function unclassified(tally: Tally, stepName: string, error: unknown): false {
  tally.unclassified += 1;
  note(tally, `${stepName}: ${error}`);
  return false;
}

function note(tally: Tally, text: string): void {
  if (tally.faults.length < 10) tally.faults.push(text);
}
