import { Agent, request } from 'node:http';
import { Worker } from 'node:worker_threads';

/** Connections of healthy clients. */
const CLIENTS = 4;

/** What is attacked, and with how many sockets. */
interface Attack {
  readonly port: number;
  readonly key: string;
  readonly path: string;
  readonly count: number;
  /** How long healthy requests are measured before. */
  readonly calmMs: number;
}

/** Milliseconds of each healthy request, and of the life of each attacking socket. */
export interface Measured {
  readonly before: readonly number[];
  readonly during: readonly number[];
  readonly lived: readonly number[];
}

/** Measures healthy requests without and with an attack; rejects when one of them fails. */
export async function measure({ port, key, path, count, calmMs }: Attack): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const ask = (): Promise<number> => healthy(agent, port, key, path);
  try {
    // The first requests meet code that is not compiled yet.
    await load(ask, delay(calmMs / 2));
    const before = await load(ask, delay(calmMs));
    const attack = new Worker(new URL('./attackers.mjs', import.meta.url), { workerData: { port, count, path } });
    const messages = messagesOf(attack);
    await messages('open');
    const lived = messages('lived') as Promise<number[]>;
    const during = await load(ask, lived);
    return { before, during, lived: await lived };
  } finally {
    agent.destroy();
  }
}

/** The value at a share of a list, such as 0.99. */
export function percentile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Asks without pause on every connection until a promise ends. */
async function load(ask: () => Promise<number>, end: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let ended = false;
  const stop = (): void => {
    ended = true;
  };
  end.then(stop, stop);
  const client = async (): Promise<void> => {
    while (!ended) times.push(await ask());
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}

function healthy(agent: Agent, port: number, key: string, path: string): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: '127.0.0.1', path, headers: { 'x-api-key': key } }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start);
        else reject(new Error(`A healthy request got ${response.statusCode}.`));
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Waits for a message that has a name, whenever it came. */
function messagesOf(worker: Worker): (name: string) => Promise<unknown> {
  const seen = new Map<string, unknown>();
  const looks = new Set<() => void>();
  let failure: Error | undefined;
  const look = (): void => {
    for (const one of looks) one();
  };
  worker.on('message', (message: object) => {
    for (const [name, value] of Object.entries(message)) seen.set(name, value);
    look();
  });
  worker.once('error', (error: Error) => {
    failure = error;
    look();
  });
  return (name) =>
    new Promise((resolve, reject) => {
      const one = (): void => {
        if (seen.has(name)) resolve(seen.get(name));
        else if (failure) reject(failure);
      };
      looks.add(one);
      one();
    });
}
