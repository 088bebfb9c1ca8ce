import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { app } from './installed.mjs';

/** What a program gets of the environment: nothing of the tests' own. */
export const environment = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
};

/**
 * Runs a program of Node in the app; its exit code is an answer, too.
 * @param {string[]} args
 * @param {{ binary?: string, cwd?: string }} [options] Default: this Node, in the app's folder.
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export async function runNode(args, { binary = process.execPath, cwd = app } = {}) {
  const done = promisify(execFile)(binary, args, { cwd, env: environment, maxBuffer: 2 ** 26 });
  const { code = 0, stdout, stderr } = await done.catch((error) => error);
  return { code, stdout, stderr };
}

/** Runs a program of Node that prints JSON. @throws what it printed, when it fails */
export async function jsonOf(args, options) {
  const { code, stdout, stderr } = await runNode(args, options);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}
