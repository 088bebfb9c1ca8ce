import { manifest, type ResourceDefinition } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesOf } from './contract/cases.ts';
import { shown, stored } from './contract/expected.ts';
import { asksOf, type Row } from './contract/lists.ts';
import { bodies, type JsonObject, sample, wild } from './contract/values.ts';
import { isObject, type Json, masked } from './wire/cases.ts';
import { play, playByClient } from './wire/play.ts';
import { memoryTarget, mockTarget, serverTarget, type Target } from './wire/targets.ts';

/*
 * Every test here is worked out from the manifest: a new resource of the contract is covered
 * without a line written for it.
 */

const resources = manifest.resources.map((resource) => [resource.name, resource] as const);
const files = manifest.resources.flatMap(casesOf);
const everyCase = files.flatMap(({ title, cases }) =>
  cases.map((entry) => [`${title}: ${entry.name}`, entry] as const),
);

const targets = {
  'engine in memory': () => memoryTarget({ limits: 'off' }),
  'server on SQLite': () => serverTarget({ limits: 'off' }),
  'the mock': () => mockTarget({ limits: 'off' }),
} as const;
const stores = [
  ['engine in memory', targets['engine in memory']],
  ['server on SQLite', targets['server on SQLite']],
] as const;

it('has cases for every operation', () => {
  expect(files.map(({ title }) => title)).toEqual(
    manifest.resources.flatMap(({ operations }) => operations.map(({ id }) => id)),
  );
  for (const { title, cases } of files) expect(cases.length, title).toBeGreaterThanOrEqual(4);
});

describe.each(Object.entries(targets))('%s', (_name, make) => {
  let target: Target;
  beforeAll(async () => {
    target = await make();
  });
  afterAll(() => target.close());

  it.each(everyCase)('%s', async (_case, { steps }) => {
    for (const step of steps) await play(target, step);
  });

  it.each(manifest.builtins.map((builtin) => [builtin.id, builtin] as const))('%s', async (_id, { method, path }) => {
    const refused = (code: string): Json => ({ success: false, error: { code } });
    expect((await target.send({ method, path })).status).toBe(200);
    for (const key of ['none', 'bad'] as const) {
      const answer = await target.send({ method, path, key });
      expect([answer.status, JSON.parse(answer.body)]).toMatchObject([401, refused('invalid_api_key')]);
    }
    const answer = await target.send({ method, path, key: 'no-scope' });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([401, refused('insufficient_scope')]);
  });
});

describe.each(['method', 'function'] as const)('the client, each operation as a %s', (way) => {
  let server: Awaited<ReturnType<typeof serverTarget>>;
  let said = 0;
  beforeAll(async () => {
    server = await targets['server on SQLite']();
  });
  afterAll(() => server.close());

  it.each(everyCase)('%s', async (_case, { steps }) => {
    for (const step of steps) if (await playByClient(server, step, way)) said += 1;
  });

  it('says most of it itself', () => {
    const steps = everyCase.reduce((sum, [, entry]) => sum + entry.steps.length, 0);
    expect(said).toBeGreaterThan(steps * 0.75);
  });
});

/** A resource with its create, which every resource has. */
function createOf(resource: ResourceDefinition): ResourceDefinition['operations'][number] {
  const create = resource.operations.find(({ kind }) => kind === 'create');
  if (!create) throw new Error(`${resource.name} has no create`);
  return create;
}

async function answerOf(target: Target, method: string, path: string, body?: JsonObject): Promise<JsonObject> {
  const answer = await target.send({ method, path, ...(body ? { body } : {}) });
  const parsed = JSON.parse(answer.body) as Json;
  expect(answer.status, answer.body).toBe(200);
  return isObject(parsed) ? parsed : {};
}

/** Creates rows of all kinds; returns them as they are stored. */
async function fill(target: Target, resource: ResourceDefinition): Promise<Row[]> {
  const create = createOf(resource);
  const rows: Row[] = [];
  for (let seed = 1; seed <= 9; seed++) {
    // Plain and wild, and three of each value, so that there are ties.
    const body = seed % 3 === 0 ? sample(resource, create, seed, wild) : sample(resource, create, 1 + (seed % 3));
    const id = `${String(body[resource.key])}-${seed}`;
    await answerOf(target, create.method, create.path, { ...body, [resource.key]: id });
    rows.push({ id, document: stored(resource, create, body) });
  }
  return rows;
}

const pathTo = (path: string, key: string, id: string): string => path.replace(`{${key}}`, encodeURIComponent(id));

describe.each(stores)('any good row: %s', (_name, make) => {
  it.each(resources)('%s', async (_resource, resource) => {
    const target = await make();
    const create = createOf(resource);
    const get = resource.operations.find(({ kind }) => kind === 'get');
    let count = 0;
    try {
      await fc.assert(
        fc.asyncProperty(bodies(resource, create, wild), async (body) => {
          count += 1;
          const id = `${String(body[resource.key])}-${count}`;
          const sent = { ...body, [resource.key]: id };
          const written = { success: true, [resource.key]: id };
          expect(await answerOf(target, create.method, create.path, sent)).toEqual(written);
          if (get) {
            const expected = shown(resource, id, stored(resource, create, body));
            const found = await answerOf(target, get.method, pathTo(get.path, resource.key, id));
            expect(masked(found, expected)).toEqual(expected);
          }
          // The same content is the same row, however it is written.
          const again = await target.send({ method: create.method, path: create.path, body: sent });
          expect([again.status, again.headers['idempotent-replayed']]).toEqual([200, 'true']);
        }),
        { numRuns: 50 },
      );
    } finally {
      await target.close();
    }
  });
});

const listed = manifest.resources.flatMap((resource) =>
  resource.operations
    .filter(({ kind }) => kind === 'list')
    .map((operation) => [operation.id, { resource, operation }] as const),
);

describe.each(stores)('every filter, order and page: %s', (_name, make) => {
  it.each(listed)('%s', async (_id, { resource, operation }) => {
    const target = await make();
    const { items, next, more } = operation.pagination ?? { items: 'data', next: 'next_cursor', more: 'has_more' };
    const parameter = (kind: string): string | undefined =>
      operation.query?.find(({ role }) => role.kind === kind)?.name;
    const [limit, cursor] = [parameter('limit'), parameter('cursor')];
    const idsOf = (page: JsonObject): Json[] =>
      ((page[items] ?? []) as JsonObject[]).map((row) => row[resource.key] ?? null);
    try {
      for (const { query, ids } of asksOf(resource, operation, await fill(target, resource))) {
        const path = (extra: Record<string, string>): string =>
          `${operation.path}?${new URLSearchParams({ ...query, ...extra })}`;
        const whole = await answerOf(target, operation.method, path({}));
        expect(idsOf(whole), path({})).toEqual(ids);
        if (limit === undefined || cursor === undefined) continue;
        const paged: Json[] = [];
        for (let after: Record<string, string> | undefined = {}; after; ) {
          const page: JsonObject = await answerOf(target, operation.method, path({ [limit]: '4', ...after }));
          paged.push(...idsOf(page));
          expect(page[more]).toBe(page[next] !== null);
          after = typeof page[next] === 'string' ? { [cursor]: page[next] } : undefined;
        }
        expect(paged, `${path({})} by pages`).toEqual(ids);
      }
      const unknown = await target.send({ method: operation.method, path: `${operation.path}?no_such_filter=1` });
      expect([unknown.status, JSON.parse(unknown.body)]).toMatchObject([400, { error: { code: 'unknown_field' } }]);
    } finally {
      await target.close();
    }
  });
});
