import type { Server } from 'node:http';

/** How often idle connections are looked for, in milliseconds. */
const SWEEP_MS = 50;

/**
 * Stops accepting, lets every request in flight be answered, and closes the connections.
 *
 * @param deadlineMs What is still open then is cut off.
 */
export function drain(server: Server, deadlineMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection becomes idle when its answer is sent, or was never used: Node does not close those by itself.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
  });
}
