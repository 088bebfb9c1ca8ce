import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One exchange as it went over the wire, not compressed. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent: string;
  received: string;
}

/** Stands in front of a server: notes what passes, delays it, and may hold it back. */
export interface Relay {
  readonly url: string;
  readonly exchanges: Exchange[];
  /** Answers nothing until `release` is called. */
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

/**
 * Starts a relay that passes answers on piece by piece, as they come.
 *
 * @param delayMs How long the next piece waits, in milliseconds.
 */
export async function startRelay(target: string, delayMs: () => number = () => 0): Promise<Relay> {
  const exchanges: Exchange[] = [];
  let gate = Promise.resolve();
  let open = (): void => {};

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = incoming;
    const body = await textOf(incoming);
    const exchange = { method, path, sent: [method, path, ...incoming.rawHeaders, body].join('\n'), received: '' };
    exchanges.push(exchange);
    await sleep(delayMs());
    await gate;
    const headers = { ...incoming.headers, 'accept-encoding': 'identity', connection: 'close' };
    const call = request(target + path, { method, headers });
    outgoing.on('close', () => call.destroy());
    call.end(body);
    const [answer] = (await once(call, 'response')) as [IncomingMessage];
    exchange.received = answer.rawHeaders.join('\n');
    outgoing.writeHead(answer.statusCode ?? 500, withoutFraming(answer.rawHeaders));
    for await (const piece of answer.setEncoding('utf8')) {
      exchange.received += piece;
      await sleep(delayMs());
      outgoing.write(piece);
    }
    outgoing.end();
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    hold() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    release: () => open(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of message.setEncoding('utf8')) text += piece;
  return text;
}

function withoutFraming(rawHeaders: readonly string[]): string[] {
  const framing = /^(connection|keep-alive|transfer-encoding|content-length)$/i;
  return rawHeaders.filter((_value, index) => !framing.test(rawHeaders[index - (index % 2)] ?? ''));
}
