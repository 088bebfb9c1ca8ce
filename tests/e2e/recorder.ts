import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One exchange as it went over the wire, bodies included and not compressed. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly sent: string;
  readonly received: string;
}

export interface Recorder {
  readonly url: string;
  readonly exchanges: readonly Recorded[];
  close(): Promise<void>;
}

/**
 * Stands between a browser and a server and keeps all that passes.
 *
 * The browser's own tools lose the bodies of pages that are left, so a search through them could miss some.
 */
export async function record(target: string): Promise<Recorder> {
  const exchanges: Recorded[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '' } = incoming;
    const body = await buffer(incoming);
    const { answer, content } = await forward(target, incoming, body);
    exchanges.push({ method, path, sent: textOf(incoming, body), received: textOf(answer, content) });
    outgoing.writeHead(answer.statusCode ?? 500, withoutFraming(answer.rawHeaders));
    outgoing.end(content);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(target: string, incoming: IncomingMessage, body: Buffer) {
  // The Host stays the browser's, as behind any proxy that ends TLS.
  const headers = { ...incoming.headers, 'accept-encoding': 'identity', connection: 'close' };
  const call = request(target + incoming.url, { method: incoming.method, headers });
  call.end(body);
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  return { answer, content: await buffer(answer) };
}

function withoutFraming(rawHeaders: readonly string[]): string[] {
  const framing = /^(connection|keep-alive|transfer-encoding|content-length)$/i;
  return rawHeaders.filter((_value, index) => !framing.test(rawHeaders[index - (index % 2)] ?? ''));
}

function textOf(message: IncomingMessage, body: Buffer): string {
  return [message.method, message.url, ...message.rawHeaders, body.toString('utf8')].join('\n');
}
