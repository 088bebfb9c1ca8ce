import fc from 'fast-check';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { isLinearizable } from './model.ts';
import { type Counts, type History, play, ROWS, type Step } from './play.ts';
import { memoryTarget, type OpenTarget, serverTarget } from './targets.ts';

/** Histories on memory for each on SQLite: they cost next to nothing. */
const MEMORY_SHARE = 10;

/** Share of the operations that may be without an answer: what has none is explained by anything. */
const MOST_UNKNOWN = 0.25;

export const histories: Drill = {
  name: 'histories',
  title: 'Random histories',
  about:
    'fast-check makes histories of 2 to 4 clients on two rows: creates, updates, deletes, reads, lists and histories with ' +
    'and without idempotency keys, answers that are lost and requests that are sent again; on SQLite the server is also ' +
    'killed with SIGKILL after a drawn number of answers and started again. Every answer must fit one order in which each ' +
    'operation takes effect at one moment between its beginning and its end, one without an answer at some moment or never ' +
    `(linearizability, for each row). ${MEMORY_SHARE} times as many are played on the memory store.`,
  unit: 'histories on SQLite',
  usual: 200,
  run,
};

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('create', 'create', 'update', 'update', 'delete', 'get', 'list', 'history'),
  row: fc.nat(ROWS - 1),
  amount: fc.integer({ min: 1, max: 3 }),
  key: fc.nat(3),
  isLost: fc.nat(9).map((n) => n === 0),
});

const anyHistory: fc.Arbitrary<History> = fc.record({
  clients: fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 4 }),
  crashes: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 2 }).map((list) => list.sort((a, b) => a - b)),
});

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const memory = await judge(await memoryTarget(), seed, count * MEMORY_SHARE, complaints);
  const sqlite = await judge(await serverTarget(), seed, count, complaints, onProgress);
  for (const { operations, unknown } of [memory, sqlite]) {
    complaints.expect(unknown < MOST_UNKNOWN * operations, 'too few answers', `${unknown} of ${operations} have none`);
  }
  complaints.expect(sqlite.crashes > 0 && sqlite.unknown > 0, 'no server was killed', JSON.stringify(sqlite));
  return {
    rows: [
      ['histories on memory', count * MEMORY_SHARE],
      ['operations in them', memory.operations],
      ['of them without an answer', memory.unknown],
      ['operations on SQLite', sqlite.operations],
      ['of them without an answer', sqlite.unknown],
      ['kills on SQLite', sqlite.crashes],
      ['histories that no order explains', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

async function judge(
  target: OpenTarget,
  seed: number,
  runs: number,
  complaints: Complaints,
  onProgress?: (done: number) => void,
): Promise<Counts> {
  const counts: Counts = { operations: 0, unknown: 0, crashes: 0 };
  let number = 0;
  const property = fc.asyncProperty(anyHistory, async (history) => {
    number += 1;
    const rows = await play(target, `hist${number}`, history, counts);
    const wrong = rows.find((events) => !isLinearizable(events));
    if (wrong) throw new Error(`No order explains ${JSON.stringify(wrong)}`);
    onProgress?.(number);
  });
  try {
    // What a failure was depends on the moment too: it is told whole instead of being made small.
    const details = await fc.check(property, { seed, numRuns: runs, endOnFailure: true });
    if (details.failed) complaints.add('a history has no explanation', fc.defaultReportMessage(details) ?? '');
  } finally {
    await target.close();
  }
  return counts;
}
