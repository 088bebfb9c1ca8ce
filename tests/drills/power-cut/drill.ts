import { statSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Book, laneOf } from '../kit/book.ts';
import { compare, type Settled } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import { integrityFaults } from '../kit/database.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { Image } from '../kit/image.ts';
import { seeded } from '../kit/seeded.ts';
import { startServer } from '../kit/server.ts';
import { requireTool } from '../kit/tools.ts';
import { readTrace } from '../kit/trace.ts';
import { REQUEST_ID, type TracedLoad, traceLoad } from '../kit/traced-load.ts';
import { wireTo } from '../kit/wire.ts';
import { drawMoments, type Kind, kinds } from './moments.ts';

/** Writes of the load at least, and the length of their long fields: much is written soon. */
const WRITES = 400;
const PADDING = 1024;
/** The file of the tables is as long, in bytes, once its log has been moved into it. */
const MOVED = 8_000_000;

/** Rows of which every history is read, and the share of the others: all of them would take most of the time. */
const NEW = 100;
const SHARE = 10;

export const powerCut: Drill = {
  name: 'power-cut',
  title: 'Power cuts',
  about:
    'A server is traced by strace under the writes of 16 clients, with every byte that it writes, until a thread has moved ' +
    'the log of the tables into their file. From the trace, seeded moments are taken, in turn at any call, while the log of ' +
    'the tables is moved, and while that of the journal is; and the files are made as a disk could hold them after a power ' +
    'cut at that moment: what an fsync covered is there; of everything else each write is there, torn at a sector, or lost ' +
    '(in half of the cuts all is lost), and files whose folder was not synced may be missing. A server is started on each: ' +
    'everything that had been acknowledged by then must be there once, everything else wholly or not at all. kill -9 ' +
    'cannot show this.',
  unit: 'cuts',
  usual: 60,
  tools: () => [`strace ${requireTool('strace', 'strace')}`],
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  requireTool('strace', 'strace');
  const complaints = new Complaints();
  const isReady = (folder: string): boolean => statSync(path.join(folder, 'revenue.sqlite')).size > MOVED;
  // With sums, so that the tables are written often: their log is long soon.
  const load = await traceLoad({ seed, count: WRITES, padding: PADDING, isReady, sums: true }, complaints);
  try {
    const { acknowledged, settled, made } = await cutOff(load, seed, count, complaints, onProgress);
    for (const kind of kinds) complaints.expect(made[kind] > 0 || count < kinds.length, 'no cut of a kind', kind);
    return {
      rows: [
        ['writes of the load', load.writes.length],
        ['cuts while the log of the tables was moved', made.tables],
        ['cuts while the log of the journal was moved', made.journal],
        ['acknowledged writes that were looked for, in all cuts', acknowledged],
        ['writes without an answer that turned out done', settled.done],
        ['writes without an answer that turned out not done', settled.undone],
        ['complaints', complaints.list().length],
      ],
      complaints: complaints.list(),
    };
  } finally {
    await load.remove();
  }
}

interface Found {
  acknowledged: number;
  readonly settled: Settled;
  readonly made: Record<Kind, number>;
}

/** Cuts the power at seeded moments of a trace, and complains of what a server then makes of the files. */
export async function cutOff(
  load: TracedLoad,
  seed: number,
  count: number,
  complaints: Complaints,
  onProgress?: (done: number) => void,
): Promise<Found> {
  const found: Found = { acknowledged: 0, settled: { done: 0, undone: 0 }, made: { any: 0, tables: 0, journal: 0 } };
  let done = 0;
  for await (const { files, answered, kind } of cuts(load, seed, count)) {
    const book = bookAt(load, answered);
    found.acknowledged += book.acknowledged;
    lookAtSome(book);
    await startOn(files, load, book, complaints, found.settled).catch((error: unknown) => {
      complaints.add('a server did not come up after a cut', String(error));
    });
    found.made[kind] += 1;
    done += 1;
    onProgress?.(done);
  }
  return found;
}

interface Cut {
  readonly kind: Kind;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Request ids of the answers that had begun to leave. */
  readonly answered: ReadonlySet<string>;
}

/** Makes the cuts in the order of time, in one pass through the trace. */
async function* cuts(load: TracedLoad, seed: number, count: number): AsyncGenerator<Cut> {
  const random = seeded(seed);
  const moments = await drawMoments(load, count, random);
  const image = new Image(load.folder, load.before);
  const answered = new Set<string>();
  let number = 0;
  for await (const call of readTrace(load.trace)) {
    const isAnswer = call.path.startsWith('socket:') && /HTTP\/1\.1 200 /.test(call.args);
    if (isAnswer) for (const [id] of call.args.matchAll(REQUEST_ID)) answered.add(id);
    const kind = moments.get(number);
    if (kind) yield { kind, files: image.after(random), answered: new Set(answered) };
    image.note(call);
    number += 1;
  }
}

/** The client's list at a moment: what was answered, and of each client the one write that it waited for. */
function bookAt({ writes }: TracedLoad, answered: ReadonlySet<string>): Book {
  const book = new Book();
  const keys = new Set(writes.filter(({ id }) => answered.has(id)).map(({ write }) => write.key));
  const waiting = new Set<number>();
  for (const write of new Set(writes.map((one) => one.write))) {
    const lane = laneOf(write.id);
    if (keys.has(write.key)) book.acknowledge(write);
    else if (!waiting.has(lane)) {
      waiting.add(lane);
      book.doubt(write);
    }
  }
  return book;
}

/** Of most rows the history is left out, not of those that were new at the cut. */
function lookAtSome(book: Book): void {
  const total = book.touched.size;
  for (const [place, id] of [...book.touched].entries()) {
    if (place < total - NEW && place % SHARE > 0) book.touched.delete(id);
  }
}

async function startOn(
  files: ReadonlyMap<string, Buffer>,
  { apiKey }: TracedLoad,
  book: Book,
  complaints: Complaints,
  settled: Settled,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'power-cut-'));
  try {
    await chmod(folder, 0o700);
    for (const [name, bytes] of files) await writeFile(path.join(folder, name), bytes, { mode: 0o600 });
    const server = await startServer({ folder, apiKey });
    const wire = wireTo(server);
    try {
      await compare(wire, book, complaints, settled);
    } finally {
      wire.close();
      await server.stop();
    }
    for (const fault of integrityFaults(folder)) complaints.add('the file is damaged', fault);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
