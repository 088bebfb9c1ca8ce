import { check } from '@thrivestack-revenue/validation';
import { notFound } from './decide.ts';
import type { EngineResponse } from './engine.ts';
import { Refusal, refuseIssues } from './errors.ts';
import type { Exchange } from './exchange.ts';
import { readClaim } from './idempotency.ts';
import { createLister } from './list.ts';
import type { Manifest, OperationDefinition, Shape } from './manifest.ts';
import { parseQuery } from './query.ts';
import { readDocument } from './read-document.ts';
import { createBodyReader } from './request-body.ts';
import type { Endpoint, Route } from './routes.ts';
import type { Principal, Store } from './store/port.ts';

/** A request whose key is good and whose operation is known. */
export interface Work {
  readonly exchange: Exchange;
  readonly principal: Principal;
  readonly route: Route;
  /** Not decoded. */
  readonly query: string;
  readonly body: Uint8Array;
}

/** Answers the requests of one operation. */
export type Handler = (work: Work) => Promise<EngineResponse>;

/** Makes one handler for each operation of a manifest. */
export function createHandlers(manifest: Manifest, store: Store, clock: () => number): (route: Route) => Handler {
  const handlers = new Map<OperationDefinition, Handler>();
  for (const definition of manifest.resources) {
    for (const operation of definition.operations) {
      const endpoint = { definition, operation };
      const make = operation.kind === 'get' ? getHandler : operation.kind === 'list' ? listHandler : writeHandler;
      handlers.set(operation, make(endpoint, store, clock));
    }
  }
  return ({ endpoint }) => {
    const handler = handlers.get(endpoint.operation);
    if (!handler) throw new Error(`No handler for ${endpoint.operation.id}.`);
    return handler;
  };
}

function writeHandler(endpoint: Endpoint, store: Store, clock: () => number): Handler {
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
    const idempotency = await readClaim(exchange.header('idempotency-key'), endpoint, body);
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

function getHandler({ definition }: Endpoint, store: Store): Handler {
  const { key } = definition;
  const shape: Shape = { type: 'object', fields: { [key]: { type: 'string', kind: 'id' } } };
  return async ({ exchange, principal, route, query }) => {
    refuseParameters(parseQuery(query), undefined);
    refuseIssues(check(shape, { [key]: route.id }, { mode: 'any' }).issues);
    const { tenant, environment } = principal;
    const row = await store.get({ tenant, environment }, definition.name, route.id);
    if (!row) throw new Refusal(404, notFound(definition));
    return exchange.success(JSON.stringify(readDocument(definition, row)));
  };
}

function listHandler(endpoint: Endpoint, store: Store): Handler {
  const lister = createLister(endpoint);
  return async ({ exchange, principal, query: text }) => {
    const { tenant, environment } = principal;
    const query = lister.query({ tenant, environment }, parseQuery(text));
    return exchange.success(JSON.stringify(lister.page(query, await store.list(query))));
  };
}

/** Refuses every query parameter but one. */
function refuseParameters(query: ReadonlyMap<string, string>, allowed: string | undefined): void {
  const unknown = [...query.keys()].filter((name) => name !== allowed);
  const hint = allowed === undefined ? 'This operation takes none.' : `Did you mean ${allowed}?`;
  refuseIssues(
    unknown.map((name) => ({
      param: name,
      code: 'unknown_field',
      message: `${name} is not a query parameter. ${hint}`,
    })),
  );
}
