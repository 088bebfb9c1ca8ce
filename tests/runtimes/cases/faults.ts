import { type Case, equal, has, type RevenueErrorLike, type Setting, truly, type World } from './case.ts';
import { breaksConnection, invoice, meet, type RunSeen, secret, tell } from './wire.ts';

type Row = World['faults'][number];

/** Below what a `fetch` shows: workerd takes the first of 10,000 `103 Early Hints` for the answer. */
const NOT_EVERYWHERE = ['1xx-flood'];

/** The fault table of `tests/faults`, here against the built package in this runtime. */
export function faultCases(world: World): Case[] {
  return world.faults
    .filter(({ fault }) => !NOT_EVERYWHERE.includes(fault))
    .map((row) => ({
      name: `fault: ${row.fault}${row.as ? `, ${row.as}` : ''}`,
      run: (setting) => meetFault(setting, row),
    }));
}

async function meetFault(setting: Setting, row: Row): Promise<void> {
  const { client, seen } = meet(setting, row.fault);
  const started = performance.now();
  const call = setting.entries.functions.createInvoice(client, invoice, row.options).withResponse();
  const { error, response } = await call.then(
    ({ response }) => ({ response, error: undefined }),
    (error: RevenueErrorLike) => ({ error, response: undefined }),
  );
  const ms = performance.now() - started;
  equal(error?.name, row.error, 'error');
  // Pages are not told where a redirect would lead, nor that it is a 302 or a 307.
  const isHidden = setting.world.is.page && row.fault.startsWith('redirect');
  if (row.status !== undefined) has(error, { status: isHidden ? 0 : row.status });
  if (row.ambiguous !== undefined) has(error, { ambiguous: row.ambiguous });
  if (row.retryAfterMs !== undefined) has(error, { retryAfterMs: row.retryAfterMs });
  if (row.replayed !== undefined) has(response, { replayed: row.replayed });
  truly(ms >= (row.atLeastMs ?? 0), `at least ${row.atLeastMs} ms, took ${Math.round(ms)}`);
  truly(!`${error}${error?.stack}${JSON.stringify(error)}`.includes(secret), 'the key is in the error');
  expectAttempts(row, (error ?? response)?.attempts ?? 0, await seen());
  if (row.fault.startsWith('redirect')) equal(await tell(setting.world, 'leaked'), [], 'requests elsewhere');
}

function expectAttempts(row: Row, attempts: number, { effects, requests }: RunSeen): void {
  equal(effects, row.effects, 'effects');
  truly(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size <= 1, 'one idempotency key');
  if (breaksConnection(row.fault)) {
    truly(attempts >= 1 && attempts <= 3, `${attempts} attempts`);
    truly(requests.length >= row.attempts, `${requests.length} requests`);
    return;
  }
  equal(attempts, row.attempts, 'attempts');
  // An attempt that is over in 100 ms need not have reached the server of a busy machine.
  if (row.error !== 'TimeoutError') equal(requests.length, row.attempts, 'requests');
}
