import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inRoot } from '../../scripts/lib/workspace.mjs';
import { addResource, edited } from '../spec-evolution/merge.ts';
import { copyWorkspace } from '../spec-evolution/workspace.ts';
import { app, consumers, packaged } from './installed.mjs';
import { runNode } from './node.mjs';

/*
 * A contract that grows costs nothing to who does not use what is new: ten more resources, each with writes, reads,
 * lists, a history and sums, are generated and built in a copy of the repository.
 */

const NAMES = ['payout', 'quote', 'voucher', 'coupon', 'deposit', 'transfer', 'shipment', 'contract', 'mandate', 'fee'];
const capital = (name) => name[0].toUpperCase() + name.slice(1);

let workspace;
let grown;

beforeAll(async () => {
  workspace = copyWorkspace();
  const fragment = readFileSync(inRoot('tests', 'spec-evolution', 'resources', 'credit-notes.yaml'), 'utf8');
  const spec = 'spec/openapi.yaml';
  workspace.write(spec, NAMES.map((name) => renamed(fragment, name)).reduce(addResource, workspace.read(spec)));
  await succeed(['packages/codegen/src/main.ts'], workspace.root);
  grown = join(workspace.root, 'packages', 'core');
  // The types go into no bundle, and take most of the time.
  await succeed([inRoot('node_modules', 'tsup', 'dist', 'cli-default.js'), '--no-dts'], grown);
});

afterAll(() => workspace?.remove());

const call = 'send = (body) => createInvoice(createClient(), body)';
const ofBoth = (...what) => Promise.all([packaged('core'), grown].map((core) => bundled(core, ...what)));

it('one call has the same bytes, whatever else the contract holds', async () => {
  const [before, after] = await ofBoth('functions', call, { minify: true });
  console.info(`one call, minified: ${before.length} bytes; with ten more resources: ${after.length} bytes`);
  expect(after.length).toBe(before.length);
});

it('one call has the same lines, in whatever order', async () => {
  const [before, after] = (await ofBoth('functions', call)).map((text) =>
    text.split('\n').filter((line) => !line.startsWith('// ')),
  );
  expect(before.join('\n')).toContain('createInvoice');
  expect(after.toSorted()).toEqual(before.toSorted());
});

it('the ten are there: the whole client has grown', async () => {
  const names = Object.keys(await import(/* @vite-ignore */ `file://${join(grown, 'dist', 'functions.js')}`));
  expect(names).toEqual(
    expect.arrayContaining(NAMES.flatMap((name) => [`create${capital(name)}`, `list${capital(name)}s`])),
  );
  const [before, after] = await ofBoth('index', 'client = createClient()', { minify: true });
  console.info(`whole client, minified: ${before.length} bytes; with ten more resources: ${after.length} bytes`);
  expect(after.length).toBeGreaterThan(before.length + 1_000);
});

/** The credit notes of the evolution tests under another name. */
function renamed(fragment, name) {
  return edited(fragment, [
    ['CreditNote', capital(name)],
    ['credit-notes', `${name}s`],
    ['credit note', name],
    ['credit_note', name],
  ]);
}

async function succeed(args, cwd) {
  const { code, stdout, stderr } = await runNode(args, { cwd });
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}:\n${stdout}\n${stderr}`);
}

/** What a page gets of a few words, from one build of core. */
async function bundled(core, entry, contents, more = {}) {
  const { build } = consumers.require('esbuild');
  const names = entry === 'index' ? 'createClient' : 'createClient, createInvoice';
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${names} } from ${JSON.stringify(join(core, 'dist', `${entry}.js`))};\nglobalThis.${contents};`,
      resolveDir: app,
    },
    ...{ bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022' },
    logLevel: 'error',
    ...more,
  });
  return outputFiles[0].text;
}
