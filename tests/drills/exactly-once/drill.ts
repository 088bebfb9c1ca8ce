import { type Client, type ClientOptions, createClient } from '@thrivestack-revenue/core/functions';
import { makeData, startServer } from '../kit/server.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { type Cut, cuts, needKeys, plan } from './plan.ts';
import { runSequence, type Tally } from './run-sequence.ts';

/** Sequences under way at a time. */
const LANES = 48;

export interface DrillOptions {
  readonly seed: number;
  readonly sequences: number;
  /** False: a proxy takes the idempotency keys off, as before a server that knows none. */
  readonly keySupport: boolean;
  readonly onProgress?: (done: number) => void;
}

export interface DrillResult {
  readonly seed: number;
  readonly sequences: number;
  readonly keySupport: boolean;
  readonly tally: Tally;
  /** How often each cut was made. */
  readonly made: Readonly<Partial<Record<Cut, number>>>;
  /** Sequences in which the answer to a committed write did not arrive. */
  readonly answersLost: number;
  readonly seconds: number;
}

/** Plays seeded sequences of writes through a cutting proxy against the real server on SQLite. */
export async function drill({ seed, sequences, keySupport, onProgress }: DrillOptions): Promise<DrillResult> {
  const started = performance.now();
  const plans = Array.from({ length: sequences }, (_, index) => plan(seed + index, keySupport));
  const data = await makeData();
  const server = await startServer(data);
  const proxy = await startCuttingProxy(server.url, (step) => cutsIn(plans, step), !keySupport);
  const tally: Tally = {
    writes: 0,
    attempts: 0,
    ambiguousDone: 0,
    ambiguousNotDone: 0,
    refused: 0,
    doubled: 0,
    lost: 0,
    unclassified: 0,
    faults: [],
  };
  const client = clients(proxy.url, server.apiKey);
  const [reader] = clients(server.url, server.apiKey);
  const random = Math.random;
  // Back-off at its shortest: what a delay changes is the time that 10,000 sequences take.
  Math.random = () => 0;
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < sequences; index = next++) {
      const steps = plans[index] ?? [];
      // Both clients take turns.
      const name = `inv_${index}`;
      const deliverCopies = (): Promise<void> => proxy.deliverCopies(name);
      const through = client[index % 2] ?? reader;
      await runSequence({ name, steps, client: through, reader, keySupport, deliverCopies, tally });
      onProgress?.(++done);
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
  const made = Object.fromEntries(cuts.map((cut) => [cut, proxy.made.get(cut) ?? 0]));
  const answersLost = new Set([...proxy.lost].map((step) => step.split('.')[0])).size;
  return { seed, sequences, keySupport, tally, made, answersLost, seconds: (performance.now() - started) / 1000 };
}

/** Why a drill has failed; empty when it has not. */
export function complaints({ tally, made, answersLost, sequences, keySupport }: DrillResult): string[] {
  const never = cuts.filter((cut) => made[cut] === 0 && (keySupport || !needKeys.includes(cut)));
  return [
    ...(['doubled', 'lost', 'unclassified'] as const)
      .filter((kind) => tally[kind] > 0)
      .map((kind) => `${tally[kind]} ${kind}`),
    ...tally.faults,
    ...never.map((cut) => `never occurred: ${cut}`),
    ...(answersLost / sequences < 0.3 ? [`an answer was lost in ${answersLost} of ${sequences} sequences only`] : []),
  ];
}

/** One client with a `fetch` that is given, and one with the package's own choice. */
function clients(baseUrl: string, apiKey: string): [Client, Client] {
  // A drill is an outage: the budget would rightly end its retries.
  const options: ClientOptions & { retryBudget: false } = { baseUrl, apiKey, retryBudget: false };
  return [createClient(options), createClient({ ...options, fetch: (url, init) => fetch(url, init) })];
}

function cutsIn(plans: readonly ReturnType<typeof plan>[], step: string): readonly Cut[] {
  const found = /^inv_(\d+)\.(\d+)$/.exec(step);
  return plans[Number(found?.[1])]?.[Number(found?.[2])]?.cuts ?? [];
}
