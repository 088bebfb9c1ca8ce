import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Finished, type Program, spawnProgram } from '../../../packages/server/src/test-support/program.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const MAIN = ['--conditions=@thrivestack-revenue/source', path.join(ROOT, 'packages/server/src/main.ts')];

/** A folder with a database and a key. */
export interface Data {
  readonly folder: string;
  readonly apiKey: string;
  remove(): Promise<void>;
}

/** How a server is started. */
export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** A program that starts the server and its arguments, such as strace. */
  readonly through?: readonly string[];
  readonly args?: readonly string[];
}

/** The server's own program, listening. */
export interface DrillServer extends Program {
  readonly url: string;
  readonly port: number;
  readonly apiKey: string;
  /** Process id of the server itself, whatever started it. */
  readonly pid: number;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<Finished>;
  /** Ends it with SIGTERM and waits until it is gone. */
  stop(): Promise<Finished>;
}

/** Makes a data folder with a key, in a folder of its own unless one is given. */
export async function makeData(folder?: string): Promise<Data> {
  const own = folder ?? (await mkdtemp(path.join(tmpdir(), 'drill-')));
  const args = [...MAIN, 'keys', 'create', '--data', own, '--tenant', 'drill', '--json'];
  const { code, stdout, stderr } = await spawnProgram(process.execPath, args).finished;
  if (code !== 0) throw new Error(`No key could be made: ${stderr}`);
  const { key: apiKey } = JSON.parse(stdout) as { key: string };
  return { folder: own, apiKey, remove: () => rm(own, { recursive: true, force: true }) };
}

/** Begins to start a server; it may end before it listens. */
export function spawnServer({ folder }: Pick<Data, 'folder'>, options: StartOptions = {}): Program {
  const serve = [...MAIN, 'serve', '--data', folder, '--port', '0', '--rate-limit', 'off', ...(options.args ?? [])];
  const [file = process.execPath, ...args] = [...(options.through ?? []), process.execPath, ...serve];
  return spawnProgram(file, args, options.env);
}

/** Starts a server on a free port and waits until it listens. */
export async function startServer(
  data: Pick<Data, 'folder' | 'apiKey'>,
  options: StartOptions = {},
): Promise<DrillServer> {
  return listening(data, spawnServer(data, options), options);
}

/** Waits until a program that was begun listens. */
export async function listening(
  data: Pick<Data, 'apiKey'>,
  program: Program,
  options: StartOptions = {},
): Promise<DrillServer> {
  const text = await program.until(/"msg":"listening"/);
  const line = text.split('\n').find((one) => one.includes('"msg":"listening"')) ?? '';
  const { url } = JSON.parse(line) as { url: string };
  const own = program.child.pid ?? 0;
  const pid = options.through ? await childOf(own) : own;
  const end = (signal: NodeJS.Signals) => (): Promise<Finished> => {
    signalTo(pid, signal);
    return program.finished;
  };
  const { port } = new URL(url);
  return { ...program, url, port: Number(port), apiKey: data.apiKey, pid, kill: end('SIGKILL'), stop: end('SIGTERM') };
}

/** Sends a signal to a process, which may be gone by now. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whatever starts a server for us has it as its only child. */
async function childOf(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return Number(children.trim().split(' ')[0]);
}
