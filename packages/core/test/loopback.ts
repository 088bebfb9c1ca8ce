import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request, or does not. */
export type Reply = (request: Received, response: ServerResponse) => void;

/** A server on a real socket that misbehaves by script. */
export interface Loopback {
  readonly url: string;
  readonly requests: Received[];
  /** Resolves when the n-th request (from 1) has come in. */
  received(count: number): Promise<void>;
}

const open = new Set<Server>();

afterEach(async () => {
  for (const server of open) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  open.clear();
});

/** Starts a server; each request takes the next reply, and the last one repeats. */
export async function loopback(...replies: readonly Reply[]): Promise<Loopback> {
  const requests: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('error', () => {});
    request.on('end', () => {
      const received = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      requests.push(received);
      (replies[requests.length - 1] ?? replies.at(-1))?.(received, response);
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.add(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    received: (count) =>
      new Promise((resolve) => (requests.length >= count ? resolve() : waiting.push({ count, resolve }))),
  };
}

/** Answers with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return text(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** Answers with a body of any kind. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Answers a failure with the error body of the API. */
export function failure(status: number, code: string, more: Record<string, unknown> = {}): Reply {
  return json(status, {
    success: false,
    error: { type: 'x', code, message: `It is ${code}.`, ...more },
    request_id: 'r1',
  });
}

/** Answers a write with success and the id it was sent. */
export const stored: Reply = (request, response) => {
  json(200, { success: true, invoice_id: JSON.parse(request.body).invoice_id })(request, response);
};

/** Breaks the connection without a word. */
export const reset: Reply = (_request, response) => {
  response.socket?.resetAndDestroy();
};

/** Takes the request and never answers. */
export const silence: Reply = () => {};

/** Promises a long body, sends the beginning, and breaks the connection. */
export function cutOff(status: number, beginning: string): Reply {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(beginning, () => response.socket?.resetAndDestroy());
  };
}

/** Sends headers and a beginning at once, and the rest never. */
export function drip(status: number, beginning: string): Reply {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.write(beginning);
  };
}
