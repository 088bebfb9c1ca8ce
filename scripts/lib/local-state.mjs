import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Stop } from './stop.mjs';

/**
 * What one checkout remembers between starts, in `.data/local.json` (0600, git-ignored).
 * @typedef {{
 *   apiKey: string,
 *   sessionSecret: string,
 *   sampleData: { state: 'pending' | 'done' | 'none', today?: string },
 * }} LocalState
 */

export const stateFile = (dataDir) => join(dataDir, 'local.json');

/** @returns {LocalState | undefined} */
export function readState(dataDir) {
  const file = stateFile(dataDir);
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const state = JSON.parse(text);
    if (typeof state.apiKey === 'string' && typeof state.sessionSecret === 'string') return state;
  } catch {
    // The sentence below covers both.
  }
  throw new Stop(`${file} is damaged. Delete it and start again: the invoices stay, and a new key is made.`);
}

/**
 * Writes the file whole or not at all, readable by its owner only.
 * @param {string} dataDir
 * @param {LocalState} state
 */
export function writeState(dataDir, state) {
  const file = stateFile(dataDir);
  const beside = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    const handle = openSync(beside, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify(state, null, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    chmodSync(beside, 0o600);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Makes the data folder and proves that it can be written, so that a full or read-only disk is found before the build. */
export function prepareDataDir(dataDir) {
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const probe = join(dataDir, `.probe-${process.pid}`);
  try {
    const handle = openSync(probe, 'w', 0o600);
    try {
      writeSync(handle, Buffer.alloc(64 * 1024));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } finally {
    rmSync(probe, { force: true });
  }
}

/** A secret that seals the dashboard's session cookies. */
export const newSecret = () => randomBytes(32).toString('base64url');
