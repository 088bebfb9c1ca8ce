import type { EngineResponse } from './engine.ts';
import type { Exchange } from './exchange.ts';
import { keyHandler } from './key.ts';
import type { Taken } from './limits.ts';
import type { Manifest, OperationDefinition } from './manifest.ts';
import { getHandler, historyHandler, listHandler, summaryHandler } from './reads.ts';
import type { Endpoint, Route } from './routes.ts';
import type { Principal, Store } from './store/port.ts';
import { writeHandler } from './writes.ts';

/** A request whose key is good and whose operation is known. */
export interface Work {
  readonly exchange: Exchange;
  readonly principal: Principal;
  /** What the request found in its key's bucket; undefined without limits. */
  readonly taken: Taken | undefined;
  readonly route: Route;
  /** Not decoded. */
  readonly query: string;
  readonly body: Uint8Array;
}

/** Answers the requests of one operation. */
export type Handler = (work: Work) => Promise<EngineResponse>;

/** Makes the handler of one operation of a resource. */
export type HandlerMaker = (endpoint: Endpoint, store: Store, clock: () => number) => Handler;

const makers: Readonly<Record<OperationDefinition['kind'], HandlerMaker>> = {
  create: writeHandler,
  update: writeHandler,
  delete: writeHandler,
  get: getHandler,
  list: listHandler,
  history: historyHandler,
  summary: summaryHandler,
};

/** Makes one handler for each operation of a manifest. */
export function createHandlers(manifest: Manifest, store: Store, clock: () => number): (route: Route) => Handler {
  const handlers = new Map<Route['operation'], Handler>();
  for (const definition of manifest.resources) {
    for (const operation of definition.operations) {
      handlers.set(operation, makers[operation.kind]({ definition, operation }, store, clock));
    }
  }
  for (const operation of manifest.builtins) handlers.set(operation, keyHandler);
  return ({ operation }) => {
    const handler = handlers.get(operation);
    if (!handler) throw new Error(`No handler for ${operation.id}.`);
    return handler;
  };
}
