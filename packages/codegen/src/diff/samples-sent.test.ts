import { describe, expect, it, vi } from 'vitest';
import { PARAMETERS } from './samples/parameters.ts';
import { REQUESTS } from './samples/requests.ts';
import { sampleRunner } from './samples/runner.ts';

// Every sample starts redocly.
vi.setConfig({ testTimeout: 60_000 });
const run = sampleRunner();

describe('what requests may hold', () => {
  it.for(REQUESTS)('$title: $bump', async (sample) => {
    const { bump, told } = await run(sample);
    expect({ bump, told }).toMatchObject({ bump: sample.bump });
    expect(told.length === 0).toBe(sample.bump === 'none');
    if (sample.says) expect(told).toContain(sample.says);
  });
});

describe('what lists may be asked', () => {
  it.for(PARAMETERS)('$title: $bump', async (sample) => {
    const { bump, told } = await run(sample);
    expect({ bump, told }).toMatchObject({ bump: sample.bump });
    expect(told.length === 0).toBe(sample.bump === 'none');
    if (sample.says) expect(told).toContain(sample.says);
  });
});
