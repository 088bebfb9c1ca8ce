import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const MAIN = ['--conditions=@thrivestack-revenue/source', 'packages/server/src/main.ts'];

export interface RealServer {
  readonly url: string;
  readonly apiKey: string;
  /** Ends the process as an operator would, and removes its data. */
  stop(): Promise<void>;
}

/** Starts the server's own program on a fresh SQLite file. */
export async function startRealServer(): Promise<RealServer> {
  const data = await mkdtemp(path.join(tmpdir(), 'exactly-once-'));
  const makeKey = [...MAIN, 'keys', 'create', '--data', data, '--tenant', 'drill', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, makeKey, { cwd: ROOT });
  const { key: apiKey } = JSON.parse(stdout) as { key: string };
  const serve = [...MAIN, 'serve', '--data', data, '--port', '0', '--rate-limit', 'off'];
  const child = spawn(process.execPath, serve, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text = (text + chunk).slice(-4000);
        const found = /"url":"([^"]+)".*"listening"/.exec(text)?.[1];
        if (found) resolve(found);
      });
    }
    void ended.then((code) => reject(new Error(`The server ended (${code}) before it listened: ${text}`)));
  });
  return {
    url,
    apiKey,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
