import { createEngine, type Engine, manifest, memoryStore } from '@thrivestack-revenue/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain, sample } from '../contract/values.ts';
import { allKeys, encode, keyOf, serverTarget, type Target } from '../wire/targets.ts';
import { isErrorBody } from './contract.ts';
import { bodyTexts, fieldTexts, type JsonText, numberTexts } from './json-texts.ts';

/*
 * JSON broken in every way, in the manner of JSONTestSuite: a body with money is read strictly or not at all.
 */

const found = manifest.resources.flatMap((resource) =>
  resource.operations
    .filter(({ kind }) => kind === 'create')
    .map((create) => {
      const fields = Object.entries(create.body?.fields ?? {});
      const text = fields.find(([, { type, kind, format }]) => type === 'string' && !kind && !format)?.[0];
      const amount = fields.find(([, { currencyField }]) => currencyField !== undefined)?.[0];
      return { resource, create, text, amount, get: resource.operations.find(({ kind }) => kind === 'get') };
    }),
);
const [subject] = found.filter(({ text, amount, get }) => text && amount && get);

/** The wire cases send texts; bytes that are none go to an engine as they are. */
async function memory(): Promise<Target & { engine: Engine }> {
  const engine = createEngine({ store: memoryStore({ keys: allKeys() }), limits: 'off' });
  return {
    engine,
    send: (request) => engine.handle({ method: request.method, target: request.path, ...encode(request) }),
    close: async () => {},
  };
}

describe.each([
  ['engine in memory', memory],
  ['server on SQLite', () => serverTarget({ limits: 'off' })],
] as const)('JSON texts: %s', (_name, make) => {
  if (!subject) throw new Error('No resource of the contract has a text and an amount.');
  const { resource, create, text = '', amount = '', get } = subject;
  let target: Awaited<ReturnType<typeof make>>;
  let count = 0;
  beforeAll(async () => {
    target = await make();
  });
  afterAll(() => target.close());

  const goodBody = (): string => {
    count += 1;
    return JSON.stringify({ ...sample(resource, create, 1, plain), [resource.key]: `json-${count}` });
  };

  async function post(body: string | Uint8Array): Promise<{ status: number; body: string }> {
    const headers = { 'content-type': 'application/json', [manifest.keyHeader]: keyOf() ?? '' };
    const bytes = Buffer.from(body);
    if ('engine' in target)
      return target.engine.handle({ method: create.method, target: create.path, headers, body: bytes });
    const answer = await fetch(target.url + create.path, { method: create.method, headers, body: bytes });
    return { status: answer.status, body: await answer.text() };
  }

  async function judge(one: JsonText, body: string | Uint8Array): Promise<void> {
    const answer = await post(body);
    const json = JSON.parse(answer.body) as { error?: { code: string } };
    expect([answer.status, json.error?.code]).toEqual([one.code === undefined ? 200 : 400, one.code]);
    if (one.code !== undefined) expect(isErrorBody(json)).toBe(true);
  }

  async function stored(): Promise<unknown> {
    const path = (get?.path ?? '').replace(/\{[^}]*\}/, `json-${count}`);
    return JSON.parse((await target.send({ method: 'GET', path })).body);
  }

  const within = (name: string, value: string | Uint8Array): string => {
    const body = JSON.parse(goodBody()) as Record<string, unknown>;
    return JSON.stringify({ ...body, [name]: '<here>' }).replace('"<here>"', () => String(value));
  };

  it.each(fieldTexts.map((one) => [one.name, one] as const))('%s', async (_case, one) => {
    await judge(one, within(text, one.text));
    if (one.value !== undefined) expect(await stored()).toMatchObject({ [text]: one.value });
  });

  it.each(numberTexts.map((one) => [one.name, one] as const))('%s', async (_case, one) => {
    await judge(one, within(amount, one.text));
    if (one.number !== undefined) expect(await stored()).toMatchObject({ [amount]: one.number });
  });

  it.each(bodyTexts(goodBody()).map((one, index) => [one.name, index] as const))('%s', async (_case, index) => {
    const one = bodyTexts(goodBody())[index];
    if (one) await judge(one, one.text);
  });

  it('leave no prototype changed', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});
