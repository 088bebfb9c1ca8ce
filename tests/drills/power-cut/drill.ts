import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Book, laneOf } from '../kit/book.ts';
import { compare, type Settled } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import { integrityFaults } from '../kit/database.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { seeded } from '../kit/seeded.ts';
import { startServer } from '../kit/server.ts';
import { requireTool } from '../kit/tools.ts';
import { readTrace } from '../kit/trace.ts';
import { REQUEST_ID, type TracedLoad, traceLoad } from '../kit/traced-load.ts';
import { wireTo } from '../kit/wire.ts';
import { Image } from './image.ts';

/** Writes of the load that is cut: enough for several checkpoints. */
const WRITES = 400;

export const powerCut: Drill = {
  name: 'power-cut',
  title: 'Power cuts',
  about:
    `A server is traced by strace under ${WRITES} writes of 16 clients, with every byte that it writes. From the trace, ` +
    'seeded moments are taken and the files are made as a disk could hold them after a power cut at that moment: what an ' +
    'fsync covered is there; of everything else each write is there, torn at a sector, or lost (in half of the cuts all is ' +
    'lost), and files whose folder was not synced may be missing. A server is started on each: everything that had been ' +
    'acknowledged by then must be there once, everything else wholly or not at all. kill -9 cannot show this.',
  unit: 'cuts',
  usual: 100,
  tools: () => [`strace ${requireTool('strace', 'strace')}`],
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  requireTool('strace', 'strace');
  const complaints = new Complaints();
  const settled: Settled = { done: 0, undone: 0 };
  const load = await traceLoad(seed, WRITES, complaints);
  let acknowledged = 0;
  try {
    let done = 0;
    for await (const { files, answered } of cuts(load, seed, count)) {
      const book = bookAt(load, answered);
      acknowledged += book.acknowledged;
      await startOn(files, load, book, complaints, settled).catch((error: unknown) => {
        complaints.add('a server did not come up after a cut', String(error));
      });
      done += 1;
      onProgress?.(done);
    }
  } finally {
    await load.remove();
  }
  return {
    rows: [
      ['acknowledged writes that were looked for, in all cuts', acknowledged],
      ['writes without an answer that turned out done', settled.done],
      ['writes without an answer that turned out not done', settled.undone],
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

interface Cut {
  readonly files: ReadonlyMap<string, Buffer>;
  /** Request ids of the answers that had begun to leave. */
  readonly answered: ReadonlySet<string>;
}

/** Makes the cuts in the order of time, in one pass through the trace. */
async function* cuts(load: TracedLoad, seed: number, count: number): AsyncGenerator<Cut> {
  const random = seeded(seed);
  let calls = 0;
  for await (const _ of readTrace(load.trace)) calls += 1;
  const moments = new Set<number>();
  while (moments.size < Math.min(count, calls)) moments.add(Math.floor(random() * calls));
  const image = new Image(load.folder, load.before);
  const answered = new Set<string>();
  let number = 0;
  for await (const call of readTrace(load.trace)) {
    const isAnswer = call.path.startsWith('socket:') && /HTTP\/1\.1 200 /.test(call.args);
    if (isAnswer) for (const [id] of call.args.matchAll(REQUEST_ID)) answered.add(id);
    if (moments.has(number)) yield { files: image.after(random), answered: new Set(answered) };
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
