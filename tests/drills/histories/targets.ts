import { createEngine, memoryStore } from '@thrivestack-revenue/engine';
import { type Data, type DrillServer, makeData, startServer } from '../kit/server.ts';
import { type Wire, wireTo } from '../kit/wire.ts';
import type { Target } from './play.ts';

export interface OpenTarget extends Target {
  close(): Promise<void>;
}

/** The engine over its memory store, in this process. A lost answer is one that nobody waits for. */
export async function memoryTarget(): Promise<OpenTarget> {
  const engine = createEngine({ store: memoryStore(), limits: 'off' });
  return {
    async ask({ method, target, body, key, isLost }) {
      const answer = engine.handle({
        method,
        target,
        headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
        body: new TextEncoder().encode(body ? JSON.stringify(body) : ''),
      });
      if (isLost) throw new Error('The client has gone.');
      const { status, headers, body: text } = await answer;
      return { status, text, replayed: headers['idempotent-replayed'] === 'true' };
    },
    close: async () => {},
  };
}

/** The server's own program on SQLite, killed and started again on the same files. */
export async function serverTarget(): Promise<OpenTarget> {
  const data: Data = await makeData();
  let server: DrillServer = await startServer(data);
  let wire: Wire = wireTo(server);
  return {
    async ask({ method, target, body, key, isLost }) {
      const { status, headers, text } = await wire.ask(method, target, {
        ...(body ? { body } : {}),
        ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
        goAway: isLost,
      });
      return { status, text, replayed: headers['idempotent-replayed'] === 'true' };
    },
    async crash() {
      await server.kill();
      wire.close();
      server = await startServer(data);
      wire = wireTo(server);
    },
    async close() {
      wire.close();
      await server.stop();
      await data.remove();
    },
  };
}
