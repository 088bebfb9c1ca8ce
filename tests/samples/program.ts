import { join } from 'node:path';
import { type Finished, spawnProgram } from '../../packages/server/src/test-support/program.ts';

/** Path of a file of the repository. */
export function inRoot(...parts: string[]): string {
  return join(import.meta.dirname, '../..', ...parts);
}

/** Runs a program to its end; of the environment it sees `PATH` and what is given. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return await spawnProgram(file, args, env).finished;
}

/** Whether a program is there. */
export async function isInstalled(file: string, args: readonly string[]): Promise<boolean> {
  try {
    return (await runProgram(file, args)).code === 0;
  } catch {
    return false;
  }
}

/** The JSON that a sample printed last. */
export function lastLine({ code, stdout, stderr }: Finished): unknown {
  if (code !== 0) throw new Error(`The sample ended with ${code}: ${stderr}${stdout}`);
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  return JSON.parse(line);
}
