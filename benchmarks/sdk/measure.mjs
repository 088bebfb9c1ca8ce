import { start } from '../../scripts/lib/process.mjs';
import { inRoot, nodeBinary, toolEnvironment } from '../../scripts/lib/workspace.mjs';

export const inBench = (...parts) => inRoot('benchmarks', 'sdk', ...parts);
export const say = (line) => process.stderr.write(`${line}\n`);

/** The middle of some figures. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return undefined;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * What one job takes beyond another, each round by itself: the middle of the differences, and their noise.
 *
 * The noise is half of their interquartile range. A difference that is smaller says nothing.
 */
export function beyond(values, floor) {
  const differences = values.map((value, round) => value - floor[round]).sort((a, b) => a - b);
  const quarter = (share) => differences[Math.round((differences.length - 1) * share)];
  return { value: median(differences), noise: (quarter(0.75) - quarter(0.25)) / 2 };
}

/** Shows a difference, or that it drowns in the noise; what is compared with itself has none. */
export function shown({ value, noise }, unit, digits = 0) {
  if (value === 0 && noise === 0) return `0 ${unit}`;
  return value > noise
    ? `${value.toFixed(digits)} ${unit}`
    : `below noise (${noise.toFixed(Math.max(1, digits))} ${unit})`;
}

/** Runs a program of ours to its end, and gives its time and the JSON of its last line. */
export async function node(args, { failOn = true } = {}) {
  const env = toolEnvironment({
    NODE_OPTIONS: '',
    THRIVESTACK_API_KEY: '',
    HTTPS_PROXY: '',
    HTTP_PROXY: '',
    https_proxy: '',
    http_proxy: '',
  });
  const started = performance.now();
  let text = '';
  const child = start(nodeBinary(), args, {
    env,
    onOutput: (chunk) => {
      text += chunk;
    },
  });
  const { code } = await child.exited;
  const ms = performance.now() - started;
  if (code !== 0 && failOn) throw new Error(`${args.join(' ')} ended with ${code}:\n${child.tail()}`);
  const line = text.trim().split('\n').at(-1) ?? '';
  return { code, ms, text, json: line.startsWith('{') ? JSON.parse(line) : undefined };
}

/** Runs each of some jobs `rounds` times, round by round, so that whatever else the machine does meets everybody. */
export async function interleaved(jobs, rounds, run) {
  const results = new Map(jobs.map((job) => [job, []]));
  const failures = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const job of jobs) {
      if (failures.has(job)) continue;
      try {
        results.get(job).push(await run(job));
      } catch (error) {
        failures.set(job, String(error.message).split('\n').slice(0, 4).join(' '));
      }
    }
  }
  return { results, failures };
}

/** Starts the answering server in a process of its own. */
export async function startServer() {
  let url;
  const child = start(nodeBinary(), [inBench('server.mjs')], {
    env: toolEnvironment({ NODE_OPTIONS: '' }),
    onOutput: (chunk) => {
      url ??= /http:\S+/.exec(chunk)?.[0];
    },
  });
  await child.announced(/http:\S+/);
  return { url, stop: child.stop };
}
