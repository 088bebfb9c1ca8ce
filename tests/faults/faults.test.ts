import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiKey, clientOf, ending, invoice, secretText, transports } from './calls.ts';
import { cases, type FaultCase } from './cases.ts';
import { type FaultyServer, startFaultyServer } from './faulty-server.ts';
import { replies } from './replies.ts';

const LONG_MS = 30_000;

beforeAll(() => {
  // Full jitter at its shortest: what is waited for is what the server asks for.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

afterAll(() => {
  vi.restoreAllMocks();
});

describe.each(transports)('%s', (_name, transport) => {
  describe.each([true, false])('a server that knows idempotency keys: %s', (keySupport) => {
    let server: FaultyServer;

    beforeAll(async () => {
      server = await startFaultyServer({ keySupport });
    });

    afterAll(() => server.close());

    it.concurrent.each(cases.map((row) => [title(row), row] as const))(
      '%s',
      async (_title, row) => {
        const { client, run } = clientOf(server, row.fault, transport);
        const result = await ending(client, row.options);
        if (row.error === undefined) {
          expect(result.error).toBeUndefined();
          expect(result.data).toMatchObject({ success: true, invoice_id: invoice.invoice_id });
          if (row.replayed !== undefined) expect(result.replayed).toBe(row.replayed);
        } else {
          expect(result.error).toMatchObject({
            name: row.error,
            ambiguous: row.ambiguous ?? false,
            ...(row.status === undefined ? {} : { status: row.status }),
            ...(row.retryAfterMs === undefined ? {} : { retryAfterMs: row.retryAfterMs }),
          });
          expect(result.error?.message.length).toBeLessThanOrEqual(500);
        }
        expect(result.attempts).toBe(row.attempts);
        expect(server.effects(run)).toBe(row.effects);
        expect(result.ms).toBeGreaterThanOrEqual(row.atLeastMs ?? 0);
        expect(result.ms).toBeLessThan(LONG_MS);
        expect(result.leaks).toEqual([]);
        const requests = server.requests(run);
        expect(requests).toHaveLength(row.attempts);
        // The same write every time, under one key.
        expect(new Set(requests.map(({ body, headers }) => `${headers['idempotency-key']} ${body}`)).size).toBe(1);
        expect(requests[0]?.headers).toMatchObject({ 'x-api-key': apiKey, 'idempotency-key': expect.any(String) });
        expect(requests[0]?.body).toContain(secretText);
      },
      LONG_MS,
    );

    it('no request reached another origin', () => {
      expect(server.leaked).toEqual([]);
    });
  });
});

it('the table has every fault of the server but one, which has a test of its own', () => {
  const tested = new Set(cases.map(({ fault }) => fault));
  expect(Object.keys(replies).filter((fault) => !tested.has(fault as never))).toEqual(['stale-socket']);
});

function title({ fault, as }: FaultCase): string {
  return as === undefined ? fault : `${fault}: ${as}`;
}
