import path from 'node:path';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { requireTool } from '../kit/tools.ts';
import { bytesOf, type Call, readTrace } from '../kit/trace.ts';
import { REQUEST_ID, type TracedLoad, traceLoad } from '../kit/traced-load.ts';
import { findSplit, type Page } from './split-id.ts';

export const fsync: Drill = {
  name: 'fsync',
  title: 'An fsync before each 2xx',
  about:
    'strace follows a server under the writes of 16 clients. For each 200 that leaves a socket, the trace must show that ' +
    'the bytes of its write went into a file of the data folder, and that an fsync or fdatasync of that file began after ' +
    'this and had succeeded before the answer began to leave. The request id tells which bytes belong to which answer. A ' +
    'tenth of the requests is sent twice at once under one key: the repetition has to wait for the same fsync.',
  unit: 'writes',
  usual: 2000,
  tools: () => [`strace ${requireTool('strace', 'strace')}`],
  run,
};

/** The smallest page that SQLite has: what is shorter is a head. */
const PAGE_BYTES = 512;
const SYNCS = ['fsync', 'fdatasync'];
const WRITES = ['write', 'writev', 'pwrite64', 'pwritev', 'sendto', 'sendmsg'];

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  requireTool('strace', 'strace');
  const complaints = new Complaints();
  const load = await traceLoad(seed, count, complaints);
  try {
    const durable = await judge(load, complaints);
    onProgress?.(count);
    return {
      rows: [
        ['answers 200', load.writes.length],
        ['of them repetitions under one key', load.writes.filter(({ id, stored }) => !stored.includes(id)).length],
        ['fsyncs and fdatasyncs of files of the data folder', durable.syncs],
        ['most answers that waited for one of them', Math.max(...durable.perSync.values())],
        ['files that the writes were synced in', [...durable.files].sort().join(', ')],
        ['answers that left before their fsync', complaints.list().length],
      ],
      complaints: complaints.list(),
    };
  } finally {
    await load.remove();
  }
}

interface Durable {
  syncs: number;
  /** Answers by the place of the first sync that covers them. */
  readonly perSync: Map<number, number>;
  readonly files: Set<string>;
}

/** A piece of a request that is in a file. */
interface Written {
  readonly path: string;
  readonly ended: number;
}

async function judge(load: TracedLoad, complaints: Complaints): Promise<Durable> {
  const written = new Map<string, Written[]>();
  const answered = new Map<string, number>();
  const syncs: Call[] = [];
  const pages: Page[] = [];
  for await (const call of readTrace(load.trace)) {
    const inFolder = call.path.startsWith(`${load.folder}/`);
    if (SYNCS.includes(call.name) && call.result === 0 && inFolder) syncs.push(call);
    if (!WRITES.includes(call.name) || call.result <= 0) continue;
    if (inFolder && call.result >= PAGE_BYTES) {
      pages.push({ path: call.path, text: bytesOf(call).toString('latin1'), ended: call.ended });
    }
    for (const [id] of call.args.matchAll(REQUEST_ID)) {
      if (inFolder) written.set(id, [...(written.get(id) ?? []), call]);
      else if (call.path.startsWith('socket:') && /HTTP\/1\.1 200 /.test(call.args)) answered.set(id, call.began);
    }
  }
  const durable: Durable = { syncs: syncs.length, perSync: new Map(), files: new Set() };
  for (const { id, stored, write } of load.writes) {
    const left = answered.get(id);
    if (left === undefined) {
      complaints.add('an answer is not in the trace', `${write.action} ${id}`);
      continue;
    }
    const covering = (places: readonly Written[]): Call | undefined =>
      syncs.find(({ path: file, began, ended }) =>
        places.some((place) => place.path === file && place.ended < began && ended < left),
      );
    const places = stored.flatMap((one) => written.get(one) ?? []);
    // Whole in one file and across two pages of another: a write is journaled first, and moved later.
    const sync = covering(places) ?? covering(stored.flatMap((one) => findSplit(one, pages) ?? []));
    if (!sync) {
      complaints.add('an answer left before its fsync', `${write.action} ${id}, written ${places.length} times`);
      continue;
    }
    durable.perSync.set(sync.ended, (durable.perSync.get(sync.ended) ?? 0) + 1);
    durable.files.add(path.basename(sync.path));
  }
  return durable;
}
