import { createServer } from 'node:net';
import { Stop } from './stop.mjs';

/** Everything here listens on the loopback address only. */
export const HOST = '127.0.0.1';

/**
 * Reads a port from the environment.
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 * @param {number} fallback
 */
export function portFrom(env, name, fallback) {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new Stop(`${name}=${text} is not a port: use a whole number from 1 to 65535, for example ${name}=${fallback}.`);
}

/** The two ports of the demo; they must differ. */
export function portsFrom(env) {
  const api = portFrom(env, 'API_PORT', 8787);
  const dashboard = portFrom(env, 'DASHBOARD_PORT', 3000);
  if (api === dashboard) throw new Stop(`API_PORT and DASHBOARD_PORT are both ${api}: give them different ports.`);
  return { api, dashboard };
}

/**
 * Makes sure that nobody listens on a port, on this address or on all of them.
 * @param {number} port
 * @param {string} variable the environment variable that chooses it, for the message
 */
export async function assertFree(port, variable) {
  for (const host of [HOST, undefined]) {
    const code = await tryToListen(port, host);
    if (code === 'EADDRINUSE') {
      throw new Stop(
        `Port ${port} is in use. Stop the program that has it, or choose another port: ${variable}=${port === 65535 ? 1024 : port + 1} npm start`,
      );
    }
    if (code === 'EACCES') {
      throw new Stop(`Port ${port} may not be used without more rights: choose one above 1023 with ${variable}.`);
    }
  }
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
