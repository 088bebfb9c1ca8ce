/**
 * Runs the cases in every runtime, two at a time, on the packed client.
 *
 *   pnpm test:runtimes              all; a run in which all passed is written to results.json and the README
 *   npm test -- runtimes Deno Bun   those whose names begin so
 *
 * In CI nothing is written: there it is checked that the README says what results.json says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { say, seconds } from '../../scripts/lib/steps.mjs';
import { main } from '../../scripts/lib/stop.mjs';
import { findBrowsers } from './browsers.mjs';
import { buildApp } from './build.mjs';
import { runtimes } from './installed.mjs';
import { launch } from './launch.mjs';
import { problemsOf, resultOf, writeResult } from './report.mjs';
import { table } from './table.mjs';
import { openStage, startApi } from './world.ts';

const LANES = 2;
const label = ({ name, modules }) => (modules === 'bundled' ? name : `${name}, ${modules}`);

await main(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { counts: { type: 'string' } } });
  const chosen = table.filter(
    (runtime) => positionals.length === 0 || positionals.some((start) => label(runtime).startsWith(start)),
  );
  await runtimes.install();
  const browsers = await findBrowsers(chosen);
  const bundles = await buildApp();
  const api = await startApi();
  const runs = [];
  const waiting = chosen.map((runtime, index) => ({ runtime, index }));
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      runs[job.index] = await runIn(job.runtime, job.index, { api, bundles, browsers });
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await api.stop();
  }
  return conclude(runs, chosen.length === table.length, browsers, values.counts);
});

/** Runs every case in one runtime; what goes wrong outside of the cases is a failure of its own. */
async function runIn(runtime, index, { api, bundles, browsers }) {
  const started = Date.now();
  const { traits } = runtime;
  const host = traits.secure ? undefined : 'app.test';
  const script = traits.page ? readFileSync(bundles.page.file, 'utf8') : undefined;
  const stage = await openStage({ api, traits, prefix: `r${index}`, host, script });
  let cases = [];
  let transport = 'none';
  try {
    transport = await launch[runtime.launch]({ ...stage, runtime, bundles, browsers });
    cases = [...(await stage.reported)];
    const isExpected = transport === `transport-${runtime.transport}`;
    cases.push({ name: 'the expected transport is taken', ...(isExpected ? {} : { error: `It took ${transport}.` }) });
  } catch (error) {
    cases.push({ name: 'it runs', error: String(error?.message ?? error) });
  } finally {
    await stage.close();
  }
  const failed = cases.filter(({ error }) => error !== undefined);
  const passed = cases.length - failed.length;
  say(
    `${failed.length ? '✗' : '✓'} ${label(runtime).padEnd(26)} ${passed} passed, ${failed.length} failed in ${seconds(Date.now() - started)}; ${transport}`,
  );
  for (const { name, error } of failed) say(`    ✗ ${name}\n      ${error.replaceAll('\n', '\n      ')}`);
  return { ...runtime, passed, failed: failed.length, names: cases.map(({ name }) => name), transport };
}

function conclude(runs, isWhole, browsers, counts) {
  const problems = problemsOf(runs);
  for (const problem of problems) say(`✗ ${problem}`);
  const passed = runs.reduce((sum, run) => sum + run.passed, 0);
  let failed = runs.reduce((sum, run) => sum + run.failed, problems.length);
  if (isWhole && failed === 0) {
    const wrong = writeResult(resultOf(runs, browsers));
    for (const sentence of wrong) say(`✗ ${sentence}`);
    failed += wrong.length;
  }
  if (counts) writeFileSync(counts, JSON.stringify({ passed, failed, skipped: 0 }));
  say(`\n${runs.length} runtimes: ${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
