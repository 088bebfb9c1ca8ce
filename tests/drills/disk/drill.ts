import { Book, send } from '../kit/book.ts';
import { compare, listAll, type Settled } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import { integrityFaults } from '../kit/database.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { seeded } from '../kit/seeded.ts';
import { type DrillServer, listening, spawnServer, startServer } from '../kit/server.ts';
import { wireTo } from '../kit/wire.ts';
import { type BrokenDisk, failingSyncs, fullDisk } from './broken-disks.ts';

const LANES = 8;
/** Writes before the fault, that must fail in it, and after it. */
const WRITES = 60;

interface Tally extends Settled {
  failed: number;
  readsMeanwhile: number;
  startsInFault: number;
  refusedStarts: number;
}

export const disk: Drill = {
  name: 'disk',
  title: 'Full disks and failing fsyncs',
  about:
    'In turn, a small tmpfs is filled until nothing fits, and every fsync and fdatasync fails (libfiu). Meanwhile writes ' +
    'must be answered 200 and be stored, or 500 storage_unavailable; reads must go on; the process must live. Once the ' +
    'fault is over, writes must succeed again without a restart, and everything must be as acknowledged: then, after a ' +
    'kill -9 in the fault, and after a start. A start in the fault may be refused, in one sentence.',
  unit: 'faults',
  usual: 40,
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const tally: Tally = { failed: 0, readsMeanwhile: 0, startsInFault: 0, refusedStarts: 0, done: 0, undone: 0 };
  let acknowledged = 0;
  for (let fault = 0; fault < count; fault += 1) {
    const broken = await (fault % 2 === 0 ? fullDisk : failingSyncs)();
    try {
      const book = new Book();
      await drillOne(broken, book, seed + fault, complaints, tally);
      acknowledged += book.acknowledged;
    } finally {
      await broken.remove();
    }
    onProgress?.(fault + 1);
  }
  complaints.expect(tally.failed > 0, 'no write met a fault', `${count} faults`);
  return {
    rows: [
      ['acknowledged writes', acknowledged],
      ['writes answered 500 storage_unavailable', tally.failed],
      ['of them that turned out stored', tally.done],
      ['of them that turned out not stored', tally.undone],
      ['reads answered during the faults', tally.readsMeanwhile],
      ['starts in a fault that served', tally.startsInFault],
      ['starts in a fault that were refused in a sentence', tally.refusedStarts],
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
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
  const stored = await listAll(wire);
  const rows = [...book.rows].filter(([id, { amount }]) => amount !== undefined && !book.doubts.has(id));
  for (const [id, { amount }] of rows) {
    complaints.expect(stored.get(id) === amount, 'a read in the fault does not show what is acknowledged', id);
    tally.readsMeanwhile += 1;
  }
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

/** Writes until so many were answered, or, in a fault, so many failed. */
async function load(
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
