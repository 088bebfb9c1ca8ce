import { expect, it } from 'vitest';
import { SEED } from '../kit/seeded.ts';
import { cuts, plan } from './plan.ts';

it('the same seed plans the same sequence, and every cut is planned', () => {
  const plans = Array.from({ length: 200 }, (_, index) => plan(SEED + index, true));
  expect(plans).toEqual(Array.from({ length: 200 }, (_, index) => plan(SEED + index, true)));
  expect(new Set(plans.flat().flatMap((step) => step.cuts))).toEqual(new Set(cuts));
});
