import { Refusal } from './errors.ts';
import { readClaim } from './idempotency.ts';
import type { Handler } from './operations.ts';
import { parseQuery, refuseParameters } from './query.ts';
import { createBodyReader } from './request-body.ts';
import type { Endpoint } from './routes.ts';
import type { Store } from './store/port.ts';

/** Makes the handler of a create, an update or a delete. */
export function writeHandler(endpoint: Endpoint, store: Store, clock: () => number): Handler {
  const { definition, operation } = endpoint;
  const read = createBodyReader(endpoint);
  const kind = operation.kind === 'create' ? 'create' : operation.kind === 'update' ? 'update' : 'delete';
  return async ({ exchange, principal, query: text, body: bytes }) => {
    const query = parseQuery(text);
    const body = read({
      contentType: exchange.header('content-type'),
      contentEncoding: exchange.header('content-encoding'),
      bytes,
      query,
    });
    refuseParameters(query, kind === 'delete' ? definition.key : undefined);
    const claimed = readClaim(exchange.header('idempotency-key'), endpoint, body);
    const idempotency = claimed && 'then' in claimed ? await claimed : claimed;
    const outcome = await store.write({
      scope: { tenant: principal.tenant, environment: principal.environment },
      resource: definition.name,
      kind,
      ...body,
      ...(idempotency ? { idempotency } : {}),
      at: clock(),
      requestId: exchange.requestId,
      keyId: principal.keyId,
    });
    if (!outcome.ok) throw new Refusal(outcome.status, outcome.error);
    if (outcome.replayed) exchange.add({ 'idempotent-replayed': 'true' });
    return exchange.success(outcome.body);
  };
}
