import { describe, expect, it } from 'vitest';
import { pushRows } from './seed.mjs';

const rows = Array.from({ length: 50 }, (_, id) => ({ id }));

describe('pushRows', () => {
  it('sends every row once, a few at a time, and counts', async () => {
    const sent = [];
    const progress = [];
    let open = 0;
    let most = 0;
    const create = async (row) => {
      open += 1;
      most = Math.max(most, open);
      sent.push(row.id);
      await Promise.resolve();
      open -= 1;
    };
    await pushRows({ rows, create, onProgress: (done) => progress.push(done) });
    expect(sent.sort((a, b) => a - b)).toEqual(rows.map((row) => row.id));
    expect(progress).toEqual(rows.map((_, index) => index + 1));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('stops at the first failure and says how far it came', async () => {
    let calls = 0;
    const create = async () => {
      calls += 1;
      if (calls > 10) throw new Error('the disk is full');
    };
    await expect(pushRows({ rows, create })).rejects.toThrow(
      /^The sample data could not be written \(\d+ of 50 are there\): the disk is full$/,
    );
    expect(calls).toBeLessThan(20);
  });
});
