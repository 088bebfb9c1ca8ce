import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { manifest } from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everyOperation } from '../fuzz/contract.ts';
import { exchange } from '../fuzz/wire.ts';
import { keyOf, serverTarget } from '../wire/targets.ts';
import { bodyOf, codeOf, everySubject, goodBody, openWorld, type Subject, subjectOf, subjects } from './world.ts';

const writes = subjects.filter(({ operation }) => operation.body);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('OWASP API3:2023 Broken Object Property Level Authorization', () => {
  it.each(writes.map((one) => [one.id, one] as const))(
    '%s takes no field that the contract does not name',
    async (_id, subject) => {
      const { ask, store } = openWorld();
      for (const name of ['created_at', 'updated_at', 'tenant', 'environment', 'id', 'document', 'key_id', 'isAdmin']) {
        if (name in (subject.operation.body?.fields ?? {})) continue;
        const answer = await ask(subject, { body: { ...goodBody(subject, 'a'), [name]: 'mine' } });
        expect([answer.status, codeOf(answer)], name).toEqual([400, 'unknown_field']);
      }
      expect(store.audit()).toEqual([]);
    },
  );

  it.each(manifest.resources.map((resource) => [resource.name, resource] as const))(
    'a field of %s that cannot change does not',
    async (_name, resource) => {
      const { ask } = openWorld();
      const of = (kind: string): Subject | undefined => {
        const operation = resource.operations.find((one) => one.kind === kind);
        return operation && { id: operation.id, resource, operation };
      };
      const [create, update, get] = [of('create'), of('update'), of('get')];
      if (!create || !update || !get) return;
      await ask(create, { id: 'a' });
      const before = bodyOf(await ask(get, { id: 'a' }));
      for (const { name } of resource.fields.filter(({ immutable }) => immutable)) {
        const answer = await ask(update, { body: { [resource.key]: 'a', [name]: 'another' } });
        expect([answer.status, codeOf(answer)], name).toEqual([400, 'immutable_field']);
      }
      expect(bodyOf(await ask(get, { id: 'a' }))).toEqual(before);
      // What is read is the contract's fields and no more.
      const named = [resource.key, ...resource.fields.map(({ name }) => name), 'created_at', 'updated_at'];
      expect(Object.keys(before).filter((name) => !named.includes(name))).toEqual([]);
    },
  );
});

describe('OWASP API4:2023 Unrestricted Resource Consumption', () => {
  it.each(everySubject)('%s: a body over 64 KiB is refused before the key is looked at', async (_id, subject) => {
    const { ask } = openWorld();
    const body = 'x'.repeat(65_537);
    for (const key of ['', 'bad']) expect(codeOf(await ask(subject, { key, body }))).toBe('body_too_large');
  });

  it('one key cannot take what is there for others', async () => {
    const { ask, keys } = openWorld({ limits: { requestsPerSecond: 5, burst: 10 } });
    const list = subjectOf('list');
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(list)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    // Keys are checked in threads of the platform, so it need not be the first ten that are let through.
    for (const { status, headers } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, headers['retry-after']]).toEqual([429, '1']);
    }
    expect((await ask(list, { key: keys.other.key })).status).toBe(200);
  });

  it('a page has at most as many rows as the contract says, and so has an answer errors', async () => {
    const { ask } = openWorld();
    const list = subjectOf('list');
    expect(codeOf(await ask(list, { query: '?limit=201' }))).toBe('too_large');
    expect(codeOf(await ask(list, { query: '?limit=1e9' }))).toBe('invalid_type');
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 1]));
    const answer = await ask(subjectOf('create'), { body: many });
    expect((bodyOf(answer)['error'] as { details: unknown[] }).details).toHaveLength(100);
    const query = Array.from({ length: 900 }, (_, index) => `p${index}=1`).join('&');
    expect((await ask(list, { query: `?${query}` })).body.length).toBeLessThan(65_536);
  });

  it('headers over 16 KiB are refused over HTTP', async () => {
    const target = await serverTarget();
    onTestFinished(() => target.close());
    const text = `GET ${subjectOf('list').operation.path} HTTP/1.1\r\nhost: h\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`;
    const { answers } = await exchange(Number(new URL(target.url).port), Buffer.from(text), []);
    expect(answers.map((answer) => codeOf(answer))).toEqual(['headers_too_large']);
  });
});

describe('OWASP API6:2023 Unrestricted Access to Sensitive Business Flows', () => {
  // The flow that costs money here is the same write twice.
  it('of a thousand retries with one key, and of as many without, one is a change', async () => {
    for (const headers of [{}, { 'idempotency-key': 'k' }] as Record<string, string>[]) {
      const { ask, store } = openWorld();
      const create = subjectOf('create');
      const answers = await Promise.all(Array.from({ length: 1000 }, () => ask(create, { headers })));
      expect(answers.filter(({ headers: found }) => found['idempotent-replayed'] !== 'true')).toHaveLength(1);
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      expect(store.audit()).toHaveLength(1);
    }
  });
});

describe('OWASP API7:2023 Server Side Request Forgery', () => {
  it('engine, validation and server never open a connection: there is nothing to forge', () => {
    const outgoing =
      /\bfetch\(|\bhttps?\.(?:request|get)\(|\bnet\.connect|\bcreateConnection\(|\bWebSocket\(|from 'node:(?:https|net|tls|dns|dgram|http2|child_process)'/;
    // Types, and what reads addresses.
    const harmless = /^import (?:type |\{ (?:BlockList|isIP|, )+ \} from 'node:net')/;
    const files = globSync('packages/{engine,validation,server}/src/**/*.ts', { cwd: root }).filter(
      (name) => !/\.test\.ts$|test-support/.test(name),
    );
    expect(files.length).toBeGreaterThan(80);
    const found = files.filter((name) =>
      readFileSync(root + name, 'utf8')
        .split('\n')
        .some((line) => outgoing.test(line) && !harmless.test(line)),
    );
    expect(found).toEqual([]);
  });
});

describe('OWASP API8:2023 Security Misconfiguration', () => {
  const asks: readonly [string, string][] = [
    [
      'a list',
      `GET ${subjectOf('list').operation.path} HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\norigin: https://evil.example\r\n\r\n`,
    ],
    ['no key', `GET ${subjectOf('list').operation.path} HTTP/1.1\r\nhost: h\r\norigin: https://evil.example\r\n\r\n`],
    ['no such path', `GET /nowhere HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\n\r\n`],
    [
      'no such method',
      `PATCH ${subjectOf('list').operation.path} HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\n\r\n`,
    ],
    [
      'a preflight',
      `OPTIONS ${subjectOf('list').operation.path} HTTP/1.1\r\nhost: h\r\norigin: https://evil.example\r\naccess-control-request-method: POST\r\n\r\n`,
    ],
    [
      'a bad body',
      `POST ${subjectOf('create').operation.path} HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\ncontent-length: 1\r\n\r\n{`,
    ],
    [
      'a large body',
      `POST ${subjectOf('create').operation.path} HTTP/1.1\r\nhost: h\r\ncontent-length: 70000\r\n\r\n${'x'.repeat(70_000)}`,
    ],
    ['health', 'GET /healthz HTTP/1.1\r\nhost: h\r\n\r\n'],
    ['readiness', 'GET /readyz HTTP/1.1\r\nhost: h\r\n\r\n'],
    ['no such method of health', 'POST /healthz HTTP/1.1\r\nhost: h\r\n\r\n'],
    ['no HTTP', 'what\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['large headers', `GET / HTTP/1.1\r\nhost: h\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`],
  ];

  it.each(asks)('the answer is not sniffed, cached, open to other origins, or talkative: %s', async (_what, text) => {
    const target = await serverTarget();
    onTestFinished(() => target.close());
    const { answers } = await exchange(Number(new URL(target.url).port), Buffer.from(text), []);
    expect(answers).toHaveLength(1);
    const { headers, body } = answers[0] ?? { headers: {}, body: '' };
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/./),
    });
    const talkative = Object.keys(headers).filter((name) =>
      /^(?:server|x-powered-by|via|set-cookie|access-control-)/.test(name),
    );
    expect(talkative).toEqual([]);
    expect(body).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|SQLITE|sqlite/);
  });

  it('what breaks inside is not told to the client', async () => {
    const secret = 'SQLITE_ERROR: no such table at /srv/data/revenue.db';
    const { raw, keys } = openWorld({
      store: {
        ...openWorld().store,
        findKey: async () => {
          throw new Error(secret);
        },
      },
    });
    const answer = await raw('GET', subjectOf('list').operation.path, { key: keys.main.key });
    expect([answer.status, codeOf(answer)]).toEqual([500, 'server_error']);
    expect(answer.body).not.toContain('SQLITE');
  });
});

describe('OWASP API9:2023 Improper Inventory Management', () => {
  it('nothing is served that the contract does not name: no old versions, no back doors', async () => {
    const { raw } = openWorld();
    const paths = [...new Set(everyOperation().map(({ path }) => path))];
    const odd = [
      '/',
      '/v1',
      '/v2',
      '/admin',
      '/debug',
      '/metrics',
      '/internal',
      '/openapi.json',
      '/.env',
      '/.git/config',
      '/graphql',
      '/actuator',
    ];
    const changed = paths.flatMap((path) => [
      `/v1${path}`,
      `${path}/`,
      `/${path}`,
      path.toUpperCase(),
      `${path}.json`,
      `${path}//x`,
      `${path};a`,
    ]);
    for (const path of [...odd, ...changed]) {
      // A suffix of a path parameter is another id.
      if (/\}(?:\.json|;a)$/.test(path)) continue;
      const answer = await raw('GET', path);
      const isId = everyOperation().some(
        (one) =>
          one.path.includes('{') &&
          one.path.split('/').length === path.split('/').length &&
          path.startsWith(one.path.split('{')[0] ?? ''),
      );
      if (!isId) expect([path, answer.status, codeOf(answer)]).toEqual([path, 404, 'route_not_found']);
    }
    for (const path of paths) {
      const known = everyOperation()
        .filter((one) => one.path === path)
        .map(({ method }) => method);
      for (const method of [
        'GET',
        'HEAD',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
        'OPTIONS',
        'TRACE',
        'CONNECT',
        'PROPFIND',
        'get',
      ]) {
        if (!known.includes(method))
          expect((await raw(method, path.replace(/\{.*\}/, 'a'))).status, `${method} ${path}`).toBe(405);
      }
    }
  });
});

describe('OWASP API10:2023 Unsafe Consumption of APIs', () => {
  // The server calls no other API (API7). What it takes back from outside is its own cursors.
  it('a cursor that was made by hand is refused, or reads what its sender may read', async () => {
    const { ask, keys } = openWorld();
    const [create, list, history] = [subjectOf('create'), subjectOf('list'), subjectOf('history')];
    for (const id of ['a', 'b', 'c']) await ask(create, { id });
    const cursor = String(bodyOf(await ask(list, { query: '?limit=1' }))['next_cursor']);
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const forged: unknown[] = [
      ...[null, {}, [], '', Number.MAX_VALUE, -1, "' OR 1=1", ['x']].flatMap((value) => [
        [parts[0], parts[1], value, 'a'],
        [parts[0], parts[1], parts[2], value],
        [parts[0], value, parts[2], parts[3]],
        [value, parts[1], parts[2], parts[3]],
      ]),
      [],
      {},
      null,
      'x',
      [...parts, 1],
    ];
    const texts = forged.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    for (const text of [...texts, '%', 'é', '.'.repeat(4000), `${cursor}=`, cursor.slice(1)]) {
      for (const subject of [list, history]) {
        for (const key of [keys.main.key, keys.other.key]) {
          const answer = await ask(subject, { key, id: 'a', query: `?cursor=${encodeURIComponent(text)}` });
          expect([200, 400, 404], answer.body).toContain(answer.status);
          if (key === keys.other.key && answer.status === 200) expect(bodyOf(answer)['data']).toEqual([]);
        }
      }
    }
  });
});
