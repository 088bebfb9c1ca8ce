import { manifest } from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listStatements } from '../../packages/server/src/store/list-sql.ts';
import { tableOf } from '../../packages/server/src/store/tables.ts';
import { naughty } from '../fuzz/values.ts';
import { exchange } from '../fuzz/wire.ts';
import { keyOf, serverTarget } from '../wire/targets.ts';
import { bodyOf, codeOf, goodBody, openWorld, subjectOf } from './world.ts';

const sqlTexts = [
  ...[
    "' OR '1'='1",
    "'; DROP TABLE keys; --",
    '" OR ""="',
    "') UNION SELECT hash FROM keys --",
    "\\'",
    '%',
    '_',
    '1;2',
  ],
  ...naughty.filter((text) => /select|drop|union|'|--/i.test(text)),
];

describe('SQL injection', () => {
  it('the text of a query depends on which filters there are, never on what they say', () => {
    for (const resource of manifest.resources) {
      const table = tableOf(resource);
      const filters = (resource.operations.find(({ kind }) => kind === 'list')?.query ?? []).flatMap(({ role }) =>
        role.kind === 'filter' ? [role] : [],
      );
      for (const { field, op } of filters) {
        const texts = sqlTexts.map((value) =>
          listStatements(table, {
            scope: { tenant: value, environment: 'test' },
            resource: resource.name,
            filters: [{ column: field, op, value }],
            sort: { column: 'created_at' },
            order: 'asc',
            limit: 5,
            after: { value: 1, id: value },
          }).map(({ sql }) => sql),
        );
        expect(new Set(texts.map(String)).size, field).toBe(1);
        for (const value of sqlTexts.filter((one) => one.length > 2)) expect(String(texts[0])).not.toContain(value);
      }
    }
  });

  it('an order that the contract does not name is refused, and a column that no table has is an error', async () => {
    const { ask } = openWorld();
    const list = subjectOf('list');
    const sort = list.resource?.operations
      .find(({ kind }) => kind === 'list')
      ?.query?.find(({ role }) => role.kind === 'sort-field');
    for (const text of sqlTexts) {
      const answer = await ask(list, { query: `?${sort?.name}=${encodeURIComponent(text)}` });
      expect([answer.status, codeOf(answer)], text).toEqual([400, 'invalid_enum']);
    }
  });

  it('rows with such texts are found by them alone, and every table stands', async () => {
    const target = await serverTarget({ limits: 'off' });
    onTestFinished(() => target.close());
    const [create, get, list] = [subjectOf('create'), subjectOf('get'), subjectOf('list')];
    const key = create.resource?.key ?? '';
    const ids = [...new Set(sqlTexts)].filter((text) => text.trim() === text && Buffer.byteLength(text) < 200);
    for (const id of ids) {
      await target.send({ method: 'POST', path: create.operation.path, body: goodBody(create, id) });
    }
    for (const id of ids) {
      const path = get.operation.path.replace(/\{[^}]*\}/, encodeURIComponent(id));
      const answer = await target.send({ method: 'GET', path });
      if (answer.status !== 400) expect(bodyOf(answer)[key]).toBe(id);
    }
    const page = bodyOf(await target.send({ method: 'GET', path: `${list.operation.path}?limit=200` }));
    expect((page['data'] as unknown[]).length).toBeGreaterThan(10);
  });
});

describe('header injection', () => {
  it.each(['a\r\nx-evil: 1', 'a\nx-evil: 1', 'a\r', '\0', 'é', 'a b', 'x'.repeat(65), '', '<script>'])(
    'a request id that is not harmless is not echoed: %j',
    async (id) => {
      const { ask } = openWorld();
      const answer = await ask(subjectOf('list'), { headers: { 'x-request-id': id } });
      expect(answer.headers['x-request-id']).toMatch(/^req_[0-9a-f]{24}$/);
    },
  );

  it('no header of an answer has a line break, whatever was sent', async () => {
    const target = await serverTarget({ limits: 'off' });
    onTestFinished(() => target.close());
    const port = Number(new URL(target.url).port);
    const { path } = subjectOf('list').operation;
    for (const evil of ['%0d%0ax-evil:%201', '%0aSet-Cookie:a=b', '\u010d\u010ax-evil:1']) {
      const bytes = Buffer.from(`GET ${path}?q=${evil} HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\n\r\n`, 'latin1');
      const { answers, rest } = await exchange(port, bytes, []);
      expect(rest).toBe('');
      for (const { headers } of answers) expect(Object.keys(headers)).not.toContain('x-evil');
    }
  });
});

describe('prototype pollution', () => {
  const evil = ['__proto__', 'constructor', 'prototype'];

  it.each(evil)('%s is refused in a body at any depth', async (name) => {
    const { ask } = openWorld();
    for (const kind of ['create', 'update', 'delete']) {
      const subject = subjectOf(kind);
      const good = JSON.stringify(goodBody(subject, 'a')).slice(1);
      for (const body of [`{"${name}":{"polluted":1},${good}`, `{"x":[{"${name}":{"polluted":1}}],${good}`]) {
        const answer = await ask(subject, { body });
        expect([answer.status, codeOf(answer)]).toEqual([400, 'unknown_field']);
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([...evil, 'toString', 'hasOwnProperty', 'valueOf'])(
    '%s is an id, a text and a parameter like any other',
    async (name) => {
      const { ask, raw } = openWorld();
      expect((await ask(subjectOf('create'), { id: name })).status).toBe(200);
      expect((await ask(subjectOf('get'), { id: name })).status).toBe(200);
      expect((await ask(subjectOf('get'), { id: `${name}2` })).status).toBe(404);
      const { path } = subjectOf('list').operation;
      const answer = await raw('GET', `${path}?${name}=1&${name}[polluted]=1`);
      expect([answer.status, codeOf(answer)]).toEqual([400, 'unknown_field']);
      expect((await raw(name, path)).status).toBe(405);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});
