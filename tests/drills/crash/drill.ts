import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Program, spawnProgram } from '../../../packages/server/src/test-support/program.ts';
import { Book, send } from '../kit/book.ts';
import { compare, type Settled } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import { integrityFaults } from '../kit/database.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { between, seeded } from '../kit/seeded.ts';
import { type Data, type DrillServer, listening, makeData, signalTo, spawnServer, startServer } from '../kit/server.ts';
import { requireTool } from '../kit/tools.ts';
import { isNoAnswer, wireTo } from '../kit/wire.ts';

/** Clients at a time. */
const LANES = 16;
/** What changes a file or brings it to the disk. */
const CHANGES = 'pwrite64,pwritev,write,writev,fsync,fdatasync,ftruncate,fallocate,rename,unlink';
/** A recovery mostly reads. */
const READS = 'read,pread64';

/** When a server is killed. */
interface Moment {
  /** After so many acknowledged writes, at such a change of a file under load, or at such a call while it starts. */
  readonly at: 'answer' | 'change' | 'start';
  readonly number: number;
}

/** Counts of one run. */
interface Tally extends Settled {
  kills: number;
  atStart: number;
  inFileCall: number;
}

export const crash: Drill = {
  name: 'crash',
  title: 'kill -9',
  about:
    'A server under the writes of 16 clients is killed with SIGKILL and started again. Half of the kills come after a ' +
    'seeded number of acknowledged writes; the others hit the entry of its n-th call on a file of the data folder (by ' +
    'strace), under load or while it starts and recovers. After each start, rows, histories and summary are compared ' +
    "with the clients' lists: what was acknowledged is there once, what was not is wholly there or wholly absent, and " +
    'its repetition under the same key is answered accordingly.',
  unit: 'kills',
  usual: 100,
  tools: () => [`strace ${requireTool('strace', 'strace')}`],
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  requireTool('strace', 'strace');
  const random = seeded(seed);
  const complaints = new Complaints();
  const book = new Book();
  const tally: Tally = { kills: 0, atStart: 0, inFileCall: 0, done: 0, undone: 0 };
  const data = await makeData();
  try {
    while (tally.kills < count) {
      await killOnce(data, book, momentOf(random, tally.kills), seed + tally.kills, complaints, tally);
      tally.kills += 1;
      onProgress?.(tally.kills);
    }
    await lookOnce(data, book, complaints, tally);
    for (const fault of integrityFaults(data.folder)) complaints.add('the file is damaged', fault);
  } finally {
    await data.remove();
  }
  complaints.expect(tally.atStart > 0, 'no start was cut short', `${count} kills`);
  // Of four kills, one is meant to.
  complaints.expect(
    tally.inFileCall >= count / 8,
    'too few kills met a call on a file under load',
    `${tally.inFileCall}`,
  );
  complaints.expect(tally.done + tally.undone > 0, 'no write was cut', JSON.stringify(tally));
  return {
    rows: [
      ['of them while the server started and recovered', tally.atStart],
      ['of them at a call on a file under load', tally.inFileCall],
      ['acknowledged writes', book.acknowledged],
      ['writes without an answer that turned out done', tally.done],
      ['writes without an answer that turned out not done', tally.undone],
      ['rows at the end', book.live().size],
      ['complaints (lost, doubled, half done, sums, histories)', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

function momentOf(random: () => number, number: number): Moment {
  // A start makes about 60 calls, many more when there is much to recover.
  if (number % 4 === 1) return { at: 'start', number: between(random, 1, 200) };
  // Calls are counted for each thread.
  if (number % 4 === 3) return { at: 'change', number: between(random, 1, 100) };
  return { at: 'answer', number: between(random, 20, 400) };
}

/** Starts a server, compares, writes until it is dead. */
async function killOnce(
  data: Data,
  book: Book,
  moment: Moment,
  seed: number,
  complaints: Complaints,
  tally: Tally,
): Promise<void> {
  const options = moment.at === 'start' ? { through: ['strace', ...killing(data.folder, moment)] } : {};
  const program = spawnServer(data, options);
  const server = await listening(data, program, options).catch(() => undefined);
  const wire = server && wireTo(server);
  if (server && wire) {
    // A kill may meet the comparison too: what it has settled by then is settled.
    const whole = await compare(wire, book, complaints, tally).then(
      () => true,
      (error: unknown) => {
        if (program.child.signalCode === null && !isCut(error)) complaints.add('a comparison failed', String(error));
        return false;
      },
    );
    if (whole) {
      const tracer = moment.at === 'change' ? await attach(server, data.folder, moment) : undefined;
      await writeUntilDead(server, book, moment, seed, complaints);
      await tracer?.finished;
    } else await server.kill();
  }
  const { signal, code, stderr } = await program.finished;
  wire?.close();
  complaints.expect(signal === 'SIGKILL', 'a server ended by itself', `code ${code}: ${stderr}`);
  if (!server) tally.atStart += 1;
  else if (moment.at === 'change') tally.inFileCall += 1;
}

async function writeUntilDead(
  server: DrillServer,
  book: Book,
  moment: Moment,
  seed: number,
  complaints: Complaints,
): Promise<void> {
  const wire = wireTo(server);
  let left = moment.at === 'answer' ? moment.number : Number.POSITIVE_INFINITY;
  const lane = async (number: number): Promise<void> => {
    const random = seeded(seed * 1000 + number);
    for (;;) {
      const write = book.plan(number, random);
      const answer = await send(wire, write).catch((error: unknown) => {
        if (!isNoAnswer(error)) return;
        complaints.add('a server does not answer', `${write.action} of ${write.id}`);
        signalTo(server.pid, 'SIGKILL');
      });
      if (!answer) {
        book.doubt(write);
        return;
      }
      complaints.expect(answer.status === 200, 'a write was refused', `${answer.status} ${answer.text}`);
      book.acknowledge(write);
      left -= 1;
      if (left === 0) signalTo(server.pid, 'SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  wire.close();
}

/** Starts once more, compares everything, and stops as an operator would. */
async function lookOnce(data: Data, book: Book, complaints: Complaints, tally: Tally): Promise<void> {
  const server = await startServer(data);
  const wire = wireTo(server);
  for (const id of book.rows.keys()) book.touched.add(id);
  await compare(wire, book, complaints, tally);
  wire.close();
  const { code } = await server.stop();
  complaints.expect(code === 0, 'a stop did not end with 0', String(code));
}

/** Lets strace wait for the n-th change of a file by a thread of a server that runs. */
async function attach(server: DrillServer, folder: string, moment: Moment): Promise<Program> {
  // What it says goes to standard error: that it is there, too.
  const shell = ['-c', 'exec strace -p "$@" 2>&1', 'sh', String(server.pid), ...killing(folder, moment)];
  const tracer = spawnProgram('sh', shell);
  await tracer.until(/attached/);
  return tracer;
}

/** What has strace trace nothing but calls on the files of the folder, and kill the process at the n-th. */
function killing(folder: string, { at, number }: Moment): string[] {
  const calls = at === 'change' ? CHANGES : `${CHANGES},${READS}`;
  const names = new Set(['revenue.sqlite', 'revenue.sqlite-wal', 'revenue.sqlite-shm', ...filesIn(folder)]);
  const files = [...names].flatMap((name) => ['-P', path.join(folder, name)]);
  return ['-f', '-o', '/dev/null', ...files, '-e', `inject=${calls}:signal=KILL:when=${number}`];
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
