import { check } from '@thrivestack-revenue/validation';
import { notFound } from './decide.ts';
import { Refusal, refuseIssues } from './errors.ts';
import { createHistorian } from './history.ts';
import { createLister } from './list.ts';
import type { ResourceDefinition, Shape } from './manifest.ts';
import type { Handler } from './operations.ts';
import { createParameterReader } from './parameters.ts';
import { parseQuery, refuseParameters } from './query.ts';
import { readDocument } from './read-document.ts';
import type { Endpoint } from './routes.ts';
import type { Principal, Scope, Store } from './store/port.ts';
import { NEAR_SETS, summaryBody, TOP } from './summary.ts';

/** Makes the handler that reads one row. */
export function getHandler({ definition }: Endpoint, store: Store): Handler {
  const checkId = idCheck(definition);
  return async ({ exchange, principal, route: { id }, query }) => {
    refuseParameters(parseQuery(query), undefined);
    checkId(id);
    const row = await store.get(scopeOf(principal), definition.name, id);
    if (!row) throw new Refusal(404, notFound(definition));
    return exchange.success(JSON.stringify(readDocument(definition, row)));
  };
}

/** Makes the handler that lists rows. */
export function listHandler(endpoint: Endpoint, store: Store): Handler {
  const lister = createLister(endpoint);
  return async ({ exchange, principal, query: text }) => {
    const query = lister.query(scopeOf(principal), parseQuery(text));
    return exchange.success(JSON.stringify(lister.page(query, await store.list(query))));
  };
}

/** Makes the handler that lists the changes of one row, deleted or not. */
export function historyHandler(endpoint: Endpoint, store: Store): Handler {
  const historian = createHistorian(endpoint);
  const checkId = idCheck(endpoint.definition);
  return async ({ exchange, principal, route: { id }, query: text }) => {
    checkId(id);
    const query = historian.query(scopeOf(principal), id, parseQuery(text));
    const found = await store.history(query);
    // Every row that ever was has the change that created it; only a page behind the last change is empty. A first page
    // is not read again: a row that is created meanwhile would have a history without its creation.
    if (found.entries.length === 0) {
      const first = query.skip ? await store.history({ ...query, skip: 0, limit: 1 }) : found;
      if (first.entries.length === 0) throw new Refusal(404, notFound(endpoint.definition));
    }
    return exchange.success(JSON.stringify(historian.page(query, found)));
  };
}

/** Makes the handler that adds rows up. */
export function summaryHandler(endpoint: Endpoint, store: Store, clock: () => number): Handler {
  const { definition } = endpoint;
  const read = createParameterReader(endpoint);
  return async ({ exchange, principal, query: text }) => {
    const { filters } = read(parseQuery(text));
    const scope = scopeOf(principal);
    const lines = await store.summarize({ scope, resource: definition.name, filters, top: TOP, sets: NEAR_SETS });
    return exchange.success(JSON.stringify(summaryBody(definition, lines, clock())));
  };
}

function scopeOf({ tenant, environment }: Principal): Scope {
  return { tenant, environment };
}

/** Makes the check of a path's id, which throws a Refusal with status 400. */
function idCheck({ key }: ResourceDefinition): (id: string) => void {
  const shape: Shape = { type: 'object', fields: { [key]: { type: 'string', kind: 'id' } } };
  return (id) => refuseIssues(check(shape, { [key]: id }, { mode: 'any' }).issues);
}
