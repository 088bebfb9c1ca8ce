import { existsSync } from 'node:fs';
import { onDemand } from '../../scripts/lib/on-demand.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';

/** Node 20 to 26, Bun, Deno, workerd (miniflare) and edge-runtime, at exact versions. */
export const runtimes = onDemand('tests/runtimes', 'runtimes');

const BINARIES = {
  'node-20': [`node-20-${process.arch}`, 'bin', 'node'],
  'node-22': [`node-22-${process.arch}`, 'bin', 'node'],
  'node-24': [`node-24-${process.arch}`, 'bin', 'node'],
  'node-26': [`node-26-${process.arch}`, 'bin', 'node'],
  bun: ['@oven', process.arch === 'arm64' ? 'bun-linux-aarch64' : 'bun-linux-x64', 'bin', 'bun'],
  deno: ['@deno', `linux-${process.arch}-glibc`, 'deno'],
};

/**
 * Gives the path of a runtime's program, after `runtimes.install()`.
 * @param {keyof typeof BINARIES} name
 * @throws Stop when it is not there: a runtime that is missing is a failure, not a reason to skip
 */
export function binary(name) {
  const path = runtimes.inModules(...BINARIES[name]);
  if (existsSync(path)) return path;
  throw new Stop(`${name} is not installed for ${process.platform} ${process.arch}: ${path} is missing.`);
}
