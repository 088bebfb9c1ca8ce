import path from 'node:path';
import type { Call } from '../kit/trace.ts';
import { readTrace } from '../kit/trace.ts';
import type { TracedLoad } from '../kit/traced-load.ts';

/** When a cut comes: at any call, or while the log of the tables or of the journal is moved into its file. */
export const kinds = ['any', 'tables', 'journal'] as const;
export type Kind = (typeof kinds)[number];

/** Moments by number of the call, and what kind each is of. */
export type Moments = ReadonlyMap<number, Kind>;

/** Names of the files that a log is moved into. */
const FILES: Readonly<Record<string, Kind>> = { 'revenue.sqlite': 'tables', 'revenue-journal.sqlite': 'journal' };

/** Draws moments of each kind in turn. */
export async function drawMoments(load: TracedLoad, count: number, random: () => number): Promise<Moments> {
  const calls: Record<Kind, number[]> = { any: [], tables: [], journal: [] };
  let number = 0;
  let answers = 0;
  for await (const call of readTrace(load.trace)) {
    if (call.path.startsWith('socket:')) answers += 1;
    calls.any.push(number);
    // Before the first answer, tables are made.
    const kind = answers > 0 ? moved(call, load.folder) : undefined;
    if (kind) calls[kind].push(number);
    number += 1;
  }
  const moments = new Map<number, Kind>();
  for (let turn = 0; turn < count; turn += 1) {
    const kind = kinds[turn % kinds.length] ?? 'any';
    const left = calls[kind].filter((one) => !moments.has(one));
    const moment = left[Math.floor(random() * left.length)];
    if (moment !== undefined) moments.set(moment, kind);
  }
  return moments;
}

function moved({ name, path: file, result }: Call, folder: string): Kind | undefined {
  if (name !== 'pwrite64' || result <= 0 || path.dirname(file) !== folder) return undefined;
  return FILES[path.basename(file)];
}
