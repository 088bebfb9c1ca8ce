import { manifest } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../wire/cases.ts';
import { bodyOf, NOW, openWorld, type Subject } from './world.ts';

const SEED = 20_260_115;

/** Every change, and nothing else, leaves one row: who, what, before, after, with which request, when. */
it.each(manifest.resources.map((resource) => [resource.name, resource] as const))(
  'the audit trail of %s is complete',
  async (_name, resource) => {
    const kinds = resource.operations
      .filter(({ body }) => body)
      .map((operation): [string, Subject] => [operation.kind, { id: operation.id, resource, operation }]);
    const get = resource.operations.find(({ kind }) => kind === 'get');
    const step = fc.record({
      write: fc.constantFrom(...kinds),
      id: fc.constantFrom('a', 'b'),
      owner: fc.constantFrom('main', 'live'),
      idempotency: fc.constantFrom(undefined, undefined, 'k1', 'k2'),
      pause: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => {
        const { ask, keys, store, pass } = openWorld();
        const wanted: unknown[] = [];
        let now = NOW;
        for (const [index, { write, id, owner, idempotency, pause }] of steps.entries()) {
          const [kind, subject] = write;
          pass(pause);
          now += pause;
          const key = keys[owner as 'main' | 'live'];
          const read = async (): Promise<Record<string, Json> | null> => {
            if (!get) return null;
            const answer = await ask({ id: get.id, resource, operation: get }, { id, key: key.key });
            if (answer.status !== 200) return null;
            const { created_at: _c, updated_at: _u, [resource.key]: _id, ...content } = bodyOf(answer);
            return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
          };
          const before = await read();
          const headers: Record<string, string> = {
            'x-request-id': `r${index}`,
            ...(idempotency ? { 'idempotency-key': idempotency } : {}),
          };
          await ask(subject, { id, key: key.key, headers });
          const after = await read();
          if (JSON.stringify(before) === JSON.stringify(after)) continue;
          const scope = { tenant: key.tenant, environment: key.environment };
          const keyId = key.key.slice(0, 18);
          wanted.push({
            scope,
            resource: resource.name,
            id,
            keyId,
            action: kind,
            before,
            after,
            requestId: `r${index}`,
            at: now,
          });
        }
        expect(store.audit()).toEqual(wanted);
      }),
      { seed: SEED, numRuns: 150 },
    );
  },
);
