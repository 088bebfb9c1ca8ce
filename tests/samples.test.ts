import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { type Case, readCases } from './samples/contract.ts';
import { type SampleServer, startSampleServer } from './samples/ledger.ts';
import { inRoot, isInstalled, lastLine, runProgram } from './samples/program.ts';

// Go compiles its standard library on the first run, and processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const cases = await readCases();
const cleanups: (() => void)[] = [];
let server: SampleServer;

beforeAll(async () => {
  server = await startSampleServer((clean) => cleanups.push(clean));
});
afterAll(() => {
  for (const clean of cleanups) clean();
});

const sampleFile = (id: string, ending: string): string => inRoot('docs/samples', `${id}.${ending}`);

/** A ledger for the samples of one language. */
function useLedger(tenant: string): (of: Case, file: string, args: readonly string[]) => Promise<void> {
  // Runs a sample as its reader would, and checks what it prints.
  return async (of, file, args) => {
    const ledger = await server.ledgerFor(of, tenant);
    await ledger.prepare(of);
    const env = { THRIVESTACK_BASE_URL: ledger.url, THRIVESTACK_API_KEY: ledger.key };
    await ledger.expectAnswer(of, lastLine(await runProgram(file, args, env)));
  };
}

describe('cURL', () => {
  const runSample = useLedger('curl');
  it.for(cases)('$id', async (of) => {
    if (!(await isInstalled('curl', ['--version']))) {
      throw new Error('curl is missing: install it (Debian: apt-get install -y curl).');
    }
    await runSample(of, 'sh', [sampleFile(of.id, 'sh')]);
  });
});

describe('JavaScript', () => {
  const runSample = useLedger('javascript');
  it.for(cases)('$id', (of) => runSample(of, process.execPath, [sampleFile(of.id, 'mjs')]));
});

describe('SDK', () => {
  const runSample = useLedger('sdk');
  it.for(cases)('$id', (of) =>
    runSample(of, process.execPath, ['--conditions=@thrivestack-revenue/source', sampleFile(of.id, 'ts')]),
  );
});

describe('Go', () => {
  const runSample = useLedger('go');
  const go = 'go';
  const env = {
    GOCACHE: inRoot('.cache/go-build'),
    GO111MODULE: 'off',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    CGO_ENABLED: '0',
  };
  const folder = mkdtempSync(join(tmpdir(), 'revenue-go-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const note = 'The Go samples were not run: Go is missing (Debian: apt-get install -y golang-go).';
  let installed = false;

  beforeAll(async () => {
    installed = await isInstalled(go, ['version']);
    if (!installed) return console.warn(note);
    for (const { id } of cases) {
      const { code, stderr } = await runProgram(go, ['build', '-o', join(folder, id), sampleFile(id, 'go')], env);
      if (code !== 0) throw new Error(stderr);
    }
  });

  /** Without Go there is nothing to run; the checks of a release must not overlook that. */
  function needGo({ skip }: TestContext): void {
    if (installed) return;
    if (process.env['CI'] === 'true') throw new Error(note);
    skip(note);
  }

  it.for(cases)('$id', async (of, context) => {
    needGo(context);
    await runSample(of, join(folder, of.id), []);
  });

  it('is formatted as gofmt does', async (context) => {
    needGo(context);
    const files = cases.map(({ id }) => sampleFile(id, 'go'));
    expect(await runProgram('gofmt', ['-l', ...files])).toMatchObject({ code: 0, stdout: '' });
  });
});

it('the samples in TypeScript fit the types of the packages', async () => {
  const { code, stdout } = await runProgram(process.execPath, [
    inRoot('node_modules/typescript/bin/tsc'),
    '-p',
    inRoot('tests/samples'),
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
});
