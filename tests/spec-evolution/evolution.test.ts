import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Contracts, contractsOf } from './changes.ts';
import { nodeTwentyTwo } from './node-22.ts';
import { oldRows, rowsOfAdded, seenByAdded, seenByChanged, seenByOwnAgain } from './old-rows.ts';
import { makeKey, startServer } from './running-server.ts';
import { copyWorkspace, type Done, type Workspace } from './workspace.ts';

/*
 * The repository is copied, its contract changes as people change contracts, `generate` runs, and nothing else is
 * touched. The steps build on each other: after one that fails the others are not tried.
 */

const GENERATE = 'packages/codegen/src/main.ts';
const SPEC = 'spec/openapi.yaml';
/** A limit: three times what a step may take on two free cores. In milliseconds. */
const seconds = (count: number): number => count * 3000;

let workspace: Workspace;
let contracts: Contracts;
let data: string;
let key: string;
let broken: string | undefined;

beforeAll(() => {
  workspace = copyWorkspace();
  data = mkdtempSync(join(tmpdir(), 'revenue-evolution-data-'));
  const fragment = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`./resources/${name}.yaml`, import.meta.url)), 'utf8');
  contracts = contractsOf(workspace.read(SPEC), fragment);
}, seconds(60));

afterAll(() => {
  rmSync(data, { recursive: true, force: true });
  if (broken === undefined) workspace.remove();
  else console.info(`The copy is left as it was: ${workspace.root}`);
});

function step(name: string, limit: number, run: () => Promise<void>): void {
  it(
    name,
    async () => {
      if (broken !== undefined) throw new Error(`Not tried, because "${broken}" failed.`);
      broken = name;
      await run();
      broken = undefined;
    },
    limit,
  );
}

function succeeded({ code, text }: Done): void {
  expect(code, text).toBe(0);
}

async function generate(contract: string): Promise<Done> {
  workspace.write(SPEC, contract);
  const done = await workspace.node([GENERATE]);
  succeeded(done);
  return done;
}

/** The generator may write here and nowhere else. */
const OWNED = /(^|\/)generated\/|^docs\/|\.gen\.[a-z]+$|\.api\.md$/;

/** Everything that changed is the contract, or belongs to the generator; of READMEs only the marked blocks. */
function expectNoHandWrittenLine(): void {
  const bare = (text: string): string => text.replace(/(<!-- (\w+):start -->)[\s\S]*?(<!-- \2:end -->)/g, '$1$3');
  const elsewhere = workspace.changed().filter((path) => path !== SPEC && !OWNED.test(path));
  const wrong = elsewhere.filter(
    (path) => !path.endsWith('README.md') || bare(workspace.read(path)) !== bare(workspace.committed(path)),
  );
  expect(wrong).toEqual([]);
}

const typeCheck = (project: string): Promise<Done> =>
  workspace.node(['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', `tests/spec-evolution/${project}`]);

async function runTests(...filters: string[]): Promise<void> {
  const config = 'tests/spec-evolution/inside.config.ts';
  const done = await workspace.node(['node_modules/vitest/vitest.mjs', 'run', '--config', config, ...filters]);
  succeeded(done);
  console.info(done.text.match(/^ *(Tests|Duration) .*$/gm)?.join('\n'));
}

/** Runs the server's program on the rows of the contracts before. */
async function serve(run: (server: Awaited<ReturnType<typeof startServer>>) => Promise<void>): Promise<void> {
  const server = await startServer(workspace, data, key);
  try {
    await run(server);
  } finally {
    await server.stop();
  }
}

describe('as committed', () => {
  step('generate changes nothing', seconds(30), async () => {
    workspace.commit();
    const done = await workspace.node([GENERATE]);
    succeeded(done);
    expect(workspace.changed(), 'run pnpm generate and commit what it writes').toEqual([]);
    console.info(`generate without a change: ${done.seconds.toFixed(2)} s, the process included`);
  });

  step('a server stores invoices', seconds(30), async () => {
    key = await makeKey(workspace, data);
    await serve(oldRows);
  });

  step('a generator that fails, or is killed while it writes, leaves the old output whole', seconds(90), async () => {
    workspace.write(SPEC, contracts.added.replace('operationId: createCreditNote', 'operationId: createInvoice'));
    const failed = await workspace.node([GENERATE]);
    expect(failed.code).toBe(1);
    expect(failed.text).toMatch(/^spec\/openapi\.yaml:\d+: .*"createInvoice".*\n$/);
    expect(workspace.changed()).toEqual([SPEC]);

    workspace.write(SPEC, contracts.added);
    for (const count of [1, 25, 90]) {
      expect((await killed('writeFileSync', count)).code).toBeNull();
      const changed = workspace.changed().filter((path) => path !== SPEC && !/\.next($|\/)/.test(path));
      expect(changed, `killed before write ${count}`).toEqual([]);
    }
  });

  step('a generator that is killed between two renames is made good by the next run', seconds(120), async () => {
    const files = await expectedFiles();
    for (const [call, count] of [
      ['renameSync', 1],
      ['renameSync', 2],
      ['renameSync', 7],
      ['rmSync', 2],
    ] as const) {
      await generate(contracts.own);
      expect(workspace.changed()).toEqual([]);
      workspace.write(SPEC, contracts.added);
      const { code } = await killed(call, count);
      expect(code, `${call} ${count} is not reached: choose another`).toBeNull();
      expect((await workspace.node([GENERATE])).code).toBe(0);
      expect(workspace.changed(), `killed before ${call} ${count}`).toEqual(files);
    }
  });
});

const killed = (call: string, count: number): Promise<Done> =>
  workspace.node(['--import', `./tests/spec-evolution/kill-at.mjs?call=${call}&count=${count}`, GENERATE]);

/** What differs from the commit once the new resources are generated undisturbed. */
async function expectedFiles(): Promise<string[]> {
  await generate(contracts.added);
  return workspace.changed();
}

describe('three new resources, and a new field of one that exists', () => {
  step('generate writes everything, and no hand-written line changes', seconds(30), async () => {
    const done = await generate(contracts.added);
    console.info(`generate with 5 resources: ${done.seconds.toFixed(2)} s, the process included`);
    expectNoHandWrittenLine();
    for (const name of ['credit-notes', 'usage-record-batches', 'boxes']) {
      expect(readdirSync(join(workspace.root, 'packages/react/src/generated'))).toContain(`${name}.hooks.gen.ts`);
    }
  });

  step('generate writes the same bytes again, elsewhere in the world, and on Node 22', seconds(120), async () => {
    workspace.commit();
    expect((await workspace.node([GENERATE])).text).toMatch(/^0 files changed/);
    const elsewhere = { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
    const older = await workspace.node([GENERATE], { binary: nodeTwentyTwo(), env: elsewhere });
    succeeded(older);
    expect(older.text).toMatch(/^0 files changed/m);
    expect(workspace.changed()).toEqual([]);
  });

  step('every package type-checks', seconds(120), async () => {
    const done = await typeCheck('tsconfig.added.json');
    succeeded(done);
    console.info(`tsc over all packages: ${done.seconds.toFixed(1)} s`);
  });

  step('a server has the old rows and serves the new resources', seconds(60), async () => {
    await serve(async (server) => {
      await seenByAdded(server);
      await rowsOfAdded(server);
    });
  });

  step('client, hooks, mock and server do what the contract says', seconds(120), () =>
    runTests('tests/spec-evolution/added', 'tests/contract-derived', 'tests/wire-cases'),
  );

  step('every code sample runs, those of the new resources too', seconds(180), () => runTests('tests/samples'));

  step('the tests of the packages hold', seconds(240), () => runTests('packages/'));
});

describe('one removed, one renamed, fields changed in every way', () => {
  step('generate writes everything, and no hand-written line changes', seconds(30), async () => {
    await generate(contracts.changed);
    expectNoHandWrittenLine();
    const left = readdirSync(join(workspace.root, 'packages/react/src/generated')).join(' ');
    expect(left).toContain('usage-batches.hooks.gen.ts');
    expect(left).not.toMatch(/boxes|usage-record/);
    workspace.commit();
  });

  step('every package type-checks; code for the contract before does not', seconds(120), async () => {
    const { text } = await typeCheck('tsconfig.changed.json');
    const errors = text.split('\n').filter((line) => /^\S.*error TS/.test(line));
    expect(errors.filter((line) => !line.startsWith('tests/spec-evolution/added/'))).toEqual([]);
    // Removed, renamed, narrowed, made required, another type: the compiler says so to whoever used it.
    for (const said of [
      "'boxes'",
      "'usageRecordBatches'",
      '"goodwill"',
      "Property 'memo' is missing",
      'useChangeBox',
    ]) {
      expect(text).toContain(said);
    }
  });

  step('a server returns old rows as they were stored, and fills new columns', seconds(60), () => serve(seenByChanged));

  step('client, mock and server do what the contract says', seconds(120), () =>
    runTests('tests/spec-evolution/changed', 'tests/contract-derived'),
  );
});

describe('as committed, once more', () => {
  step('generate leaves nothing of what was removed, and a server has its rows', seconds(60), async () => {
    await generate(contracts.own);
    expect(workspace.changedSinceFirst()).toEqual([]);
    await serve(seenByOwnAgain);
  });
});
