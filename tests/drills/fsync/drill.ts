import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { requireTool } from '../kit/tools.ts';
import { traceLoad } from '../kit/traced-load.ts';
import { judge } from './judge.ts';

export const fsync: Drill = {
  name: 'fsync',
  title: 'An fsync before each 2xx',
  about:
    'strace follows a server under the writes of 16 clients, with every byte that it writes. After each fsync and ' +
    'fdatasync of a file of the data folder, SQLite opens the files with what was synced by then and nothing else. No 200 ' +
    'may begin to leave a socket before a sync has ended after which the id of its request is found there. A tenth of the ' +
    'requests is sent twice at once under one key: the repetition has to wait for the same sync.',
  unit: 'writes',
  usual: 2000,
  tools: () => [`strace ${requireTool('strace', 'strace')}`],
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  requireTool('strace', 'strace');
  const complaints = new Complaints();
  const load = await traceLoad({ seed, count }, complaints);
  try {
    const durable = await judge(load, complaints);
    onProgress?.(count);
    return {
      rows: [
        ['answers 200', durable.answers],
        ['of them repetitions under one key', durable.repetitions],
        ['fsyncs and fdatasyncs of files of the data folder', durable.syncs],
        ['most answers that waited for one of them', Math.max(0, ...durable.perSync.values())],
        ['files that the writes were synced in', [...durable.files].sort().join(', ')],
        ['complaints', complaints.list().length],
      ],
      complaints: complaints.list(),
    };
  } finally {
    await load.remove();
  }
}
