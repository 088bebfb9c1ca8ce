import { manifest } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, goodBody, openWorld, type Subject, subjects, withoutId } from './world.ts';

const SEED = 20_260_115;
const owners = ['main', 'live', 'other'] as const;

describe('OWASP API1:2023 Broken Object Level Authorization', () => {
  const steps = fc.array(
    fc.record({
      subject: fc.constantFrom(...subjects),
      owner: fc.constantFrom(...owners),
      id: fc.constantFrom('a', 'b', 'c'),
      idempotency: fc.constantFrom(undefined, undefined, 'k'),
    }),
    { minLength: 12, maxLength: 40, size: 'max' },
  );

  /** What one owner is answered depends on that owner's requests alone. */
  it('a tenant and an environment are answered as if there were no other, whatever the others do', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const crowd = openWorld();
        const alone = Object.fromEntries(owners.map((owner) => [owner, openWorld()]));
        for (const { subject, owner, id, idempotency } of list) {
          const headers: Record<string, string> = idempotency ? { 'idempotency-key': idempotency } : {};
          const only = alone[owner];
          const [among, apart] = await Promise.all([
            crowd.ask(subject, { id, headers, key: crowd.keys[owner].key }),
            only?.ask(subject, { id, headers, key: only.keys[owner].key }),
          ]);
          // Ids of keys and requests differ between any two worlds.
          const bare = (answer: typeof among): string =>
            JSON.stringify(withoutId(answer)).replace(/(req|ts_live|ts_test)_[0-9A-Za-z]+/g, '$1');
          expect(bare(among), subject.id).toBe(apart && bare(apart));
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it.each(['live', 'other'] as const)("another's row is what never was, to the byte: %s", async (owner) => {
    for (const resource of manifest.resources) {
      const { ask, keys } = openWorld();
      const of = (kind: string): Subject[] =>
        resource.operations
          .filter((one) => one.kind === kind)
          .map((operation) => ({ id: operation.id, resource, operation }));
      for (const create of of('create')) expect((await ask(create, { id: 'mine' })).status).toBe(200);
      for (const subject of ['get', 'history', 'update', 'delete'].flatMap(of)) {
        const key = keys[owner].key;
        const [theirs, never] = [await ask(subject, { key, id: 'mine' }), await ask(subject, { key, id: 'none' })];
        expect(theirs.status, subject.id).toBe(404);
        expect(withoutId(theirs), subject.id).toEqual(withoutId(never));
      }
      for (const subject of of('list')) {
        const list = bodyOf(await ask(subject, { key: keys[owner].key }));
        expect(list[resource.operations.find(({ kind }) => kind === 'list')?.pagination?.items ?? '']).toEqual([]);
      }
      for (const subject of of('get')) expect((await ask(subject, { id: 'mine' })).status).toBe(200);
    }
  });

  it("a cursor from another tenant opens nothing of that tenant's", async () => {
    for (const resource of manifest.resources) {
      const { ask, keys } = openWorld();
      const operation = resource.operations.find(({ kind }) => kind === 'list');
      const create = resource.operations.find(({ kind }) => kind === 'create');
      if (!operation?.pagination || !create) continue;
      const { items, next } = operation.pagination;
      const name = (kind: string): string => operation.query?.find(({ role }) => role.kind === kind)?.name ?? '';
      const creating = { id: create.id, resource, operation: create };
      for (const id of ['a', 'b', 'c']) await ask(creating, { id, body: goodBody(creating, id) });
      const listing = { id: operation.id, resource, operation };
      const page = bodyOf(await ask(listing, { query: `?${name('limit')}=1` }));
      const query = `?${name('cursor')}=${String(page[next])}`;
      expect((bodyOf(await ask(listing, { query }))[items] as unknown[]).length).toBe(2);
      expect(bodyOf(await ask(listing, { query, key: keys.other.key }))[items]).toEqual([]);
    }
  });
});
