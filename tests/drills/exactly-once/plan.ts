import { seeded } from '../kit/seeded.ts';

/** What the proxy does to one request. The names say what the client sees, and whether the write was done. */
export const cuts = [
  'cut before the request',
  'cut in the request',
  'hang before the request',
  'gateway 503 before the request',
  'rate limit before the request',
  'page instead of the request',
  'cut after the commit',
  'cut in the head of the answer',
  'cut in the body of the answer',
  'hang after the commit',
  'gateway 502 after the commit',
  'page instead of the answer',
  'half of the answer',
  'request sent twice',
  'request delivered late',
  'copy delivered after later writes',
] as const;

export type Cut = (typeof cuts)[number];

/** What only keys can undo: a write that arrives after a later one looks like a new one. */
export const needKeys: readonly Cut[] = ['request delivered late', 'copy delivered after later writes'];

/** Cuts that keep the attempt's time; such calls get a short attempt timeout. */
export const hangs: readonly Cut[] = ['hang before the request', 'hang after the commit', 'request delivered late'];

export type Action = 'create' | 'update' | 'delete';

export interface Step {
  readonly action: Action;
  /** What meets the first attempts, in order; the ones after them pass. */
  readonly cuts: readonly Cut[];
}

/** Attempts of one call: one and `maxRetries`. */
export const ATTEMPTS = 3;

/**
 * Plans the writes of one sequence on one id, each with what goes wrong with it.
 *
 * @param keySupport Without keys nothing arrives late.
 */
export function plan(seed: number, keySupport: boolean): readonly Step[] {
  const random = seeded(seed);
  const choices = keySupport ? cuts : cuts.filter((cut) => !needKeys.includes(cut));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const steps: Step[] = [];
  let exists = false;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const action: Action = exists ? pick(['update', 'delete']) : 'create';
    const count = pick([0, 1, 1, 1, 2, 2, ATTEMPTS]);
    const met = Array.from({ length: count }, () => pick(choices));
    // What is delivered late is delivered with the attempt after it, so there must be one.
    if (met[ATTEMPTS - 1] === 'request delivered late') met[ATTEMPTS - 1] = 'cut after the commit';
    steps.push({ action, cuts: met });
    exists = action !== 'delete';
  }
  return steps;
}
