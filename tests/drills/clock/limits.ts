import { setTimeout as wait } from 'node:timers/promises';
import type { Complaints } from '../kit/complaints.ts';
import { type DrillServer, makeData, startServer } from '../kit/server.ts';
import { type Answer, type Wire, wireTo } from '../kit/wire.ts';
import type { FakeClock } from './fake-clock.ts';

/** Requests of one key in a second, low enough to be met by a few requests; bursts may be twice as long. */
const RATE = 2;
const BURST = 2 * RATE;
/** Bad keys of one address in a second, and at once: the server's own choice. */
const BAD_RATE = 10 / 60;
const BAD_BURST = 10;
/** Requests at once: most of them are over either limit. */
const CROWD = 15;

/** How often a limit was met right after a jump. */
export interface Met {
  forward: number;
  back: number;
}

/** A server with low limits under a clock that jumps. */
export interface LimitedServer {
  /** Fills the limits, lets the clock jump, and sends the same again at once. */
  jump(move: () => void, direction: keyof Met, complaints: Complaints): Promise<void>;
  readonly keys: Met;
  readonly badKeys: Met;
  stop(): Promise<void>;
}

/**
 * Starts the server. By a clock that nobody sets, no more may be let through than the limit allows, and who waits as
 * told must be served.
 */
export async function limitedServer(fake: FakeClock): Promise<LimitedServer> {
  const data = await makeData();
  const server: DrillServer = await startServer(data, { env: fake.env, args: ['--rate-limit', `${RATE}/s`] });
  const good = wireTo(server);
  const bad = wireTo({
    port: server.port,
    apiKey: `${data.apiKey.slice(0, -1)}${data.apiKey.endsWith('0') ? '1' : '0'}`,
  });
  const badLaw = new Law(BAD_BURST, BAD_RATE);
  const keys: Met = { forward: 0, back: 0 };
  const badKeys: Met = { forward: 0, back: 0 };
  const ask = (wire: Wire): Promise<Answer[]> =>
    Promise.all(Array.from({ length: CROWD }, () => wire.ask('GET', '/revenue/key')));
  return {
    keys,
    badKeys,
    async jump(move, direction, complaints) {
      const law = new Law(BURST, RATE);
      law.count(await ask(good), 200, complaints);
      badLaw.count(await ask(bad), 401, complaints);
      move();
      const answers = await ask(good);
      law.count(answers, 200, complaints);
      const refused = await ask(bad);
      badLaw.count(refused, 401, complaints);
      keys[direction] += answers.filter(isLimited).length;
      badKeys[direction] += refused.filter(isLimited).length;
      await waitAsTold(good, answers, complaints);
    },
    async stop() {
      for (const wire of [good, bad]) wire.close();
      await server.stop();
      await data.remove();
    },
  };
}

/** What a limit allows since it was first met, by a clock that is not set. */
export class Law {
  readonly #burst: number;
  readonly #rate: number;
  readonly #clock: () => number;
  readonly #began: number;
  #passed = 0;

  /** @param clock Milliseconds. */
  constructor(burst: number, rate: number, clock = () => performance.now()) {
    this.#burst = burst;
    this.#rate = rate;
    this.#clock = clock;
    this.#began = clock();
  }

  /** Counts answers, of which those with a status were let through and all others must be 429. */
  count(answers: readonly Answer[], status: number, complaints: Complaints): void {
    this.#passed += answers.filter((answer) => answer.status === status).length;
    const others = answers.filter((answer) => answer.status !== status && !isLimited(answer));
    complaints.expect(others.length === 0, 'a limit is answered otherwise', `${others[0]?.status} ${others[0]?.text}`);
    const seconds = (this.#clock() - this.#began) / 1000;
    const allowed = this.#burst + this.#rate * seconds;
    const told = `${this.#passed} answered ${status} in ${seconds.toFixed(2)} s, not ${allowed.toFixed(1)} at the most`;
    complaints.expect(this.#passed <= allowed, 'a limit lets too much through', told);
  }
}

function isLimited({ status }: Answer): boolean {
  return status === 429;
}

async function waitAsTold(wire: Wire, answers: readonly Answer[], complaints: Complaints): Promise<void> {
  const times = answers.filter(isLimited).map(({ headers }) => Number(headers['retry-after']));
  const seconds = Math.max(0, ...times);
  // The next request comes back after half a second, and a time is told in whole seconds.
  complaints.expect(seconds <= 1, 'a limit locks out', `for ${seconds} s`);
  await wait(Math.min(seconds, 1) * 1000);
  const { status } = await wire.ask('GET', '/revenue/key');
  complaints.expect(status === 200, 'who waits as told is not served', `${status} after ${seconds} s`);
}
