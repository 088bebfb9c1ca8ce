import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createEngine, type EngineRequest, memoryStore } from '@thrivestack-revenue/engine';
import { createHttpServer, type HttpServerOptions } from '../http.ts';
import { type RawConnection, rawConnection } from './raw-http.ts';

type AtEnd = (clean: () => void | Promise<void>) => void;

/** An answer with a JSON object as its body, complete. */
export const COMPLETE = /\r\n\r\n\{.*\}$/s;

/** Serves an engine over a memory store, or what `more` says, on a free port; returns the port. */
export async function startHttp(atEnd: AtEnd, more: Partial<HttpServerOptions> = {}): Promise<number> {
  const engine = createEngine({ store: memoryStore(), limits: 'off' });
  const server = createHttpServer({ engine, check: () => {}, isDraining: () => false, ...more });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

/** Starts a server and opens a connection to it. */
export async function openHttp(atEnd: AtEnd, more?: Partial<HttpServerOptions>): Promise<RawConnection> {
  const connection = await rawConnection(await startHttp(atEnd, more));
  atEnd(() => void connection.socket.destroy());
  return connection;
}

/** An engine that only notes what it is given. */
export function notingEngine(): { engine: HttpServerOptions['engine']; requests: EngineRequest[] } {
  const requests: EngineRequest[] = [];
  const engine: HttpServerOptions['engine'] = {
    handle: async (request) => {
      requests.push(request);
      return { status: 200, headers: { 'content-type': 'application/json', 'x-request-id': 'r' }, body: '{"é":1}' };
    },
  };
  return { engine, requests };
}
