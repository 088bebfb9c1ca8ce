import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, run, start } from '../../scripts/lib/process.mjs';
import { inRoot, nodeBinary, toolEnvironment } from '../../scripts/lib/workspace.mjs';

/** Everything that a run leaves; nothing of it is part of the workspace. */
export const cache = inRoot('.cache', 'bench-codegen');
const LIMIT_MS = 10 * 60_000;

/** Our own generator, as `pnpm generate` runs it, into an empty folder. */
export const ours = {
  name: 'this repository',
  writes:
    'types, functions (fetch), client, validators, TanStack Query options and hooks, prefetch; routes, storage and checks of server and mocks; API reference; code samples (cURL, JavaScript, Go, SDK, hook)',
  setUp: 'nothing',
  command: (spec, out) => [inRoot('packages', 'codegen', 'src', 'main.ts'), '--spec', spec, '--out', out],
};

/** Installs a peer at its exact versions, without running its scripts, unless it is there already. */
export async function install({ folder, packages }) {
  const target = join(cache, folder);
  const wanted = `${JSON.stringify({ private: true, type: 'module', dependencies: packages }, null, 2)}\n`;
  const stamp = join(target, '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'package.json'), wanted);
  const flags = ['--prefix', target, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const { code, tail } = await run('npm', ['install', ...flags], { cwd: target });
  if (code !== 0) throw new Error(`could not be installed: ${lastWords(tail)}`);
  writeFileSync(stamp, wanted);
}

/**
 * Runs a generator once, as a process of its own, into an empty folder.
 * @returns {Promise<{ seconds: number, cpuSeconds: number, peakMb: number, out: string } | { failure: string }>}
 */
export async function measure(generator, spec) {
  const out = join(cache, 'out', generator.name.replaceAll(/[^a-z]+/g, '-'));
  const usage = join(cache, 'usage.jsonl');
  rmSync(out, { recursive: true, force: true });
  rmSync(usage, { force: true });
  mkdirSync(out, { recursive: true });
  const folder = generator.folder === undefined ? cache : join(cache, generator.folder);
  if (generator.config) writeFileSync(join(folder, generator.configName), generator.config(spec, out));
  const args = generator.command?.(spec, out) ?? [join(folder, generator.program), ...generator.args(spec, out)];
  const preload = `--import=${new URL('./usage.mjs', import.meta.url).href}`;
  const env = toolEnvironment({ BENCH_USAGE: usage, NODE_OPTIONS: preload, KUBB_DISABLE_TELEMETRY: '1', CI: 'true' });

  const started = performance.now();
  const child = start(nodeBinary(), args, { cwd: folder, env });
  const limit = setTimeout(child.stop, LIMIT_MS);
  const { code, signal } = await child.exited;
  clearTimeout(limit);
  const seconds = (performance.now() - started) / 1000;
  if (signal) return { failure: seconds * 1000 < LIMIT_MS ? `ended by ${signal}` : 'not done after 10 minutes' };
  if (code !== 0) return { failure: `exit ${code}: ${lastWords(child.tail())}` };
  if (filesIn(out).length === 0) return { failure: `wrote nothing: ${lastWords(child.tail())}` };
  const lines = readFileSync(usage, 'utf8').trim().split('\n').map(JSON.parse);
  return {
    seconds,
    cpuSeconds: lines.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1000,
    peakMb: Math.max(...lines.map(({ peakKb }) => peakKb)) / 1024,
    out,
  };
}

/** What a generator left: its files, their bytes, and how many of the contract's operations they speak of. */
export function inspect(out, operationIds) {
  const files = filesIn(out);
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.toLowerCase()));
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    operations: operationIds.filter((id) => words.has(id.toLowerCase())).length,
  };
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What a program said of its failure, on one line: the lines that speak of an error, else the last ones. */
function lastWords(tail) {
  const lines = lastLines(tail, 100)
    .split('\n')
    .map((line) => line.trim());
  const telling = lines.filter((line) => /error|cannot|can't|invalid|missing|not found/i.test(line)).slice(0, 2);
  const words = (telling.length > 0 ? telling : lines.slice(-3)).join(' ');
  // Where this machine keeps the repository says nothing about the generator.
  return words.replaceAll(inRoot(), '…').slice(0, 300);
}
