import { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often connections without a request are looked for, in milliseconds. */
const SWEEP_MS = 50;
/** A connection without a request may have one on the way: so long it is waited for, in milliseconds. */
const ON_THE_WAY_MS = 250;

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
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return (deadlineMs) =>
    new Promise((resolve) => {
      const start = performance.now();
      const sweep = setInterval(() => {
        if (performance.now() - start < ON_THE_WAY_MS) return;
        // Node counts a connection as idle once it had a request: those without any are ours to close.
        server.closeIdleConnections();
        for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
      }, SWEEP_MS);
      const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
      stopAccepting.call(server, () => {
        clearInterval(sweep);
        clearTimeout(cut);
        resolve();
      });
    });
}
