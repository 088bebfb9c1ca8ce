import { manifest, type OperationDefinition, type ResourceDefinition, type Shape } from '@thrivestack-revenue/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain, sample } from '../contract/values.ts';
import type { Json, WireRequest } from '../wire/cases.ts';
import { encode, memoryTarget, serverTarget, type Target } from '../wire/targets.ts';
import { faultsOf } from './judge.ts';
import { naughty, oddTexts } from './values.ts';

/*
 * The Big List of Naughty Strings in every text of the contract: kept to the character, or refused with a 400.
 */

const texts = [...naughty, ...oddTexts];
const isSound = (text: string): boolean => Buffer.from(text).toString() === text && !text.includes('\0');
/** As spec/README.md has it. */
const isId = (text: string): boolean =>
  isSound(text) &&
  text.normalize('NFC') === text &&
  !/^\.{0,2}$|\p{Cc}/u.test(text) &&
  text.trim() === text &&
  Buffer.byteLength(text) <= 255;
const isText = (text: string): boolean => text !== '' && isSound(text) && Buffer.byteLength(text) <= 1024;

const resources = manifest.resources.map((resource) => [resource.name, resource] as const);
const operationOf = ({ operations }: ResourceDefinition, kind: string): OperationDefinition | undefined =>
  operations.find((operation) => operation.kind === kind);
const isFree = ({ type, kind, format, enum: list, pattern, maxLength }: Shape): boolean =>
  type === 'string' && !kind && !format && !list && pattern === undefined && maxLength === undefined;

describe.each([
  ['engine in memory', memoryTarget],
  ['server on SQLite', serverTarget],
] as const)('naughty strings: %s', (_name, make) => {
  let target: Target;
  beforeAll(async () => {
    target = await make({ limits: 'off' });
  });
  afterAll(() => target.close());

  async function ask(request: WireRequest): Promise<{ status: number; json: { [name: string]: Json } }> {
    const answer = await target.send(request);
    const { headers, body } = encode(request);
    const sent = { method: request.method, target: request.path, headers, body, key: 'main' } as const;
    expect(faultsOf(sent, answer), `${request.method} ${request.path}`).toEqual([]);
    return { status: answer.status, json: JSON.parse(answer.body) as { [name: string]: Json } };
  }

  it.each(resources)('are kept exactly or refused in every text of %s', async (_resource, resource) => {
    const create = operationOf(resource, 'create');
    const get = operationOf(resource, 'get');
    if (!create) throw new Error('There is no create.');
    const free = Object.entries(create.body?.fields ?? {}).filter(([, shape]) => isFree(shape));
    const good = sample(resource, create, 1, plain);
    for (const [index, text] of texts.entries()) {
      const id = `text-${index}`;
      const changes = Object.fromEntries(free.map(([name]) => [name, text]));
      const body = { ...good, ...changes, [resource.key]: id };
      const { status, json } = await ask({ method: create.method, path: create.path, body });
      expect(status, JSON.stringify(text)).toBe(free.length === 0 || isText(text) ? 200 : 400);
      if (status === 400) {
        const { details } = json['error'] as { details: { param: string }[] };
        expect(details.map(({ param }) => param)).toEqual(free.map(([name]) => name));
      } else if (get) {
        const read = await ask({ method: get.method, path: get.path.replace(/\{[^}]*\}/, encodeURIComponent(id)) });
        expect(read.json).toMatchObject(changes);
      }
    }
  });

  it.each(resources)('are kept exactly or refused as the id of %s', async (_resource, resource) => {
    const [create, get] = [operationOf(resource, 'create'), operationOf(resource, 'get')];
    if (!create) throw new Error('There is no create.');
    const good = sample(resource, create, 1, plain);
    for (const text of texts) {
      const body = { ...good, [resource.key]: text };
      const { status, json } = await ask({ method: create.method, path: create.path, body });
      expect(status, JSON.stringify(text)).toBe(isId(text) ? 200 : 400);
      if (status === 200) expect(json[resource.key]).toBe(text);
      if (!get || text === '' || text === '.' || text === '..' || !isSound(text)) continue;
      const read = await ask({ method: get.method, path: get.path.replace(/\{[^}]*\}/, encodeURIComponent(text)) });
      expect(read.status, JSON.stringify(text)).toBe(isId(text) ? 200 : 400);
      if (read.status === 200) expect(read.json[resource.key]).toBe(text);
    }
  });

  const queries = manifest.resources.flatMap(({ operations }) =>
    operations.flatMap(({ id, method, path, query = [] }) =>
      query
        .filter(({ role }) => role.kind === 'filter' || role.kind === 'cursor')
        .map(({ name, shape }) => [`${id} ${name}`, { method, path, name, shape }] as const),
    ),
  );

  it.each(queries)('find nothing and break nothing as %s', async (_what, { method, path, name, shape }) => {
    const place = path.replace(/\{[^}]*\}/, 'nobody');
    for (const text of texts.filter(isSound)) {
      const { status } = await ask({ method, path: `${place}?${new URLSearchParams({ [name]: text })}` });
      const isFound = path.includes('{') ? [400, 404] : isFree(shape) && name !== 'cursor' ? [200] : [200, 400];
      expect(isFound, JSON.stringify(text)).toContain(status);
    }
  });

  it('are answered as headers, as far as HTTP carries them', async () => {
    const [resource] = manifest.resources;
    const create = resource && operationOf(resource, 'create');
    if (!create) throw new Error('There is no create.');
    const good = { ...sample(resource, create, 1, plain), [resource.key]: 'header' };
    for (const text of texts.filter((one) => /^[\x20-\x7e]+$/.test(one) && one.trim() === one)) {
      const headers = { 'idempotency-key': text, 'x-request-id': text, 'accept-language': text };
      const { status } = await ask({ method: create.method, path: create.path, headers, body: good });
      expect(status, text).toBe(text.length <= 255 ? 200 : 400);
    }
  });
});
