import { describe, expect, it } from 'vitest';
import { complaints, drill } from './exactly-once/drill.ts';
import { cuts, plan } from './exactly-once/plan.ts';

// 20240115 and 20240116 and so on: any number does, and a printed one repeats a run.
const SEED = Number(process.env['DRILL_SEED'] ?? 20_240_115);

describe('a write whose connection is cut is done exactly once', () => {
  it.each([true, false])('the server knows idempotency keys: %s', async (keySupport) => {
    console.log(`seed ${SEED}`);
    const result = await drill({ seed: SEED, sequences: 200, keySupport });
    expect(complaints(result)).toEqual([]);
    expect(result.tally.writes).toBeGreaterThanOrEqual(200);
  });
});

it('the same seed plans the same sequence, and every cut is planned', () => {
  const plans = Array.from({ length: 200 }, (_, index) => plan(SEED + index, true));
  expect(plans).toEqual(Array.from({ length: 200 }, (_, index) => plan(SEED + index, true)));
  expect(new Set(plans.flat().flatMap((step) => step.cuts))).toEqual(new Set(cuts));
});
