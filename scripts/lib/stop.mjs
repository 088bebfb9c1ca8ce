import { interrupted } from './interrupt.mjs';

/** An expected failure: its message is the one clear sentence that the person at the terminal reads. */
export class Stop extends Error {
  /** @param {string} sentence @param {{ cause?: unknown }} [options] */
  constructor(sentence, options) {
    super(sentence, options);
    this.name = 'Stop';
  }
}

const SENTENCES = {
  ENOSPC: (where) => `The disk is full: nothing more can be written${where}. Free some space and start again.`,
  EDQUOT: (where) => `The disk quota is used up: nothing more can be written${where}. Free some space and start again.`,
  EROFS: (where) => `Cannot write${where}: the file system is read-only.`,
  EACCES: (where) => `Permission denied${where}. Check who owns it.`,
  EPERM: (where) => `Not permitted${where}. Check who owns it.`,
  ENOTDIR: (where) => `A file is in the way of a folder${where}. Move it and start again.`,
  EEXIST: (where) => `A file is in the way of a folder${where}. Move it and start again.`,
  EMFILE: () => 'Too many open files. Raise the limit (ulimit -n 4096) and start again.',
};

/**
 * Tells what went wrong in one sentence, if it is a failure of the machine rather than of the code.
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function sentenceFor(error) {
  if (error instanceof Stop) return error.message;
  const code = error?.code;
  const where = error?.path === undefined ? '' : ` (${error.path})`;
  return Object.hasOwn(SENTENCES, code ?? '') ? SENTENCES[code](where) : undefined;
}

/**
 * Runs a script's body; a failure becomes one sentence on stderr and exit code 1.
 * @param {() => Promise<number | undefined>} body resolves to the exit code (default 0)
 */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    // What breaks while everything is being stopped is no news.
    if (interrupted()) return;
    process.stderr.write(`\n✗ ${sentenceFor(error) ?? error?.stack ?? error}\n`);
    process.exitCode = 1;
  }
}
