import { callCases } from './calls.ts';
import type { Case, Entries, Setting, World } from './case.ts';
import { endingCases } from './endings.ts';
import { entryCases } from './entries.ts';
import { errorCases } from './errors.ts';
import { faultCases } from './faults.ts';
import { keyCases } from './keys.ts';
import { observerCases } from './observers.ts';
import { optionCases } from './options.ts';
import { pagingCases } from './paging.ts';
import { serverCases } from './server.ts';

/** Cases under way at a time: each may hold two connections, and a page has six. */
const LANES = 3;
/** A case that takes longer hangs. In milliseconds. */
const LIMIT_MS = 60_000;

/** How one case has ended; `error` is absent when it is as it should be. */
export interface Played {
  readonly name: string;
  readonly error?: string;
}

/** Plays every case in this runtime, and sends the server what came of it. */
export async function play(origin: string, load: () => Promise<Entries>): Promise<readonly Played[]> {
  let played: readonly Played[];
  try {
    const world = (await (await fetch(`${origin}/tell/world`)).json()) as World;
    played = await playAll({ world, entries: await load() });
  } catch (error) {
    played = [{ name: 'the package loads', error: textOf(error) }];
  }
  await (await fetch(`${origin}/tell/report`, { method: 'POST', body: JSON.stringify(played) })).text();
  return played;
}

async function playAll(setting: Setting): Promise<readonly Played[]> {
  const unhandled: string[] = [];
  // Where nobody can listen, the process ends instead.
  globalThis.addEventListener?.('unhandledrejection', ({ reason }) => void unhandled.push(textOf(reason)));
  // Back-off at its shortest that is not zero, so that its length can be told.
  Math.random = () => 0.01;
  const cases: readonly Case[] = [
    ...callCases,
    ...keyCases,
    ...faultCases(setting.world),
    ...endingCases,
    ...errorCases,
    ...optionCases,
    ...observerCases,
    ...pagingCases,
    ...serverCases,
    ...entryCases,
  ];
  const played: Played[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const { name, run } = cases[index] as Case;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`it has not ended in ${LIMIT_MS} ms`)), LIMIT_MS);
      });
      const error = await Promise.race([Promise.resolve().then(() => run(setting)), limit]).then(
        () => undefined,
        textOf,
      );
      clearTimeout(timer);
      played[index] = error === undefined ? { name } : { name, error };
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return [...played, { name: 'no rejection is left alone', ...(unhandled[0] ? { error: unhandled[0] } : {}) }];
}

/** What went wrong, and where; stacks repeat the message in some runtimes and not in others. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const where = `${error.stack}`.split('\n').filter((line) => line.includes('cases.mjs'));
  return [`${error.name}: ${error.message}`, ...where.slice(0, 3)].join('\n').slice(0, 1_500);
}
