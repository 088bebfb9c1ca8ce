import { type Client, type ClientOptions, createClient } from '@thrivestack-revenue/core/functions';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { makeData, startServer } from '../kit/server.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { type Cut, cuts, needKeys, plan } from './plan.ts';
import { runSequence, type Tally } from './run-sequence.ts';
import { Trail } from './trail.ts';

/** Sequences under way at a time. */
const LANES = 48;
/** Share of the sequences in which an answer must have been lost: fewer would prove little. */
const LEAST_LOST = 0.3;
/** Most sequences of a thousand that may be set aside because a request was overtaken. */
const MOST_OVERTAKEN = 10;

export const exactlyOnce: Drill = {
  name: 'exactly-once',
  title: 'Exactly once',
  about:
    'Seeded random sequences of writes (create, update, delete, 1 to 3 on one id) are sent by the client through a proxy ' +
    'that cuts connections, to the server on SQLite: half of them with idempotency keys, half through a proxy that takes ' +
    'the keys off, as before a server that knows none. Each call is retried at most twice; both transports take turns. An ' +
    "ambiguous call is repeated under its key where keys are known, and settled by a read where not. The server's own " +
    'history tells which request did what: each write that the client holds for done must be there once, and nothing ' +
    'else. Without keys nothing is delivered late on purpose, since a write that arrives after a later one cannot be told ' +
    'from a new one. Where the history shows that it happened all the same to a request that the client had given up, the ' +
    'sequence is counted as overtaken; with keys nothing is excused.',
  unit: 'sequences',
  usual: 20_000,
  run,
};

/** What one half of the sequences came to. */
export interface Half {
  readonly sequences: number;
  readonly keySupport: boolean;
  readonly tally: Tally;
  /** How often each cut was made. */
  readonly made: ReadonlyMap<Cut, number>;
  /** Sequences in which the answer to a committed write did not arrive. */
  readonly answersLost: number;
}

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  let done = 0;
  const halves: Half[] = [];
  for (const keySupport of [true, false]) {
    halves.push(await play(seed, Math.ceil(count / 2), keySupport, () => onProgress?.(++done)));
  }
  return {
    columns: ['with keys', 'without'],
    rows: rows(halves),
    complaints: halves.flatMap((half) =>
      complaints(half).map((one) => `${half.keySupport ? 'with' : 'without'} keys: ${one}`),
    ),
  };
}

/** Plays sequences through a cutting proxy against a server of their own. */
async function play(seed: number, sequences: number, keySupport: boolean, onDone: () => void): Promise<Half> {
  const plans = Array.from({ length: sequences }, (_, index) => plan(seed + index, keySupport));
  const trail = new Trail();
  const data = await makeData();
  const server = await startServer(data);
  const proxy = await startCuttingProxy(server.url, (step) => cutsIn(plans, step), !keySupport, trail);
  const tally = nothing();
  const options = { apiKey: server.apiKey, observers: [trail.observer] };
  const through = clients({ ...options, baseUrl: proxy.url });
  const reader = createClient({ apiKey: server.apiKey, baseUrl: server.url });
  const random = Math.random;
  // Back-off at its shortest: what a delay changes is the time that 10,000 sequences take.
  Math.random = () => 0;
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < sequences; index = next++) {
      // Both clients take turns.
      const client = through[index % 2] ?? reader;
      const steps = plans[index] ?? [];
      await runSequence({ name: `inv_${index}`, steps, client, reader, keySupport, proxy, trail, tally });
      onDone();
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    Math.random = random;
    await proxy.close();
    await server.stop();
    await data.remove();
  }
  const answersLost = new Set([...proxy.lost].map((step) => step.split('.')[0])).size;
  return { sequences, keySupport, tally, made: proxy.made, answersLost };
}

function nothing(): Tally {
  const calls = { writes: 0, attempts: 0, ambiguousDone: 0, ambiguousNotDone: 0, refused: 0 };
  return { ...calls, doubled: 0, lost: 0, overtaken: 0, unclassified: 0, faults: [] };
}

function rows(halves: readonly Half[]): [string, ...(string | number)[]][] {
  const row = (name: string, value: (half: Half) => string | number): [string, ...(string | number)[]] => {
    return [name, ...halves.map(value)];
  };
  return [
    row('writes', ({ tally }) => tally.writes),
    row('requests of the client for them', ({ tally }) => tally.attempts),
    row('sequences in which the answer to a committed write was lost', ({ answersLost, sequences }) => {
      return `${answersLost} (${Math.round((100 * answersLost) / sequences)} %)`;
    }),
    row('**doubled**', ({ tally }) => tally.doubled),
    row('**lost**', ({ tally }) => tally.lost),
    row('**unclassified**: a call ended otherwise than documented', ({ tally }) => tally.unclassified),
    row('overtaken: only keys can undo it', ({ tally }) => tally.overtaken),
    row('calls that ended `ambiguous`: it was done', ({ tally }) => tally.ambiguousDone),
    row('calls that ended `ambiguous`: it was not done', ({ tally }) => tally.ambiguousNotDone),
    row('calls that ended with another error: nothing was done', ({ tally }) => tally.refused),
    ...cuts.map((cut) => row(`requests met by: ${cut}`, ({ made }) => made.get(cut) ?? 0)),
  ];
}

/** Says why a half has failed; nothing when it has not. */
export function complaints({ tally, made, answersLost, sequences, keySupport }: Half): string[] {
  const never = cuts.filter((cut) => !made.has(cut) && (keySupport || !needKeys.includes(cut)));
  const wrong = (['doubled', 'lost', 'unclassified'] as const).filter((kind) => tally[kind] > 0);
  const few = `an answer was lost in ${answersLost} of ${sequences} sequences only`;
  const many = `${tally.overtaken} of ${sequences} sequences were overtaken: too many to say anything`;
  return [
    ...wrong.map((kind) => `${tally[kind]} ${kind}`),
    ...tally.faults,
    ...never.map((cut) => `never occurred: ${cut}`),
    ...(answersLost / sequences < LEAST_LOST ? [few] : []),
    ...(keySupport || (1000 * tally.overtaken) / sequences <= MOST_OVERTAKEN ? [] : [many]),
  ];
}

/** One client with a `fetch` that is given, and one with the package's own choice. */
function clients(more: ClientOptions): [Client, Client] {
  // A drill is an outage: the budget would rightly end its retries.
  const options = { ...more, retryBudget: false as const };
  return [createClient(options), createClient({ ...options, fetch: (url, init) => fetch(url, init) })];
}

function cutsIn(plans: readonly ReturnType<typeof plan>[], step: string): readonly Cut[] {
  const found = /^inv_(\d+)\.(\d+)$/.exec(step);
  return plans[Number(found?.[1])]?.[Number(found?.[2])]?.cuts ?? [];
}
