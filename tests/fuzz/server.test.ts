import type { EngineResponse } from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverTarget } from '../wire/targets.ts';
import { isErrorBody } from './contract.ts';
import { type FuzzRequest, faultsOf } from './judge.ts';
import { Ledger } from './ledger.ts';
import { requests } from './requests.ts';
import { announce, factor, seed, shrinks } from './runs.ts';
import { broken } from './values.ts';
import { encoded, exchange } from './wire.ts';

/*
 * The same requests over raw sockets against the real server on SQLite; then whole messages with broken bytes.
 */

let server: Awaited<ReturnType<typeof serverTarget>>;
let port: number;
beforeAll(async () => {
  server = await serverTarget({ limits: 'off' });
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

/** What HTTP itself does not let through: the answer is then a 400 that no operation gave. */
const isSendable = ({ method, target }: FuzzRequest): boolean =>
  /^[A-Z]+$/.test(method) && method !== 'QUERY' && /^(?:\/|https?:\/\/)[\x21-\x7e]*$/.test(target);

/** One request on a connection of its own; node joins repeated lines as RFC 9110 says. */
async function send(request: FuzzRequest, framing: 'length' | 'chunked' = 'length'): Promise<EngineResponse> {
  const { answers, rest } = await exchange(port, encoded(request, framing), [request.method]);
  expect([answers.length, rest]).toEqual([1, '']);
  return answers[0] as EngineResponse;
}

const RUNS = 1500 * factor;

it(
  'answers over HTTP as the contract says, and keeps what it said it kept',
  async () => {
    announce('server', RUNS);
    const ledger = new Ledger();
    const framings = fc.constantFrom('length', 'length', 'chunked');
    const property = fc.asyncProperty(requests.filter(isSendable), framings, async (request, framing) => {
      const answer = await send(request, framing as 'length' | 'chunked');
      const trimmed = request.headers['x-request-id'];
      // Outer blanks of a value are not part of it, and a value that no line can carry was not sent.
      const headers = { ...request.headers, 'x-request-id': typeof trimmed === 'string' ? trimmed.trim() : [] };
      expect(faultsOf({ ...request, headers }, answer)).toEqual([]);
      ledger.note(request, answer);
    });
    await fc.assert(property, { seed, numRuns: RUNS, endOnFailure: !shrinks });
    await ledger.check(send);
  },
  120_000 * factor,
);

it(
  'answers broken messages with errors of the contract or not at all, and lives on',
  async () => {
    const runs = 800 * factor;
    announce('broken messages', runs);
    const messages = fc
      .tuple(requests.filter(isSendable), fc.constantFrom('length', 'chunked'))
      .chain(([request, framing]) => broken(encoded(request, framing as 'length' | 'chunked')));
    const statuses = new Map<number, number>();
    const property = fc.asyncProperty(messages, async (bytes) => {
      // What HEAD is in broken bytes nobody knows: its answer would count as cut.
      fc.pre(!Buffer.from(bytes).includes('HEAD'));
      const { answers, rest } = await exchange(port, bytes, []);
      expect(rest).toBe('');
      for (const { status, headers, body } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect([200, 400, 401, 404, 405], body).toContain(status);
        expect(headers['x-content-type-options']).toBe('nosniff');
        if (status !== 200) expect(isErrorBody(JSON.parse(body)), body).toBe(true);
      }
    });
    await fc.assert(property, { seed, numRuns: runs, endOnFailure: !shrinks });
    for (const status of [200, 400, 401, 404]) expect(statuses.get(status), `${status}`).toBeGreaterThan(5);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  },
  120_000 * factor,
);
