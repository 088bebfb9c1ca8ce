/**
 * Writes the figures of the last full run into the README of core, between its two marks.
 *
 *   node benchmarks/sdk/readme.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { shown } from './measure.mjs';

const START = '<!-- figures:start -->';
const END = '<!-- figures:end -->';
const README = inRoot('packages', 'core', 'README.md');
const RESULT = inRoot('benchmarks', 'results', 'sdk.json');
const SHOWN = [
  'this repository',
  'stripe',
  'openai',
  'orb-billing',
  '@polar-sh/sdk',
  'lago-javascript-client',
  'openapi-fetch',
  'hey-api',
  'axios',
  'fetch',
];

const COLUMNS = {
  'one call in a browser': ({ size }) => size && `${(size.brotli / 1000).toFixed(2)} kB`,
  'start and first POST, CPU': ({ start }) => start?.postCpuMs && shown(start.postCpuMs, 'ms'),
  '64 at a time': ({ load }, { load: { fetch } }) =>
    load?.cpuMicros !== undefined &&
    `${(load.perSecond / fetch.perSecond).toFixed(2)}× at ${(load.cpuMicros / fetch.cpuMicros).toFixed(2)}× CPU`,
  'own cost of a call': ({ cost }) => cost?.overMicros && shown(cost.overMicros, 'µs'),
  installed: ({ install }) =>
    install &&
    `${install.packages} package${install.packages === 1 ? '' : 's'}, ${(install.bytes / 1e6).toFixed(1)} MB`,
};

/** The table of a result, as it stands in the README. */
export function figures({ parts, versions, date, machine }) {
  const rows = SHOWN.map((name) => {
    const ofClient = Object.fromEntries(Object.entries(parts).map(([part, values]) => [part, values[name]]));
    const cells = Object.values(COLUMNS).map((show) => show(ofClient, parts) || '–');
    const title = name === 'this repository' ? '**this package**' : `${name} ${versions[name]}`;
    return `| ${[title, ...cells].join(' | ')} |`;
  });
  return [
    `| | ${Object.keys(COLUMNS).join(' | ')} |`,
    `|---|${'--:|'.repeat(Object.keys(COLUMNS).length)}`,
    ...rows,
    '',
    'The bundle is minified and brotli; the start is over a Node that imports an empty module; 64 at a time is requests per second and CPU per request against',
    'bare `fetch`; the own cost is over a stubbed `fetch`. `pnpm bench:sdk`',
    `([everything](../../benchmarks/results/sdk.md)) on ${date}, Node ${machine.node}, ${machine.cores} cores, load ${machine.loadBefore} to ${machine.loadAfter}.`,
    'What each does on a faulty server: [faults](../../benchmarks/results/faults.md), `pnpm bench:faults`.',
  ].join('\n');
}

/** Puts a table into a README. */
export function withFigures(readme, result) {
  const [before, rest] = readme.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`The README of core needs ${START} and ${END}.`);
  return `${before}${START}\n\n${figures(result)}\n\n${END}${after}`;
}

/** Writes the README anew from a result. */
export function writeReadme(result) {
  writeFileSync(README, withFigures(readFileSync(README, 'utf8'), result));
}

if (process.argv[1] === import.meta.filename) writeReadme(JSON.parse(readFileSync(RESULT, 'utf8')));
