import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newSecret, prepareDataDir, readState, stateFile, writeState } from './local-state.mjs';
import { sentenceFor } from './stop.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const state = { apiKey: 'k', sessionSecret: 's', sampleData: { state: 'pending', today: '2025-01-01' } };

describe('the local state', () => {
  it('comes back as written, readable by its owner only, with nothing left beside it', () => {
    expect(readState(dir)).toBeUndefined();
    writeState(dir, state);
    chmodSync(stateFile(dir), 0o644);
    writeState(dir, state);
    expect(readState(dir)).toEqual(state);
    expect(statSync(stateFile(dir)).mode & 0o777).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['local.json']);
  });

  it.each(['', '{"apiKey":', '[]', '{}'])('says what to do about a damaged file (%s)', (text) => {
    writeFileSync(stateFile(dir), text);
    expect(() => readState(dir)).toThrow('is damaged. Delete it and start again');
  });

  it('finds out before the build that the folder cannot be made', () => {
    const file = join(dir, 'in-the-way');
    writeFileSync(file, '');
    let caught;
    try {
      prepareDataDir(file);
    } catch (error) {
      caught = error;
    }
    expect(sentenceFor(caught)).toMatch(/^A file is in the way of a folder/);
    prepareDataDir(join(dir, 'new'));
    expect(readdirSync(join(dir, 'new'))).toEqual(['logs']);
  });

  it('makes another secret each time', () => {
    expect(newSecret()).not.toBe(newSecret());
    expect(newSecret()).toMatch(/^[\w-]{43}$/);
  });
});

describe('sentenceFor', () => {
  it('has one sentence for a full disk and none for a mistake in the code', () => {
    expect(sentenceFor(Object.assign(new Error('x'), { code: 'ENOSPC', path: '/d/f' }))).toBe(
      'The disk is full: nothing more can be written (/d/f). Free some space and start again.',
    );
    expect(sentenceFor(new TypeError('x is undefined'))).toBeUndefined();
    expect(sentenceFor(undefined)).toBeUndefined();
  });
});
