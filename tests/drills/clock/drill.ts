import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Book, isReplayed, send, type Write } from '../kit/book.ts';
import { compare } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { between, seeded } from '../kit/seeded.ts';
import { type DrillServer, makeData, startServer } from '../kit/server.ts';
import { INVOICES, type Wire, wireTo } from '../kit/wire.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { limitedServer } from './limits.ts';

const HOUR = 3_600_000;
const JUMPS = [-40 * 24, -3 * 24, -20, -5, -1, 1, 5, 20, 3 * 24, 40 * 24].map((hours) => hours * HOUR);
/** To where keys are older than is promised, but not twice as old. */
const AWAY = 30 * HOUR;
/** How long an idempotency key is promised to be known. */
const PROMISE = 24 * HOUR;
/** A time of the server may differ so much from what the drill takes it for, in milliseconds. */
const NEAR = 60_000;
const WRITES = 40;

export const clock: Drill = {
  name: 'clock',
  title: 'Clock jumps',
  about:
    'The wall clock of a running server jumps by hours and days in both directions (libfaketime). After each jump: new rows ' +
    "have the clock's time; keys that are not yet 24 h old by that clock, and never were two days old by it, answer with what " +
    'they answered before; a list that was begun before the jump ends with every row once; and rows, histories and sums are as acknowledged, after a restart as well. A second server has low limits, which are met right ' +
    'before and right after each jump: no more is let through than a clock that nobody sets allows, and who waits as told is served.',
  unit: 'jumps',
  usual: 40,
  run,
};

/** A write that was answered, when it was, and the latest that the clock has been since. */
interface Keyed {
  readonly write: Write;
  readonly at: number;
  latest: number;
}

interface Tally {
  replays: number;
  paged: number;
}

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const book = new Book();
  const tally: Tally = { replays: 0, paged: 0 };
  const scratch = await mkdtemp(path.join(tmpdir(), 'clock-'));
  const data = await makeData();
  const fake = fakeClock(scratch);
  const random = seeded(seed);
  const keyed: Keyed[] = [];
  const server = await startServer(data, { env: fake.env });
  const limited = await limitedServer(fake);
  const wire = wireTo(server);
  try {
    for (let jump = 0; jump < count; jump += 1) {
      const rest = await beginPaging(wire);
      const by = jumpOf(jump, random);
      await limited.jump(() => fake.set(fake.offsetMs + by), by > 0 ? 'forward' : 'back', complaints);
      for (const one of keyed) one.latest = Math.max(one.latest, fake.now());
      await rest(complaints, tally);
      await repeatKeys(wire, keyed, fake, complaints, tally);
      keyed.push(...(await writeSome(wire, book, fake, random, complaints)));
      onProgress?.(jump + 1);
    }
  } finally {
    wire.close();
    await server.stop();
    await limited.stop();
  }
  await lookAgain(await startServer(data), book, complaints);
  await data.remove();
  await rm(scratch, { recursive: true });
  complaints.expect(tally.replays > 0, 'no key was repeated', `${count} jumps`);
  for (const [name, { forward, back }] of [
    ['keys', limited.keys],
    ['bad keys', limited.badKeys],
  ] as const) {
    const isMet = forward > 0 && back > 0;
    complaints.expect(isMet, 'a limit was not met after a jump in each direction', `${name}: ${forward}, ${back}`);
  }
  return {
    rows: [
      ['acknowledged writes', book.acknowledged],
      ['keys repeated after a jump', tally.replays],
      ['rows read over a jump in the middle of a list', tally.paged],
      ['requests over the limit of their key right after a jump forward', limited.keys.forward],
      ['requests over the limit of their key right after a jump back', limited.keys.back],
      ['bad keys over the limit of their address right after a jump forward', limited.badKeys.forward],
      ['bad keys over the limit of their address right after a jump back', limited.badKeys.back],
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

/** How far the clock jumps. Of four, one is far, two go where keys are old and back again, and one they outlive. */
function jumpOf(number: number, random: () => number): number {
  if (number % 4 === 1) return AWAY;
  if (number % 4 === 2) return -AWAY;
  const far = JUMPS[between(random, 0, JUMPS.length - 1)] ?? 0;
  return number % 4 === 0 ? far : Math.sign(far) * HOUR * between(random, 1, 20);
}

interface Page {
  readonly data: readonly { readonly invoice_id: string }[];
  readonly next_cursor: string | null;
}

/** Reads the first page of a list; the rest is read later. */
async function beginPaging(wire: Wire): Promise<(complaints: Complaints, tally: Tally) => Promise<void>> {
  const all = await idsFrom(wire, '');
  const first = await wire.read<Page>(`${INVOICES}?limit=20`);
  const ids = first.data.map((row) => row.invoice_id);
  return async (complaints, tally) => {
    if (first.next_cursor !== null) ids.push(...(await idsFrom(wire, first.next_cursor)));
    complaints.expect(
      ids.join() === all.join(),
      'a list over a jump is not complete',
      `${ids.length} of ${all.length}`,
    );
    tally.paged += ids.length;
  };
}

async function idsFrom(wire: Wire, from: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = from; cursor !== null; ) {
    const target: string = `${INVOICES}?limit=200${cursor && `&cursor=${cursor}`}`;
    const { status, text } = await wire.ask('GET', target);
    if (status !== 200) throw new Error(`A page was answered ${status}: ${text}`);
    const page = JSON.parse(text) as Page;
    ids.push(...page.data.map((row) => row.invoice_id));
    cursor = page.next_cursor;
  }
  return ids;
}

/** Sends writes again whose keys are promised to be known. */
async function repeatKeys(
  wire: Wire,
  keyed: readonly Keyed[],
  fake: FakeClock,
  complaints: Complaints,
  tally: Tally,
): Promise<void> {
  const known = keyed.filter(({ at, latest }) => fake.now() - at < PROMISE - NEAR && latest - at < 2 * PROMISE - NEAR);
  // The oldest too: they are the first that are swept away.
  for (const { write, at } of new Set([...known.slice(0, 10), ...known.slice(-10)])) {
    const answer = await send(wire, write);
    const told = `${write.action} after ${Math.round((fake.now() - at) / HOUR)} h: ${answer.status} ${answer.text}`;
    complaints.expect(answer.status === 200 && isReplayed(answer), 'a key is not known any more', told);
    tally.replays += 1;
  }
}

async function writeSome(
  wire: Wire,
  book: Book,
  fake: FakeClock,
  random: () => number,
  complaints: Complaints,
): Promise<Keyed[]> {
  const written: Keyed[] = [];
  for (let number = 0; number < WRITES; number += 1) {
    const write = book.plan(0, random);
    const answer = await send(wire, write);
    complaints.expect(answer.status === 200 && !isReplayed(answer), 'a write was refused', answer.text);
    book.acknowledge(write);
    written.push({ write, at: fake.now(), latest: fake.now() });
    if (write.action === 'delete' || number % 10 > 0) continue;
    const { text } = await wire.ask('GET', `${INVOICES}/${write.id}`);
    const field = write.action === 'create' ? 'created_at' : 'updated_at';
    const time = (JSON.parse(text) as Record<string, string>)[field];
    const isNear = Math.abs(Date.parse(String(time)) - fake.now()) < NEAR;
    complaints.expect(
      isNear,
      "a row does not have the clock's time",
      `${field} ${time} at ${new Date(fake.now()).toISOString()}`,
    );
  }
  return written;
}

async function lookAgain(server: DrillServer, book: Book, complaints: Complaints): Promise<void> {
  const wire = wireTo(server);
  await compare(wire, book, complaints, { done: 0, undone: 0 });
  wire.close();
  await server.stop();
}
