/** Makes delays of 0 to `mostMs` milliseconds that a seed repeats. */
export function jitter(seed: number, mostMs: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32: small, and good enough for delays.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % (mostMs + 1);
  };
}
