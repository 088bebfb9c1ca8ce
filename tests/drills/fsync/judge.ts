import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Complaints } from '../kit/complaints.ts';
import { textsOf } from '../kit/database.ts';
import { Image } from '../kit/image.ts';
import { type Call, readTrace } from '../kit/trace.ts';
import { REQUEST_ID, type TracedLoad } from '../kit/traced-load.ts';

/** What a trace says of a load. */
export interface Durable {
  readonly answers: number;
  readonly repetitions: number;
  /** Syncs of files of the data folder. */
  syncs: number;
  /** Answers by the place of the sync that they waited for. */
  readonly perSync: Map<number, number>;
  /** Files that the syncs were of. */
  readonly files: Set<string>;
}

/**
 * Complains of each answer that left before its write was on the disk: before a sync had ended after which SQLite,
 * given what was synced by then and nothing else, finds the id of its request in a table.
 */
export async function judge(load: TracedLoad, complaints: Complaints): Promise<Durable> {
  const { answered, syncs, databases } = await read(load);
  const { writes } = load;
  const repetitions = writes.filter(({ id, stored }) => !stored.includes(id)).length;
  const durable: Durable = { answers: writes.length, repetitions, syncs, perSync: new Map(), files: new Set() };
  let left = writes;
  for (const database of databases) {
    if (left.length === 0) break;
    const found = await durableIn(load, database);
    left = left.filter(({ id, stored }) => {
      const sync = stored.map((one) => found.get(one)).find((one) => one && one.ended < (answered.get(id) ?? 0));
      if (!sync) return true;
      durable.perSync.set(sync.ended, (durable.perSync.get(sync.ended) ?? 0) + 1);
      durable.files.add(path.basename(sync.path));
      return false;
    });
  }
  for (const { id, write } of left) {
    const isSent = answered.has(id);
    const kind = isSent ? 'an answer left before its fsync' : 'an answer is not in the trace';
    complaints.add(kind, `${write.action} ${id}`);
  }
  return durable;
}

interface Outline {
  /** Where each answer began to leave, by request id. */
  readonly answered: ReadonlyMap<string, number>;
  readonly syncs: number;
  /** Databases of the folder; those that little is written to come first: they are read most quickly. */
  readonly databases: readonly string[];
}

async function read({ trace, folder }: TracedLoad): Promise<Outline> {
  const answered = new Map<string, number>();
  const sizes = new Map<string, number>();
  let syncs = 0;
  for await (const call of readTrace(trace)) {
    if (path.dirname(call.path) === folder) {
      if (isSync(call)) syncs += 1;
      const name = databaseOf(call);
      if (call.result > 0) sizes.set(name, (sizes.get(name) ?? 0) + call.result);
    } else if (call.path.startsWith('socket:') && /HTTP\/1\.1 200 /.test(call.args)) {
      for (const [id] of call.args.matchAll(REQUEST_ID)) answered.set(id, call.began);
    }
  }
  const names = [...sizes.keys()].filter((name) => name.endsWith('.sqlite'));
  return { answered, syncs, databases: names.sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0)) };
}

/** Finds for each request id the first sync after which a database has it. */
async function durableIn(load: TracedLoad, database: string): Promise<Map<string, Call>> {
  const found = new Map<string, Call>();
  const image = new Image(load.folder, load.before);
  const scratch = await mkdtemp(path.join(tmpdir(), 'fsync-'));
  try {
    for await (const call of readTrace(load.trace)) {
      image.note(call);
      if (path.dirname(call.path) !== load.folder || !isSync(call) || databaseOf(call) !== database) continue;
      for (const id of await idsIn(image, database, scratch)) if (!found.has(id)) found.set(id, call);
    }
  } finally {
    await rm(scratch, { recursive: true });
  }
  return found;
}

/** Opens what is on the disk for certain, as a start after a power cut would. */
async function idsIn(image: Image, database: string, scratch: string): Promise<Set<string>> {
  const ids = new Set<string>();
  const content = image.synced(database);
  if (!content?.length) return ids;
  const file = path.join(scratch, database);
  await writeFile(file, content);
  await writeFile(`${file}-wal`, image.synced(`${database}-wal`) ?? '');
  for (const text of textsOf(file)) for (const [id] of text.matchAll(REQUEST_ID)) ids.add(id);
  return ids;
}

function isSync({ name, result }: Call): boolean {
  return (name === 'fsync' || name === 'fdatasync') && result === 0;
}

/** Name of the database that a file belongs to. */
function databaseOf({ path: file }: Call): string {
  return path.basename(file).replace(/-(wal|shm|journal)$/, '');
}
