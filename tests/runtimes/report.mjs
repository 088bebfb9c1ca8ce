import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { versionOf } from './browsers.mjs';
import { runtimes as installed } from './installed.mjs';

const RESULTS = fileURLToPath(new URL('./results.json', import.meta.url));
const README = inRoot('packages', 'core', 'README.md');
const BLOCK = /(<!-- runtimes:start -->\n)[\s\S]*?(\n<!-- runtimes:end -->)/;
const LEAST = 60;

/** What is wrong with the runs as a whole: every runtime has to play the same cases, and enough of them. */
export function problemsOf(runs) {
  const [first] = runs;
  const expected = first?.names.join('\n');
  return [
    ...(runs.length === 0 ? ['No runtime is called so.'] : []),
    ...runs
      .filter(({ names }) => names.length < LEAST)
      .map(({ name, names }) => `${name} played only ${names.length} cases.`),
    ...runs
      .filter(({ names }) => names.length >= LEAST && names.join('\n') !== expected)
      .map(({ name, modules }) => `${name} (${modules}) played other cases than ${first.name} (${first.modules}).`),
  ];
}

/** What is kept of a run in which everything passed. */
export function resultOf(runs, browsers) {
  return {
    command: 'pnpm test:runtimes',
    date: new Date().toISOString().slice(0, 10),
    cases: runs[0].names.length,
    runtimes: runs.map(({ name, modules, launch, program, transport }) => ({
      name,
      modules,
      version: programVersion(launch, program, browsers),
      transport,
    })),
  };
}

function programVersion(launch, program, browsers) {
  if (browsers[launch]) return versionOf(browsers[launch]);
  if (launch === 'node') return installed.version(`${program}-${process.arch}`);
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x64';
  const packages = {
    bun: `@oven/bun-linux-${arch}`,
    deno: `@deno/linux-${process.arch}-glibc`,
    workerd: 'workerd',
    edge: 'edge-runtime',
  };
  return installed.version(packages[launch]);
}

/**
 * Keeps a result and writes the README's table from it. In CI it compares instead: dates and versions may have
 * moved on, but what is claimed may not.
 * @returns {string[]} what is wrong
 */
export function writeResult(result) {
  if (!process.env.CI) {
    writeFileSync(RESULTS, `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync(README, withTable(readFileSync(README, 'utf8'), result));
    return [];
  }
  const kept = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const readme = readFileSync(README, 'utf8');
  const mend = 'Run pnpm test:runtimes and commit what it writes.';
  return [
    ...(claims(kept) === claims(result) ? [] : [`tests/runtimes/results.json tells of other runtimes. ${mend}`]),
    ...(withTable(readme, kept) === readme
      ? []
      : [`The table in packages/core/README.md is not the result's. ${mend}`]),
  ];
}

const claims = ({ runtimes }) =>
  JSON.stringify(runtimes.map(({ name, modules, transport }) => [name, modules, transport]));

/** Puts the table of a result between its marks. */
export function withTable(readme, { date, cases, runtimes }) {
  if (!BLOCK.test(readme)) throw new Error('packages/core/README.md has no place for the table of runtimes.');
  return readme.replace(BLOCK, (_, start, end) => `${start}\n${tableOf({ date, cases, runtimes })}\n${end}`);
}

function tableOf({ date, cases, runtimes }) {
  const rows = runtimes.map(({ name, version, modules, transport }) => [name, version, modules, `\`${transport}\``]);
  const header = ['runtime', 'version', 'loaded as', 'transport'];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const claim = `The packed package passed the same ${cases} checks in each of these on ${date} (\`pnpm test:runtimes\`).`;
  return [claim, '', line(header), rule, ...rows.map(line)].join('\n');
}
