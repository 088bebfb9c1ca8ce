import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { proxyAuthorization, socketHost } from './proxy-environment.ts';

/** A proxy that does not answer must not keep a socket for ever; milliseconds. */
const SILENCE_MS = 30_000;

/** Opens a connection to a server through a proxy that cannot read it. */
export function openTunnel(target: URL, proxy: URL, done: (error: Error | null, socket?: Duplex) => void): void {
  const { request } = process.getBuiltinModule(proxy.protocol === 'https:' ? 'node:https' : 'node:http');
  const tls = process.getBuiltinModule('node:tls');
  const host = socketHost(target);
  const authority = `${target.hostname}:${target.port || 443}`;
  const connect = request({
    hostname: socketHost(proxy),
    port: proxy.port || undefined,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...proxyAuthorization(proxy) },
    agent: false,
    timeout: SILENCE_MS,
  });
  connect.on('connect', ({ statusCode }: IncomingMessage, socket: Duplex) => {
    if (statusCode === 200) {
      // An address is no name of a server: TLS refuses it.
      const servername = process.getBuiltinModule('node:net').isIP(host) ? '' : host;
      return done(null, tls.connect({ socket, host, servername }));
    }
    socket.destroy();
    done(refusal(`The proxy ${proxy.host} answered CONNECT with ${statusCode}.`));
  });
  connect.on('response', ({ statusCode }) => {
    connect.destroy();
    done(refusal(`The proxy ${proxy.host} answered CONNECT with ${statusCode}.`));
  });
  connect.on('timeout', () => connect.destroy(refusal(`The proxy ${proxy.host} does not answer.`)));
  connect.on('error', done);
  connect.end();
}

function refusal(message: string): Error {
  return Object.assign(new Error(message), { code: 'ERR_PROXY_TUNNEL' });
}
