import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Book, isReplayed, send, type Write } from './book.ts';
import type { Complaints } from './complaints.ts';
import { seeded } from './seeded.ts';
import { makeData, startServer } from './server.ts';
import { strace } from './trace.ts';
import { wireTo } from './wire.ts';

/** Clients at a time. */
const LANES = 16;

/** What the request ids of the load look like, wherever they turn up. */
export const REQUEST_ID = /traced-\d+x\d+x\d+-/g;

/** One request that was answered 200. */
export interface TracedWrite {
  readonly write: Write;
  /** Request id of the answer; it is in the head of the answer. */
  readonly id: string;
  /** Request ids of which one is in what the server stored for it. */
  readonly stored: readonly string[];
}

/** A load that was traced from the start of the server to its end. */
export interface TracedLoad {
  /** What strace wrote. */
  readonly trace: string;
  readonly folder: string;
  readonly apiKey: string;
  /** The files of the folder before the server started, by name. */
  readonly before: ReadonlyMap<string, Buffer>;
  /** In the order of the answers; those of one row in the order of the writes. */
  readonly writes: readonly TracedWrite[];
  remove(): Promise<void>;
}

/** What a load is made of. */
export interface LoadOptions {
  readonly seed: number;
  readonly count: number;
  /** Length of the long fields of a row, in bytes; default 0. */
  readonly padding?: number;
  /** Writes go on until this is so for the folder, but not for more than twenty times as many; default: at once. */
  readonly isReady?: (folder: string) => boolean;
  /** Whether one of the clients asks for sums after each write, for which the tables must be written; default: no. */
  readonly sums?: boolean;
}

/** Traces a server under writes, of which a tenth is sent twice at once, and kills it then. */
export async function traceLoad(options: LoadOptions, complaints: Complaints): Promise<TracedLoad> {
  const { seed, count, padding, isReady = () => true, sums = false } = options;
  const data = await makeData();
  const scratch = await mkdtemp(path.join(tmpdir(), 'trace-'));
  const before = await filesOf(data.folder);
  const trace = path.join(scratch, 'calls');
  const server = await startServer(data, { through: strace(trace) });
  const wire = wireTo(server);
  const book = new Book(padding);
  const writes: TracedWrite[] = [];
  let left = 20 * count;
  const lane = async (number: number): Promise<void> => {
    const random = seeded(seed * 1000 + number);
    while (left > 19 * count || (left > 0 && !isReady(data.folder))) {
      left -= 1;
      const write = book.plan(number, random);
      const copies = random() < 0.1 ? 2 : 1;
      const ids = Array.from({ length: copies }, (_, copy) => `traced-${book.acknowledged}x${number}x${copy}-`);
      const answers = await Promise.all(ids.map((id) => send(wire, write, { 'x-request-id': id })));
      for (const [index, answer] of answers.entries()) {
        complaints.expect(answer.status === 200, 'a write was refused', `${answer.status} ${answer.text}`);
        // What was stored is the copy that was first.
        const stored = ids.filter((_, other) => !isReplayed(answers[other] ?? answer));
        writes.push({ write, id: ids[index] ?? '', stored });
      }
      book.acknowledge(write);
      if (sums && number === 0) await wire.read('/revenue/summaries/invoices');
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  // strace notes a call when it returns, and a killed one never does: the thread that answers this has returned from
  // all that it wrote before.
  await wire.ask('GET', '/healthz');
  wire.close();
  await server.kill();
  const remove = async (): Promise<void> => {
    await data.remove();
    await rm(scratch, { recursive: true, force: true });
  };
  return { trace, folder: data.folder, apiKey: data.apiKey, before, writes, remove };
}

async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))] as const)),
  );
}
