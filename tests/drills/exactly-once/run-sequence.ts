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
import type { CuttingProxy } from './cutting-proxy.ts';
import { type Change, judge } from './judge.ts';
import { type Action, ATTEMPTS, hangs, type Step } from './plan.ts';
import { NAME_HEADER, type Trail } from './trail.ts';

const HANG_MS = 1_000;
const USUAL_MS = 20_000;
/** An ambiguous write is repeated so often at the most; more than one repetition takes a very busy machine. */
const REPEATS = 5;

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
  /** Without keys: a request that the client had given up was done after later ones. Only keys can undo that. */
  overtaken: number;
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
  readonly proxy: Pick<CuttingProxy, 'deliverCopies' | 'quiet'>;
  readonly trail: Trail;
  readonly tally: Tally;
}

/** Plays one sequence and compares the server's own history with what the client said. */
export async function runSequence(sequence: Sequence): Promise<void> {
  const { name, steps, tally, proxy } = sequence;
  const wanted: Action[] = [];
  for (const [index, step] of steps.entries()) {
    tally.writes += 1;
    const isDone = await settle(sequence, step, `${name}.${index}`, index + 1, wanted.length);
    if (isDone) wanted.push(step.action);
    // The next step was planned for a write that was done.
    else break;
  }
  await proxy.deliverCopies(name);
  await proxy.quiet(name);
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
    headers: { [NAME_HEADER]: stepName },
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
    return sequence.keySupport ? repeated(write, error, tally, stepName) : readBack(sequence, before);
  }
}

/** With keys an ambiguous write is repeated under its key until an answer says whether it had been done. */
async function repeated(
  write: (more?: CallOptions) => Promise<boolean>,
  first: RevenueError,
  tally: Tally,
  stepName: string,
): Promise<boolean> {
  for (let last: unknown = first, turn = 0; ; turn += 1) {
    if (!(isRevenueError(last) && last.ambiguous && turn < REPEATS)) {
      return unclassified(tally, stepName, `${first}, then ${last}`);
    }
    try {
      // Nothing hangs any more: what takes long now is a busy machine.
      if (await write({ attemptTimeoutMs: USUAL_MS })) tally.ambiguousDone += 1;
      else tally.ambiguousNotDone += 1;
      return true;
    } catch (error) {
      if (isRevenueError(error)) tally.attempts += error.attempts;
      last = error;
    }
  }
}

/** Without keys only a read tells whether an ambiguous write is done, and only once nothing of it is on its way. */
async function readBack({ reader, name, tally, proxy }: Sequence, before: number): Promise<boolean> {
  await proxy.quiet(name);
  const isDone = (await history(reader, name)).length > before;
  tally[isDone ? 'ambiguousDone' : 'ambiguousNotDone'] += 1;
  return isDone;
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

async function compare({ reader, name, tally, trail, keySupport }: Sequence, wanted: readonly Action[]): Promise<void> {
  const found = await history(reader, name);
  const verdict = judge(found, wanted, (request) => !keySupport && trail.isOvertaken(request));
  trail.forget(name);
  if (verdict !== 'once') tally[verdict] += 1;
  if (verdict === 'overtaken') return;
  const told = found.map(({ action, request_id: request }) => `${action} by ${request}`).join();
  if (verdict !== 'once') note(tally, `${name}: ${verdict}: wanted ${wanted.join()}, found ${told}`);
  const isThere = wanted.length > 0 && wanted.at(-1) !== 'delete';
  const stored = await getInvoice(reader, name).catch((error: unknown) => {
    if (isNotFoundError(error)) return undefined;
    throw error;
  });
  // An amount is the number of its step: the last write that was done is the one that shows.
  const shown = isThere ? wanted.length : undefined;
  if (verdict === 'once' && stored?.amount !== shown) {
    tally.lost += 1;
    note(tally, `${name}: amount ${stored?.amount} instead of ${shown}`);
  }
}

async function history(reader: Client, id: string): Promise<Change[]> {
  const rows: Change[] = [];
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
