import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { cache, clientFile, inModules } from '../peers/install.mjs';
import { beyond, inBench, interleaved, median, node, say, startServer } from './measure.mjs';

const START_ROUNDS = 21;
const LOAD_ROUNDS = 3;
const COST_ROUNDS = 5;

/** One call, bundled for a browser: minified by esbuild, then brotli. */
export async function size(clients) {
  const { build } = createRequire(inModules('esbuild', 'package.json'))('esbuild');
  const rows = {};
  for (const client of clients.filter(({ nodeOnly, sameCode }) => !nodeOnly && !sameCode)) {
    // What an app would write: no option that it does not set.
    const plain = (text) =>
      text
        .replaceAll(/, (fetch|timeoutMs|timeout: timeoutMs|signal)(?=[ ,}])|, \{ signal \}/g, '')
        .replaceAll(/, \.\.\.\((fetch|timeoutMs) \? .*? : \{\}\)/g, '');
    const entry = `${client.imports}\nconst { url, key, text, split } = globalThis.app;\nconst client = ${plain(client.make).replace('fetch ?? globalThis.fetch', 'fetch')};\nexport const result = ${plain(client.call)};\n`;
    const bundle = (external) =>
      build({
        stdin: { contents: entry, resolveDir: join(cache, 'clients') },
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        write: false,
        logLevel: 'silent',
        external,
      });
    const { outputFiles, leftOut } = await bundle([]).catch(async (error) => ({
      ...(await bundle(['node:*'])),
      leftOut: [...new Set(error.message.match(/node:\w+/g))].join(', '),
    }));
    const { contents } = outputFiles[0];
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    rows[client.name] = { minified: contents.length, brotli: brotliCompressSync(contents, options).length, leftOut };
  }
  return rows;
}

/** A fresh process: import and first answered POST, and import alone, over one that imports an empty module. */
export async function start(clients) {
  const server = await startServer();
  // Every client comes in a module of the benchmark's own; what that takes is no client's.
  const emptyFile = join(cache, 'clients', 'empty.mjs');
  writeFileSync(emptyFile, '');
  const empty = { name: 'empty', args: [emptyFile] };
  const jobs = [
    empty,
    ...clients.flatMap(({ name }) => [
      { name, kind: 'import', args: [clientFile(name)] },
      { name, kind: 'post', args: [clientFile(name), server.url] },
    ]),
  ];
  try {
    const run = async ({ args }) => {
      const { ms, json } = await node([inBench('child-start.mjs'), ...args]);
      return { ms, cpuMs: json.cpuMs };
    };
    await interleaved(jobs, 1, run);
    const { results, failures } = await interleaved(jobs, START_ROUNDS, run);
    const all = (job, key) => results.get(job).map((taken) => taken[key]);
    const rows = {};
    for (const job of jobs.slice(1)) {
      rows[job.name] ??= { emptyMs: median(all(empty, 'ms')), emptyCpuMs: median(all(empty, 'cpuMs')) };
      if (failures.has(job)) rows[job.name].failure = failures.get(job);
      else {
        rows[job.name][`${job.kind}Ms`] = beyond(all(job, 'ms'), all(empty, 'ms'));
        rows[job.name][`${job.kind}CpuMs`] = beyond(all(job, 'cpuMs'), all(empty, 'cpuMs'));
      }
    }
    return rows;
  } finally {
    await server.stop();
  }
}

/** 64 requests at a time, the server in another process. */
export async function load(clients) {
  const server = await startServer();
  try {
    const run = async ({ name }) => (await node([inBench('child-load.mjs'), clientFile(name), server.url])).json;
    const { results, failures } = await interleaved(clients, LOAD_ROUNDS, run);
    return medians(clients, results, failures);
  } finally {
    await server.stop();
  }
}

/** What the client itself takes, on a fetch that answers at once. */
export async function cost(clients) {
  const able = clients.filter(({ noStub, sameCode }) => !noStub && !sameCode);
  const flags = ['--expose-gc', '--max-semi-space-size=128', '--min-semi-space-size=128'];
  const run = async ({ name }) => (await node([...flags, inBench('child-cost.mjs'), clientFile(name)])).json;
  const { results, failures } = await interleaved(able, COST_ROUNDS, run);
  const rows = medians(able, results, failures);
  const stub = results.get(able.find(({ name }) => name === 'fetch'));
  for (const client of able) {
    if (failures.has(client)) continue;
    const values = (of, key) => of.map((run) => run[key]);
    const over = (key) => beyond(values(results.get(client), key), values(stub, key));
    Object.assign(rows[client.name], { overMicros: over('micros'), overBytes: over('bytes') });
  }
  return rows;
}

/** How soon a call is over when it is aborted, in each state that it can wait in. */
export async function abort(clients) {
  const able = clients.filter(({ noSignal, nodeOnly }) => !noSignal && !nodeOnly);
  const run = async ({ name }) => (await node([inBench('child-abort.mjs'), clientFile(name)])).json;
  const { results, failures } = await interleaved(able, 1, run);
  return Object.fromEntries(
    able.map((client) => [
      client.name,
      failures.has(client) ? { failure: failures.get(client) } : results.get(client)[0],
    ]),
  );
}

/** What TypeScript works for one call. */
export async function types(clients) {
  const tsc = inModules('typescript', 'bin', 'tsc');
  const rows = {};
  writeFileSync(join(cache, 'clients', 'empty.ts'), 'export {};\n');
  const files = [
    { name: 'empty', file: join(cache, 'clients', 'empty.ts') },
    ...clients.filter(({ sameCode }) => !sameCode).map(({ name }) => ({ name, file: clientFile(name, 'ts') })),
  ];
  for (const { name, file } of files) {
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--target',
      'es2022',
      '--types',
      'node',
      '--extendedDiagnostics',
    ];
    const { code, text } = await node([tsc, ...flags, file], { failOn: false });
    const figure = (label) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(text)?.[1]);
    const errors = [...text.matchAll(/error TS\d+: .*/g)].map(([line]) => line);
    rows[name] = {
      instantiations: figure('Instantiations'),
      types: figure('Types'),
      checkSeconds: figure('Check time'),
      ...(code === 0 ? {} : { failure: errors.slice(0, 2).join(' ').slice(0, 200) }),
    };
  }
  const { empty, ...rest } = rows;
  for (const row of Object.values(rest)) row.instantiations -= empty.instantiations;
  return rest;
}

/** What comes into node_modules: the package and all that it depends on. */
export async function install(clients) {
  const rows = {};
  for (const { name, package: packageName, sameCode } of clients) {
    if (packageName === undefined || sameCode) continue;
    // What hey-api writes belongs to the app; nothing else is installed for its users.
    if (name === 'hey-api') rows[name] = { packages: 0, bytes: bytesIn(join(cache, 'hey-api')) };
    else rows[name] = closure(packageName);
  }
  return rows;
}

function closure(packageName) {
  const found = new Map();
  const visit = (name, from) => {
    for (let folder = from; ; folder = dirname(folder)) {
      const here = join(folder, 'node_modules', name);
      if (existsSync(join(here, 'package.json'))) {
        const real = realpathSync(here);
        if (found.has(real)) return;
        const manifest = JSON.parse(readFileSync(join(real, 'package.json'), 'utf8'));
        found.set(
          real,
          manifest.files && name.startsWith('@thrivestack-revenue/') ? published(real, manifest) : bytesIn(real),
        );
        for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, real);
        return;
      }
      if (folder === dirname(folder)) return say(`${name} is not installed`);
    }
  };
  visit(packageName, cache);
  return { packages: found.size, bytes: [...found.values()].reduce((sum, bytes) => sum + bytes, 0) };
}

/** Ours lies in the workspace: only what npm would pack counts. */
function published(folder, { files }) {
  const always = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']
    .map((name) => join(folder, name))
    .filter(existsSync);
  return [...files.map((name) => bytesIn(join(folder, name))), ...always.map((file) => statSync(file).size)].reduce(
    (sum, bytes) => sum + bytes,
    0,
  );
}

function bytesIn(folder) {
  let sum = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const nested = entry.parentPath.slice(folder.length).split('/').includes('node_modules');
    if (entry.isFile() && !nested) sum += statSync(join(entry.parentPath, entry.name)).size;
  }
  return sum;
}

function medians(clients, results, failures) {
  return Object.fromEntries(
    clients.map((client) => {
      if (failures.has(client)) return [client.name, { failure: failures.get(client) }];
      const runs = results.get(client);
      return [
        client.name,
        Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))])),
      ];
    }),
  );
}
