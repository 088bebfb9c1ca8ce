import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judge } from './fsync/judge.ts';
import { Complaints } from './kit/complaints.ts';
import { SEED } from './kit/seeded.ts';
import { type TracedLoad, traceLoad } from './kit/traced-load.ts';
import { cutOff } from './power-cut/drill.ts';

/*
 * The drills that read a trace must refuse one that shows a server which syncs too little: here is a real trace, and
 * copies of it from which syncs were taken.
 */

const CUTS = 18;
let load: TracedLoad;
let copies = 0;

beforeAll(async () => {
  const complaints = new Complaints();
  load = await traceLoad({ seed: SEED, count: 60 }, complaints);
  expect(complaints.list()).toEqual([]);
});

afterAll(() => load.remove());

it('each answer of the real trace waited for its sync', async () => {
  expect(await complaintsOf(load)).toEqual([]);
});

it.each([
  ['without its syncs', /^\d+ +(<\.\.\. )?f(data)?sync\b.*$/],
  ['without the syncs of the log of the journal', /^\d+ +f(data)?sync\(\d+<[^>]*-journal\.sqlite-wal>.*$/],
])('a trace %s is refused', async (_, taken) => {
  const found = await complaintsOf(await without(taken));
  expect(found.join()).toContain('an answer left before its fsync');
});

it('an answer that is moved before its sync is refused', async () => {
  // All answers come before everything else: a server that says yes at once.
  const found = await complaintsOf(
    await doctored((lines) => [...lines.filter(isAnswer), ...lines.filter((one) => !isAnswer(one))]),
  );
  expect(found.join()).toContain('an answer left before its fsync');
});

it('what a power cut leaves of a server that does not sync lacks what was acknowledged', async () => {
  const complaints = new Complaints();
  await cutOff(await without(/^\d+ +(<\.\.\. )?f(data)?sync\b.*$/), SEED, CUTS, complaints);
  expect(complaints.list().join()).toMatch(/an acknowledged row is lost|a server did not come up/);
});

async function complaintsOf(traced: TracedLoad): Promise<string[]> {
  const complaints = new Complaints();
  await judge(traced, complaints);
  return complaints.list();
}

function isAnswer(line: string): boolean {
  return /<socket:[^>]*>/.test(line) && line.includes('HTTP/1.1 200 ');
}

function without(taken: RegExp): Promise<TracedLoad> {
  return doctored((lines) => lines.filter((line) => !taken.test(line)));
}

/** Makes a copy of the trace whose lines were changed. */
async function doctored(change: (lines: readonly string[]) => readonly string[]): Promise<TracedLoad> {
  const lines = (await readFile(load.trace, 'latin1')).split('\n');
  copies += 1;
  const trace = path.join(path.dirname(load.trace), `doctored-${copies}`);
  await writeFile(trace, change(lines).join('\n'), 'latin1');
  return { ...load, trace };
}
