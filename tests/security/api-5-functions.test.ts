import { describe, expect, it } from 'vitest';
import { everyOperation } from '../fuzz/contract.ts';
import { codeOf, everySubject, openWorld, subjects } from './world.ts';

describe('OWASP API5:2023 Broken Function Level Authorization', () => {
  it('the manifest has the operations of the contract, each with a scope', () => {
    const served = subjects.map(({ operation }) => `${operation.method} ${operation.path}`).sort();
    expect(served).toEqual(
      everyOperation()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
    for (const { id, operation } of subjects) expect(operation.scope, id).toMatch(/./);
  });

  it.each(everySubject)('%s needs its scope', async (_id, subject) => {
    const { ask, keys, store } = openWorld();
    const answer = await ask(subject, { key: keys.scopeless.key });
    expect([answer.status, codeOf(answer)]).toEqual([401, 'insufficient_scope']);
    expect(store.audit()).toEqual([]);
    expect(codeOf(await ask(subject))).not.toBe('insufficient_scope');
  });

  it('a method cannot be exchanged by a header or a parameter', async () => {
    const { raw, store, keys } = openWorld();
    for (const { operation, resource } of subjects) {
      if (!operation.body || !resource) continue;
      const key = keys.main.key;
      for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
        await raw('GET', operation.path, { key, headers: { [name]: operation.method }, body: { [resource.key]: 'a' } });
      }
      await raw('GET', `${operation.path}?_method=${operation.method}`, { key });
    }
    expect(store.audit()).toEqual([]);
  });
});
