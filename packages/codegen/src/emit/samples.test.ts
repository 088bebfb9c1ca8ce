import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../generate.ts';
import type { Files, Json, Model } from '../model.ts';
import { emitSamples } from './samples.ts';
import { sampleBody } from './samples-request.ts';
import { goRaw, jsValue } from './samples-text.ts';

const ODD = `it's "odd" \\ $HOME \`id\` </details> \${x} %s | \u2028 é`;
const bareFile = fileURLToPath(new URL('../../fixtures/bare.yaml', import.meta.url));

/** The bare contract, with text in it that every language has to escape. */
async function oddModel(): Promise<Model> {
  const text = readFileSync(bareFile, 'utf8').replace(
    'reason: { type: string, enum: [refund, error] }',
    `reason: { type: string, example: ${JSON.stringify(ODD)} }\n                odd-name: { type: boolean }`,
  );
  const path = join(mkdtempSync(join(tmpdir(), 'revenue-odd-')), 'spec.yaml');
  writeFileSync(path, text);
  return (await readContract(path, 'spec.yaml')).model;
}

let model: Model;
let files: Files;
let body: Record<string, Json>;

beforeAll(async () => {
  model = await oddModel();
  files = emitSamples(model);
  const [resource] = model.resources;
  const create = resource?.operations.find(({ kind }) => kind === 'create');
  if (!resource || !create) throw new Error('no create');
  body = sampleBody(resource, create);
});

function sample(ending: string): string {
  return files.get(`docs/samples/createCreditNote.${ending}`) ?? '';
}

describe('samples of a contract that says little and that oddly', () => {
  it('are there for every operation in every language, alike each time', () => {
    expect([...files.keys()]).toHaveLength(15);
    expect(emitSamples(model)).toEqual(files);
    expect(body).toMatchObject({ credit_note_id: 'credit_note_123', reason: ODD, quantity: '1', points: 3 });
  });

  it('name no prototype by accident', () => {
    expect(jsValue(JSON.parse('{ "__proto__": [], "a-b": {} }'))).toBe("{\n  ['__proto__']: [],\n  'a-b': {},\n}");
  });

  it('change and delete the row that the POST made', () => {
    for (const operation of ['updateCreditNote', 'deleteCreditNote']) {
      expect(files.get(`docs/samples/${operation}.sh`)).toContain('"credit_note_id": "credit_note_123"');
    }
  });

  it('send the same JSON from a shell', () => {
    const script = `curl() { for part; do printf '%s\\0' "$part"; done; }\n${sample('sh')}`;
    const { stdout, status } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { THRIVESTACK_API_KEY: 'k' } });
    const parts = stdout.split('\0');
    expect(status).toBe(0);
    expect(parts).toContain('x-api-key: k');
    expect(parts).toContain('http://127.0.0.1:8787/revenue/credit-notes');
    expect(JSON.parse(parts[parts.indexOf('--data') + 1] ?? '')).toEqual(body);
  });

  it('send the same JSON from JavaScript', async () => {
    const sent: { url: string; init: RequestInit }[] = [];
    const AsyncFunction = (async () => {}).constructor as new (
      ...args: string[]
    ) => (...args: unknown[]) => Promise<void>;
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      sent.push({ url, init });
      return new Response('{}');
    };
    const env = { THRIVESTACK_BASE_URL: 'http://x', THRIVESTACK_API_KEY: 'k' };
    await new AsyncFunction('fetch', 'process', 'console', sample('mjs'))(fetch, { env }, { log: () => {} });
    expect(sent).toMatchObject([
      { url: 'http://x/revenue/credit-notes', init: { method: 'POST', headers: { 'x-api-key': 'k' } } },
    ]);
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual(body);
  });

  it('keep back quotes out of raw text of Go', () => {
    const raw = goRaw(JSON.stringify(body, null, 2));
    expect(sample('go')).toContain(`const content = ${raw}\n`);
    expect(raw.slice(1, -1)).not.toContain('`');
    expect(JSON.parse(raw.slice(1, -1))).toEqual(body);
  });

  it.each(['ts', 'tsx'])('are TypeScript where they end in .%s', (ending) => {
    const { diagnostics } = ts.transpileModule(sample(ending), {
      fileName: `sample.${ending}`,
      reportDiagnostics: true,
      compilerOptions: { jsx: ts.JsxEmit.ReactJSX },
    });
    expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
    expect(sample(ending)).toContain("'odd-name': true");
  });
});
