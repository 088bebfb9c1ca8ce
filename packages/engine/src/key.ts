import type { EngineResponse } from './engine.ts';
import type { Work } from './operations.ts';
import { parseQuery, refuseParameters } from './query.ts';

/** Describes the key that asks: what it may do and how many requests it has left. Never the key itself. */
export async function keyHandler({ exchange, principal, taken, query }: Work): Promise<EngineResponse> {
  refuseParameters(parseQuery(query), undefined);
  const { prefix, tenant, environment, scopes } = principal;
  const limit = taken?.limit ?? null;
  const remaining = taken?.remaining ?? null;
  return exchange.success(JSON.stringify({ prefix, tenant, environment, scopes, limit, remaining }));
}
