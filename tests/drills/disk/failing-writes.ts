import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Book } from '../kit/book.ts';
import { compare } from '../kit/check.ts';
import type { Complaints } from '../kit/complaints.ts';
import { integrityFaults } from '../kit/database.ts';
import { between, seeded } from '../kit/seeded.ts';
import { makeData, startServer } from '../kit/server.ts';
import { wireTo } from '../kit/wire.ts';
import { load, readInFault, sumUpDuring, type Tally } from './load.ts';

/** The databases of a data folder. */
export const DATABASES = ['revenue-journal.sqlite', 'revenue.sqlite'] as const;

/** Lets single writes into the files of a database fail with EIO, all others succeed. */
export async function failWrites(
  database: string,
  book: Book,
  seed: number,
  complaints: Complaints,
  tally: Tally,
): Promise<void> {
  const data = await makeData();
  const scratch = await mkdtemp(path.join(tmpdir(), 'failing-writes-'));
  const trace = path.join(scratch, 'calls');
  try {
    // The tables are made first: a start that makes them writes much, and may be refused.
    const first = await startServer(data);
    await load(first, book, seed, 'works', complaints, tally);
    await first.stop();
    const through = straceThatFails(data.folder, database, trace, seeded(seed));
    const server = await startServer(data, { through });
    const wire = wireTo(server);
    await sumUpDuring(wire, load(server, book, seed + 1, 'broken', complaints, tally));
    await readInFault(wire, book, complaints, tally);
    wire.close();
    const { signal } = await server.kill();
    complaints.expect(signal === 'SIGKILL', 'a server did not live through a fault', String(signal));
    const again = await startServer(data);
    const second = wireTo(again);
    for (const id of book.rows.keys()) book.touched.add(id);
    await compare(second, book, complaints, tally);
    second.close();
    await again.stop();
    for (const wrong of integrityFaults(data.folder)) complaints.add('the file is damaged', wrong);
    const failed = (await readFile(trace, 'latin1')).split('\n').filter((line) => line.includes('(INJECTED)')).length;
    if (failed > 0) tally.injected.set(database, (tally.injected.get(database) ?? 0) + failed);
  } finally {
    await data.remove();
    await rm(scratch, { recursive: true });
  }
}

/** Each thread's n-th write into the files fails, and every so many after it. */
function straceThatFails(folder: string, database: string, trace: string, random: () => number): string[] {
  const files = ['', '-wal'].flatMap((suffix) => ['-P', path.join(folder, database + suffix)]);
  const when = `${between(random, 5, 40)}+${between(random, 7, 40)}`;
  const inject = `inject=pwrite64:error=EIO:when=${when}`;
  return ['strace', '-f', '--seccomp-bpf', '-qq', '-o', trace, ...files, '-e', 'trace=pwrite64', '-e', inject];
}
