import { type Book, send } from '../kit/book.ts';
import { listAll, type Settled } from '../kit/check.ts';
import type { Complaints } from '../kit/complaints.ts';
import { seeded } from '../kit/seeded.ts';
import type { DrillServer } from '../kit/server.ts';
import { type Wire, wireTo } from '../kit/wire.ts';

const LANES = 8;
/** Writes before the fault, that must fail in it, and after it. */
const WRITES = 60;

export interface Tally extends Settled {
  failed: number;
  readsMeanwhile: number;
  startsInFault: number;
  refusedStarts: number;
  /** Single writes into a file that failed, by the database that it belongs to. */
  readonly injected: Map<string, number>;
}

/** Writes until so many were answered, or, in a fault, so many failed. */
export async function load(
  server: DrillServer,
  book: Book,
  seed: number,
  state: 'works' | 'broken',
  complaints: Complaints,
  tally: Tally,
): Promise<void> {
  const wire = wireTo(server);
  let left = WRITES;
  const lane = async (number: number): Promise<void> => {
    const random = seeded(seed * 1000 + number);
    while (left > 0) {
      const write = book.plan(number, random);
      const { status, text } = await send(wire, write);
      if (status === 200) {
        book.acknowledge(write);
        // A full disk takes what still fits.
        left -= state === 'works' ? 1 : 0.1;
        continue;
      }
      left -= 1;
      const isClear = status === 500 && text.includes('"code":"storage_unavailable"');
      complaints.expect(
        isClear && state === 'broken',
        `a write in a disk that ${state} was refused`,
        `${status} ${text}`,
      );
      book.doubt(write);
      tally.failed += 1;
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  wire.close();
}

/** Reads every row, and their sums, while the disk is broken: what is acknowledged must show. */
export async function readInFault(wire: Wire, book: Book, complaints: Complaints, tally: Tally): Promise<void> {
  const stored = await listAll(wire);
  let certain = 0;
  for (const [id, { amount }] of book.rows) {
    if (amount === undefined || book.doubts.has(id)) continue;
    certain += 1;
    complaints.expect(stored.get(id) === amount, 'a read in the fault does not show what is acknowledged', id);
    tally.readsMeanwhile += 1;
  }
  const count = await countInSums(wire);
  const isPossible = certain <= count && count <= certain + book.doubts.size;
  complaints.expect(isPossible, 'sums in the fault are not of what is acknowledged', `${count}, not ${certain}`);
}

/** Reads the sums again and again until something has ended: for each, the tables must have what was written. */
export async function sumUpDuring(wire: Wire, work: Promise<void>): Promise<void> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  while (!isOver) await countInSums(wire);
  await work;
}

async function countInSums(wire: Wire): Promise<number> {
  const { currencies } = await wire.read<{ currencies: { count: number }[] }>('/revenue/summaries/invoices');
  return currencies.reduce((sum, { count }) => sum + count, 0);
}
