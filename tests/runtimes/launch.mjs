import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { lastLines, start } from '../../scripts/lib/process.mjs';
import { toolEnvironment } from '../../scripts/lib/workspace.mjs';
import { app } from './build.mjs';
import { binary, runtimes } from './installed.mjs';

/** Longest run of one runtime; a quiet machine needs a tenth of it. In milliseconds. */
const LIMIT_MS = 150_000;
const KEY = 'tsk_test_from_the_environment';

/**
 * Each runs the cases in its runtime until they are reported, and gives what the runtime said of its transport.
 * @typedef {{ runtime: import('./table.mjs').Runtime, origin: string, reported: Promise<unknown>, bundles: object, browsers: object }} Run
 * @type {Record<string, (run: Run) => Promise<string>>}
 */
export const launch = {
  node: ({ runtime, ...run }) =>
    native(run, binary(runtime.program), [runtime.modules === 'ESM' ? 'native.mjs' : 'native.cjs', run.origin]),
  bun: (run) => native(run, binary('bun'), ['native.mjs', run.origin]),
  deno: (run) =>
    native(run, binary('deno'), ['run', '-A', '--no-remote', '--quiet', 'native.mjs', run.origin], {
      DENO_DIR: join(app, 'deno'),
      DENO_NO_UPDATE_CHECK: '1',
    }),
  async workerd({ origin, reported, bundles }) {
    const { Miniflare } = runtimes.require('miniflare');
    const script = readFileSync(bundles.worker.file, 'utf8');
    // What it prints is about the faults that it meets.
    const handleRuntimeStdio = (stdout, stderr) => [stdout, stderr].map((stream) => stream.resume());
    const flags = { compatibilityDate: '2026-07-01', cf: false, host: '127.0.0.1', port: 0, handleRuntimeStdio };
    const worker = new Miniflare({ modules: true, script, ...flags });
    try {
      const url = new URL(`/?origin=${encodeURIComponent(origin)}`, await worker.ready);
      await within(Promise.all([reported, answered(await fetch(url))]));
    } finally {
      await worker.dispose();
    }
    return bundles.worker.transport;
  },
  async edge({ origin, reported, bundles }) {
    const { EdgeRuntime } = runtimes.require('edge-runtime');
    const edge = new EdgeRuntime({ initialCode: readFileSync(bundles.edge.file, 'utf8') });
    const answer = edge.dispatchFetch(`http://edge.test/?origin=${encodeURIComponent(origin)}`);
    await within(Promise.all([reported, answer.then(answered)]));
    return bundles.edge.transport;
  },
  chromium: (run) =>
    browser(run, run.browsers.chromium, (profile) => [
      ...['--headless', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--host-resolver-rules=MAP *.test 127.0.0.1', `--user-data-dir=${profile}`, run.origin],
    ]),
  firefox: (run) =>
    browser(run, run.browsers.firefox, (profile) => ['--headless', '--no-remote', '--profile', profile, run.origin]),
};

async function answered(response) {
  if (response.ok) return;
  throw new Error(`The worker answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
}

/** Runs a program to its end. */
async function native({ reported }, command, args, more = {}) {
  const env = toolEnvironment({ THRIVESTACK_API_KEY: KEY, NODE_OPTIONS: '', ...more });
  const child = start(command, args, { cwd: app, env });
  try {
    const { code, error } = await within(child.exited);
    if (code !== 0) throw new Error(`It ended with ${code ?? error?.message}:\n${lastLines(child.tail())}`);
    await within(Promise.race([reported, neverReported(child.exited)]));
  } finally {
    await child.stop();
  }
  const taken = /^transport (.*)$/m.exec(child.tail())?.[1] ?? 'none';
  return basename(taken, extname(taken));
}

async function neverReported(exited) {
  await exited;
  throw new Error('It ended without a report.');
}

/** Opens a page in a browser, until it has reported. */
async function browser({ reported, bundles }, command, argsFor) {
  const profile = mkdtempSync(join(tmpdir(), 'revenue-browser-'));
  const child = start(command, argsFor(profile), { env: toolEnvironment({ HOME: profile }) });
  const early = child.exited.then(({ code }) => {
    throw new Error(`The browser ended with ${code}:\n${lastLines(child.tail())}`);
  });
  try {
    await within(Promise.race([reported, early]));
  } finally {
    early.catch(() => {});
    await child.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return bundles.page.transport;
}

function within(work) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It has not ended in ${LIMIT_MS / 1000} s.`)), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
