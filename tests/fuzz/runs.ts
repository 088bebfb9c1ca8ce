/** The seed of every run: `FUZZ_SEED=1 FUZZ_RUNS=10 npm test -- unit tests/fuzz` runs others, ten times as many. */
export const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_115);

/** How many times the usual number of requests is sent. */
export const factor = Number(process.env['FUZZ_RUNS'] ?? 1);

/** Says how to run the same again. */
export function announce(what: string, requests: number): void {
  console.log(`${what}: ${requests} requests with FUZZ_SEED=${seed} FUZZ_RUNS=${factor}`);
}

/** Whether a failure is made small, which takes minutes: `FUZZ_SHRINK=1`. */
export const shrinks = process.env['FUZZ_SHRINK'] === '1';
