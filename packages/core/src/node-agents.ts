import type * as http from 'node:http';
import { openTunnel } from './node-tunnel.ts';
import { proxyAuthorization, proxyFor, socketHost } from './proxy-environment.ts';

/** How requests to one origin are sent. */
export interface Route {
  readonly request: (options: http.RequestOptions) => http.ClientRequest;
  readonly options: http.RequestOptions;
}

/** The connections of one client. */
export interface Agents {
  routeTo(target: URL): Route;
}

/**
 * A connection that nobody used for so long is closed, in milliseconds, unless the server's `Keep-Alive` header
 * gives it less: most servers and load balancers wait for 5 s or longer.
 */
const IDLE_MS = 4_000;
const KEPT = { keepAlive: true, timeout: IDLE_MS } as const;

/** Makes the connections of a client; proxies are those of the environment at the first call to an origin. */
export function createAgents(): Agents {
  const routes = new Map<string, Route>();
  return {
    routeTo(target) {
      let route = routes.get(target.origin);
      if (!route) {
        route = makeRoute(target, proxyFor(target, process.env));
        routes.set(target.origin, route);
      }
      return route;
    },
  };
}

function makeRoute(target: URL, proxy: URL | undefined): Route {
  // `http.request` is looked up at each call, so that whoever mocks it later is asked.
  const http = process.getBuiltinModule('node:http');
  const hostname = socketHost(target);
  if (target.protocol === 'https:') {
    const https = process.getBuiltinModule('node:https');
    const agent = new https.Agent(KEPT);
    if (proxy) {
      agent.createConnection = (_options, done) => {
        openTunnel(target, proxy, done as Parameters<typeof openTunnel>[2]);
        return undefined;
      };
    }
    return { request: (options) => https.request(options), options: { hostname, port: target.port || 443, agent } };
  }
  const agent = new http.Agent(KEPT);
  const request = (options: http.RequestOptions): http.ClientRequest => http.request(options);
  if (!proxy) return { request, options: { hostname, port: target.port || 80, agent } };
  return {
    request: (options) => request({ ...options, path: target.origin + options.path }),
    options: {
      hostname: socketHost(proxy),
      port: proxy.port || 80,
      agent,
      headers: { host: target.host, ...proxyAuthorization(proxy) },
    },
  };
}
