import { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections without a request are looked for, in milliseconds. */
const SWEEP_MS = 50;
/** A connection without a request may have one on the way: so long it is waited for, in milliseconds. */
const ON_THE_WAY_MS = 250;
/** Connections that wait for being accepted are accepted for so long, in milliseconds; new ones come meanwhile. */
const QUEUE_MS = 1000;
/**
 * `close` of the server of TCP, which HTTP's extends: it only stops accepting. That of HTTP cuts idle
 * connections at once, and with them what was just sent on one.
 */
const stopAccepting: Server['close'] = Object.getPrototypeOf(Server.prototype).close;

/**
 * Prepares a server for being drained; call it before the server listens.
 *
 * The function it returns stops accepting, lets every request in flight be answered, and closes
 * the connections. What is still open after `deadlineMs` is cut off.
 */
export function createDrain(server: Server): (deadlineMs: number) => Promise<void> {
  const connections = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket) => {
    accepted += 1;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return async (deadlineMs) => {
    const begun = performance.now();
    await untilQueueIsEmpty(() => accepted);
    const start = performance.now();
    await new Promise<void>((resolve) => {
      const sweep = setInterval(async () => {
        if (performance.now() - start < ON_THE_WAY_MS) return;
        // When turns take long, a request may have arrived and not been read.
        await turn();
        // Node counts a connection as idle once it had a request: those without any are ours to close.
        server.closeIdleConnections();
        for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
      }, SWEEP_MS);
      const cut = setTimeout(() => server.closeAllConnections(), begun + deadlineMs - start);
      stopAccepting.call(server, () => {
        clearInterval(sweep);
        clearTimeout(cut);
        resolve();
      });
    });
  };
}

/**
 * Waits until what was connected before now is accepted: the system resets what waits when the server stops
 * accepting. Node accepts one connection in a turn of its loop, in the order they came.
 */
async function untilQueueIsEmpty(accepted: () => number): Promise<void> {
  const start = performance.now();
  // The rest of this turn may have looked for connections already.
  await turn();
  for (let before = -1; accepted() > before && performance.now() - start < QUEUE_MS; ) {
    before = accepted();
    await turn();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
