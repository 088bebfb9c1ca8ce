/**
 * Runs every test: sets up, generates, builds, then the unit tests and the browser tests.
 *
 *   npm test                        everything
 *   npm test -- unit                packages, scripts and hooks, without a browser
 *   npm test -- e2e                 the dashboard in a real Chromium
 *   npm test -- rendering           an app of Next on the packed packages, and mocks in a page, in a real Chromium
 *   npm test -- evolution           changes of the contract: what they mean, and carried through a copy of the repository
 *   npm test -- drills              cut connections and slow sockets against the server itself; a small share
 *   npm test -- portable            the built engine in Node 20 to 26, Bun, Deno, workerd and a Next route
 *   npm test -- consumers           the packed packages in bundlers, TypeScript 5.5 to 7, Next and linters of packages
 *   npm test -- runtimes            the packed client in every runtime: Node 20 to 26, Bun, Deno, workers, browsers
 *   npm test -- unit packages/core  what follows goes to vitest (or to the runner of the part)
 *
 * A Chromium is taken from CHROME_PATH or the usual places; as root on Debian it is installed.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { canInstall, findBrowser, howToInstall, installBrowser } from './lib/browser.mjs';
import { setUp } from './lib/install.mjs';
import { run } from './lib/process.mjs';
import { countReport, readReport, reportFile, total, writeCounts } from './lib/results.mjs';
import { say, seconds, step } from './lib/steps.mjs';
import { main, sentenceFor } from './lib/stop.mjs';
import { generate, turbo } from './lib/turbo.mjs';
import { inRoot, nodeBinary, toolEnvironment } from './lib/workspace.mjs';

const PROJECTS = {
  unit: ['node', 'fetch', 'dom', 'oldest', 'oldest-node'],
  e2e: ['e2e'],
  rendering: ['rendering'],
  evolution: ['evolution'],
  drills: ['drills'],
  portable: ['portable'],
  consumers: ['consumers'],
};
const NEED_BROWSER = ['e2e', 'rendering'];
/** Parts with a runner of their own: it writes its counts to the file that `--counts` names. */
const RUNNERS = {
  runtimes: inRoot('tests', 'runtimes', 'main.mjs'),
};
/** What `npm test` runs; the rest is asked for by name. */
const USUAL = ['unit', 'e2e'];

function readArguments(args) {
  const [first, ...rest] = args;
  return Object.hasOwn({ ...PROJECTS, ...RUNNERS }, first ?? '')
    ? { parts: [first], rest }
    : { parts: USUAL, rest: args };
}

async function runVitest(part, rest, env) {
  rmSync(reportFile(part), { force: true });
  const args = [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run'];
  for (const project of PROJECTS[part]) args.push('--project', project);
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(part)}`, ...rest);
  const { code } = await run(nodeBinary(), args, { stdio: 'inherit', env: toolEnvironment(env) });
  return countReport(readReport(part), code);
}

async function runRunner(part, rest) {
  rmSync(reportFile(part), { force: true });
  mkdirSync(dirname(reportFile(part)), { recursive: true });
  const args = [RUNNERS[part], '--counts', reportFile(part), ...rest];
  const { code } = await run(nodeBinary(), args, { stdio: 'inherit', env: toolEnvironment() });
  const counts = JSON.parse(readReport(part) ?? '{ "passed": 0, "failed": 0, "skipped": 0 }');
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function browser() {
  const found = findBrowser();
  if (found || !canInstall()) return found;
  await step("Installing Debian's chromium", installBrowser);
  return findBrowser();
}

async function runPart(part, rest) {
  if (part in RUNNERS) return runRunner(part, rest);
  if (!NEED_BROWSER.includes(part)) return runVitest(part, rest, {});
  let chrome;
  let problem = howToInstall();
  try {
    chrome = await browser();
  } catch (error) {
    problem = sentenceFor(error) ?? String(error);
  }
  if (chrome) return runVitest(part, rest, { CHROME_PATH: chrome });
  say(`✗ ${problem}`);
  return { passed: 0, failed: 1, skipped: 0 };
}

await main(async () => {
  const started = Date.now();
  const { parts, rest } = readArguments(process.argv.slice(2));
  await setUp();
  await step('Generating from spec/openapi.yaml', generate);
  const only = parts.includes('e2e') ? [] : ['--filter=./packages/*'];
  await step('Building', () => turbo('build', only));
  const counts = {};
  for (const part of parts) {
    const begun = Date.now();
    say(`\n• ${part} tests`);
    counts[part] = await runPart(part, rest);
    counts[part].ms = Date.now() - begun;
    writeCounts(counts);
  }
  say('\nSummary');
  for (const [part, { passed, failed, skipped, ms }] of Object.entries(counts)) {
    say(`  ${part.padEnd(5)} ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds(ms)}`);
  }
  const { passed, failed } = total(counts);
  say(`  all   ${passed} passed, ${failed} failed in ${seconds(Date.now() - started)}`);
  return failed === 0 ? 0 : 1;
});
