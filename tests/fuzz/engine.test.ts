import { createEngine, type EngineResponse, memoryStore } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { allKeys } from '../wire/targets.ts';
import { everyOperation, placeOf } from './contract.ts';
import { type FuzzRequest, faultsOf } from './judge.ts';
import { Ledger, type Send } from './ledger.ts';
import { requests } from './requests.ts';
import { announce, factor, seed, shrinks } from './runs.ts';

/*
 * Requests made from the manifest, against the engine on the memory store; answers are judged by spec/openapi.yaml.
 */

const LENGTH = 60;
const RUNS = Math.ceil(20_400 / LENGTH) * factor;

/** How often each operation answered with each status. */
const seen = new Map<string, number>();
let sent = 0;

afterAll(() => {
  announce('engine', sent);
  console.log(
    [...seen]
      .sort()
      .map(([what, count]) => `  ${what}: ${count}`)
      .join('\n'),
  );
});

function engineWith(limits: 'off' | 'on'): Send {
  let now = Date.parse('2026-01-15T12:00:00Z');
  const logger = {
    error: (fields: object): void => {
      throw new Error('The engine logged an error.', { cause: fields });
    },
  };
  const store = memoryStore({ keys: allKeys() });
  const engine = createEngine({
    store,
    clock: () => (now += 1),
    limits: limits === 'off' ? 'off' : { burst: 15, badKeysPerMinute: 2 },
    logger,
  });
  return ({ method, target, headers, body }) => engine.handle({ method, target, headers, body, address: '::1' });
}

function count(request: FuzzRequest, answer: EngineResponse): void {
  sent += 1;
  const { operation } = placeOf(request.method, request.target);
  const name = `${operation ? `${operation.method} ${operation.path}` : 'elsewhere'} ${answer.status}`;
  seen.set(name, (seen.get(name) ?? 0) + 1);
}

it(
  'answers whatever is asked as the contract says, and keeps what it said it kept',
  async () => {
    const property = fc.asyncProperty(
      fc.array(requests, { minLength: LENGTH, maxLength: LENGTH, size: 'max' }),
      fc.constantFrom('off', 'off', 'off', 'on'),
      async (list, limits) => {
        const send = engineWith(limits as 'off' | 'on');
        const ledger = new Ledger();
        for (const request of list) {
          const answer = await send(request);
          count(request, answer);
          expect(faultsOf(request, answer), `${request.method} ${request.target}`).toEqual([]);
          ledger.note(request, answer);
        }
        if (limits === 'off') await ledger.check(send);
      },
    );
    await fc.assert(property, { seed, numRuns: RUNS, endOnFailure: !shrinks });
    expect(sent).toBeGreaterThanOrEqual(20_000);
  },
  120_000 * factor,
);

it('has had good and bad answers from every operation', () => {
  for (const { method, path, answers } of everyOperation()) {
    for (const status of answers.keys()) {
      // A server error must not happen.
      if (status !== 500)
        expect(seen.get(`${method} ${path} ${status}`), `${method} ${path} ${status}`).toBeGreaterThan(5);
    }
  }
});
