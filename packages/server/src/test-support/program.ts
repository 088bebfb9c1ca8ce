import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../main.ts');

/** What a finished program left. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs. */
export interface Program {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  /** Resolves once standard output fits; rejects with everything when the program ends before. */
  readonly until: (pattern: RegExp) => Promise<string>;
  readonly finished: Promise<Finished>;
}

/** Runs a command as a process of its own. */
export function spawnProgram(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(file, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  const looks = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      text[name] += chunk.toString();
      for (const look of looks) look();
    });
  }
  const finished = once(child, 'close').then(([code, signal]): Finished => ({ code, signal, ...text }));
  return {
    child,
    stdout: () => text.stdout,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(text.stdout)) return;
          looks.delete(look);
          resolve(text.stdout);
        };
        looks.add(look);
        void finished.then((end) => reject(new Error(`It ended: ${JSON.stringify(end)}`)));
        look();
      }),
    finished,
  };
}

/** Runs the server's program from its source. */
export function spawnMain(args: readonly string[], env?: NodeJS.ProcessEnv): Program {
  return spawnProgram(process.execPath, ['--conditions=@thrivestack-revenue/source', main, ...args], env);
}

/** A server that listens. */
export interface RunningServer extends Program {
  readonly url: string;
  readonly port: number;
}

/** Starts `serve` on a free port and waits until it listens; ended with SIGKILL after the test. */
export async function startServer(
  data: string,
  atEnd: (clean: () => void) => void,
  args: readonly string[] = [],
): Promise<RunningServer> {
  const program = spawnMain(['serve', '--port', '0', '--data', data, ...args]);
  atEnd(() => void program.child.kill('SIGKILL'));
  const text = await program.until(/"msg":"listening"/);
  const line = text.split('\n').find((one) => one.includes('"listening"')) ?? '';
  const { url } = JSON.parse(line) as { url: string };
  return { ...program, url, port: Number(new URL(url).port) };
}

/** Makes a key with the command; returns what it prints. */
export async function makeKey(data: string, ...args: string[]): Promise<{ id: string; key: string }> {
  const { code, stdout, stderr } = await spawnMain([
    'keys',
    'create',
    '--data',
    data,
    '--tenant',
    'acme',
    '--json',
    ...args,
  ]).finished;
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { id: string; key: string };
}
