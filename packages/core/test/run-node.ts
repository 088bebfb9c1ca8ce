import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a module in a Node of its own, on the sources, and gives what it printed; it has to end by itself. */
export async function runNode(code: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const args = ['--conditions=@thrivestack-revenue/source', '--input-type=module-typescript', '--eval', code];
  const cwd = import.meta.dirname;
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
  });
  return stdout.trim();
}
