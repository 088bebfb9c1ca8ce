import { type Action, after, type Book, isReplayed, type Row, send, type Write } from './book.ts';
import type { Complaints } from './complaints.ts';
import { INVOICES, type Wire } from './wire.ts';

interface Page {
  readonly data: readonly { readonly invoice_id: string; readonly amount: number }[];
  readonly next_cursor: string | null;
}

interface Summary {
  readonly currencies: readonly { readonly count: number; readonly total: string }[];
}

/** Histories that are read at a time. */
const LANES = 8;

/** How many writes without an answer turned out to be done. */
export interface Settled {
  done: number;
  undone: number;
}

/**
 * Compares the server with the client's list: rows, history and summary. Writes without an answer must be wholly
 * there or wholly absent; each is then repeated under its key, and its answer must say which of the two it was.
 *
 * @throws Error when the connection ends.
 */
export async function compare(wire: Wire, book: Book, complaints: Complaints, settled: Settled): Promise<void> {
  for (const write of [...book.doubts.values()]) await settle(wire, book, write, complaints, settled);
  const stored = await listAll(wire);
  const wanted = book.live();
  for (const [id, amount] of wanted) {
    const found = stored.get(id);
    complaints.expect(found !== undefined, 'an acknowledged row is lost', id);
    complaints.expect(
      found === undefined || found === amount,
      'a row is not as acknowledged',
      `${id}: ${found}, not ${amount}`,
    );
  }
  for (const id of stored.keys())
    complaints.expect(wanted.has(id), 'a row is there that was deleted or never made', id);
  await compareSummary(wire, wanted, complaints);
  const left = [...book.touched];
  const lane = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const actions = await history(wire, id);
      const { actions: told } = book.row(id);
      complaints.expect(same(actions, told), 'a history is not as acknowledged', `${id}: ${actions}, not ${told}`);
      book.touched.delete(id);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function settle(wire: Wire, book: Book, write: Write, complaints: Complaints, settled: Settled): Promise<void> {
  const { id } = write;
  const found: Row = { amount: await amountOf(wire, id), actions: await history(wire, id) };
  const before = book.row(id);
  const isDone = sameRow(found, after(before, write));
  const told = `${write.action} of ${id}: found ${JSON.stringify(found)} after ${JSON.stringify(before)}`;
  complaints.expect(isDone || sameRow(found, before), 'a write without an answer is half done', told);
  const answer = await send(wire, write);
  complaints.expect(answer.status === 200, 'a repetition was refused', `${told}, then ${answer.status} ${answer.text}`);
  complaints.expect(isReplayed(answer) === isDone, 'a repetition was taken wrongly', `${told}, done: ${isDone}`);
  book.acknowledge(write);
  settled[isDone ? 'done' : 'undone'] += 1;
}

async function compareSummary(wire: Wire, wanted: ReadonlyMap<string, number>, complaints: Complaints): Promise<void> {
  const { currencies } = await wire.read<Summary>('/revenue/summaries/invoices');
  const [{ count, total } = { count: 0, total: '0.00' }] = currencies;
  let cents = 0;
  for (const amount of wanted.values()) cents += Math.round(amount * 100);
  const told = `${count} rows and ${total}, not ${wanted.size} and ${cents / 100}`;
  complaints.expect(count === wanted.size && Math.round(Number(total) * 100) === cents, 'the summary is wrong', told);
}

/** Reads every row by pages. */
export async function listAll(wire: Wire): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page = await wire.read<Page>(`${INVOICES}?limit=200${cursor && `&cursor=${cursor}`}`);
    for (const { invoice_id: id, amount } of page.data) rows.set(id, amount);
    cursor = page.next_cursor;
  }
  return rows;
}

/** Reads a row's amount; nothing when there is no row. */
export async function amountOf(wire: Wire, id: string): Promise<number | undefined> {
  const { status, text } = await wire.ask('GET', `${INVOICES}/${id}`);
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`A read was answered ${status}: ${text}`);
  return (JSON.parse(text) as { amount: number }).amount;
}

/** Reads the actions of a row's history; an id that was never written has none. */
export async function history(wire: Wire, id: string): Promise<Action[]> {
  const actions: Action[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { status, text } = await wire.ask(
      'GET',
      `${INVOICES}/${id}/history?limit=200${cursor && `&cursor=${cursor}`}`,
    );
    if (status === 404) return [];
    if (status !== 200) throw new Error(`A history was answered ${status}: ${text}`);
    const page = JSON.parse(text) as { data: { action: Action }[]; next_cursor: string | null };
    actions.push(...page.data.map(({ action }) => action));
    cursor = page.next_cursor;
  }
  return actions;
}

function sameRow(a: Row, b: Row): boolean {
  return a.amount === b.amount && same(a.actions, b.actions);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}
