import { Book } from '../kit/book.ts';
import { compare, listAll } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import { integrityFaults } from '../kit/database.ts';
import type { Drill, DrillOptions, DrillResult, ResultRow } from '../kit/drill.ts';
import { listening, spawnServer, startServer } from '../kit/server.ts';
import { requireTool } from '../kit/tools.ts';
import { wireTo } from '../kit/wire.ts';
import { type BrokenDisk, failingSyncs, fullDisk } from './broken-disks.ts';
import { DATABASES, failWrites } from './failing-writes.ts';
import { load, readInFault, type Tally } from './load.ts';

/** Length of the long fields of a row, in bytes: more than one page is written for a commit. */
const PADDING = 300;

export const disk: Drill = {
  name: 'disk',
  title: 'Full disks, failing fsyncs, single writes that fail',
  about:
    'In turn, a small tmpfs is filled until nothing fits; every fsync and fdatasync fails (libfiu); and single writes into ' +
    'the files of the journal, and of the tables, fail with EIO again and again (strace). Meanwhile writes ' +
    'must be answered 200 and be stored, or 500 storage_unavailable; reads must go on; the process must live. Once the ' +
    'fault is over, writes must succeed again without a restart, and everything must be as acknowledged: then, after a ' +
    'kill -9 in the fault, and after a start. A start in the fault may be refused, in one sentence.',
  unit: 'faults',
  usual: 40,
  tools: () => [`fiu-utils ${requireTool('fiu-ctrl', 'fiu-utils')}`, `strace ${requireTool('strace', 'strace')}`],
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const counts = { failed: 0, readsMeanwhile: 0, startsInFault: 0, refusedStarts: 0, done: 0, undone: 0 };
  const tally: Tally = { ...counts, injected: new Map() };
  let acknowledged = 0;
  for (let fault = 0; fault < count; fault += 1) {
    const book = new Book(PADDING);
    await FAULTS[fault % FAULTS.length]?.(book, seed + fault, complaints, tally).catch((error: unknown) => {
      // A read that fails, or a server that does not start again.
      complaints.add('a fault could not be played to its end', String(error));
    });
    acknowledged += book.acknowledged;
    onProgress?.(fault + 1);
  }
  complaints.expect(tally.failed > 0, 'no write met a fault', `${count} faults`);
  for (const name of count < FAULTS.length ? [] : DATABASES) {
    complaints.expect(tally.injected.has(name), 'no single write failed', name);
  }
  return {
    rows: [
      ['acknowledged writes', acknowledged],
      ['writes answered 500 storage_unavailable', tally.failed],
      ['of them that turned out stored', tally.done],
      ['of them that turned out not stored', tally.undone],
      ['reads answered during the faults', tally.readsMeanwhile],
      ...DATABASES.map((name): ResultRow => [`single writes that failed: ${name}`, tally.injected.get(name) ?? 0]),
      ['starts in a fault that served', tally.startsInFault],
      ['starts in a fault that were refused in a sentence', tally.refusedStarts],
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

type Fault = (book: Book, seed: number, complaints: Complaints, tally: Tally) => Promise<void>;

const FAULTS: readonly Fault[] = [
  lasting(fullDisk),
  lasting(failingSyncs),
  ...DATABASES.map(
    (name): Fault =>
      (...rest) =>
        failWrites(name, ...rest),
  ),
];

function lasting(make: () => Promise<BrokenDisk>): Fault {
  return async (book, seed, complaints, tally) => {
    const broken = await make();
    try {
      await drillOne(broken, book, seed, complaints, tally);
    } finally {
      await broken.remove();
    }
  };
}

async function drillOne(
  broken: BrokenDisk,
  book: Book,
  seed: number,
  complaints: Complaints,
  tally: Tally,
): Promise<void> {
  const server = await startServer(broken.data, { env: broken.env });
  const wire = wireTo(server);
  await load(server, book, seed, 'works', complaints, tally);
  await broken.break(server);
  await load(server, book, seed + 1, 'broken', complaints, tally);
  await readInFault(wire, book, complaints, tally);
  await broken.mend(server);
  await load(server, book, seed + 2, 'works', complaints, tally);
  await compare(wire, book, complaints, tally);
  await broken.break(server);
  await load(server, book, seed + 3, 'broken', complaints, tally);
  wire.close();
  const { signal } = await server.kill();
  complaints.expect(signal === 'SIGKILL', 'a server did not live through a fault', String(signal));
  await startInFault(broken, complaints, tally);
  await broken.mend();
  const again = await startServer(broken.data);
  const second = wireTo(again);
  for (const id of book.rows.keys()) book.touched.add(id);
  await compare(second, book, complaints, tally);
  await load(again, book, seed + 4, 'works', complaints, tally);
  second.close();
  const { code } = await again.stop();
  complaints.expect(code === 0, 'a stop did not end with 0', String(code));
  for (const wrong of integrityFaults(broken.data.folder)) complaints.add('the file is damaged', wrong);
}

async function startInFault(broken: BrokenDisk, complaints: Complaints, tally: Tally): Promise<void> {
  const program = spawnServer(broken.data, { env: { ...broken.env, ...broken.envOfFault } });
  const server = await listening(broken.data, program).catch(() => undefined);
  if (server) {
    tally.startsInFault += 1;
    await listAll(wireTo(server));
    await server.kill();
    return;
  }
  const { code, stderr } = await program.finished;
  tally.refusedStarts += 1;
  const isSentence = code === 1 && stderr.trim().split('\n').length === 1 && !stderr.includes('Unexpected');
  complaints.expect(isSentence, 'a start in a fault was not refused in a sentence', `code ${code}: ${stderr}`);
}
