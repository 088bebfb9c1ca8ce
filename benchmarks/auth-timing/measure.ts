import { BadKeys, type KnownKeys, REASONS, type Reason } from './bad-keys.ts';

/** Sends one key and resolves once it is refused; in nanoseconds. */
export type Probe = (key: string) => Promise<number>;

/** Nanoseconds of each refusal, in the order of the rounds. */
export type Samples = Readonly<Record<Reason, Float64Array>>;

/**
 * Measures refusals in rounds: each round has every reason once, in an order of its own, so that whatever else
 * happens on the machine happens to all reasons alike.
 */
export async function measure(probe: Probe, known: KnownKeys, rounds: number, seed: number): Promise<Samples> {
  const random = generator(seed);
  const keys = Object.fromEntries(REASONS.map((reason) => [reason, new BadKeys(reason, known, rounds)])) as Readonly<
    Record<Reason, BadKeys>
  >;
  const samples = Object.fromEntries(REASONS.map((reason) => [reason, new Float64Array(rounds)])) as Samples;
  // What is not compiled yet, and what is not in a cache yet, is not what this is about.
  const warmUp = Math.min(2000, rounds);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const reason of shuffled(random)) {
      const time = await probe(keys[reason].at(round + warmUp));
      if (round >= 0) samples[reason][round] = time;
    }
  }
  return samples;
}

function shuffled(random: () => number): Reason[] {
  const reasons: Reason[] = [...REASONS];
  for (let last = reasons.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [reasons[last], reasons[other]] = [reasons[other] as Reason, reasons[last] as Reason];
  }
  return reasons;
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
