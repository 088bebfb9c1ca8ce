import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../scripts/lib/workspace.mjs';

const main = ['--conditions=@thrivestack-revenue/source', inRoot('packages', 'server', 'src', 'main.ts')];

/** Runs the server's program from its source on a new data folder, with one key. */
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), 'revenue-bench-'));
  const made = spawn(process.execPath, [...main, 'keys', 'create', '--data', data, '--tenant', 'acme', '--json']);
  const { key } = JSON.parse((await made.stdout.toArray()).join(''));
  return { data, key, ...(await serve(data, () => rmSync(data, { recursive: true, force: true }))) };
}

/** Runs the server's program on a data folder. */
export async function serve(data, afterwards = () => {}) {
  const flags = ['serve', '--port', '0', '--data', data, '--rate-limit', 'off'];
  const child = spawn(process.execPath, [...main, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const line = text.split('\n').find((one) => one.includes('"listening"'));
      if (line) resolve(JSON.parse(line).url);
    });
    child.once('exit', () => reject(new Error(`The server ended: ${text}`)));
  });
  return {
    port: Number(new URL(url).port),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
      afterwards();
    },
  };
}
