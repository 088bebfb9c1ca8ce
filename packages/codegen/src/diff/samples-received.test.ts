import { describe, expect, it, vi } from 'vitest';
import { ANSWERS } from './samples/answers.ts';
import { NAMES } from './samples/names.ts';
import { PARAMETERS } from './samples/parameters.ts';
import { REQUESTS } from './samples/requests.ts';
import { sampleRunner } from './samples/runner.ts';

// Every sample starts redocly.
vi.setConfig({ testTimeout: 60_000 });
const run = sampleRunner();

describe('what is answered', () => {
  it.for(ANSWERS)('$title: $bump', async (sample) => {
    const { bump, told } = await run(sample);
    expect({ bump, told }).toMatchObject({ bump: sample.bump });
    expect(told.length === 0).toBe(sample.bump === 'none');
    if (sample.says) expect(told).toContain(sample.says);
  });
});

describe('names, texts, and what changes nothing', () => {
  it.for(NAMES)('$title: $bump', async (sample) => {
    const { bump, told } = await run(sample);
    expect({ bump, told }).toMatchObject({ bump: sample.bump });
    expect(told.length === 0).toBe(sample.bump === 'none');
    if (sample.says) expect(told).toContain(sample.says);
  });
});

it('has samples of every size', () => {
  const all = [...REQUESTS, ...PARAMETERS, ...ANSWERS, ...NAMES];
  const count = (bump: string): number => all.filter((sample) => sample.bump === bump).length;
  expect(count('major')).toBeGreaterThanOrEqual(10);
  expect(count('minor')).toBeGreaterThanOrEqual(10);
  expect(count('patch')).toBeGreaterThanOrEqual(4);
  expect(count('none')).toBeGreaterThanOrEqual(3);
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
});
