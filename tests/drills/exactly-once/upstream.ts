import { Agent, type IncomingMessage, request } from 'node:http';

/** One request on its way to the server. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The server's whole answer. */
export interface Whole {
  readonly status: number;
  /** Status line and headers, as bytes. */
  readonly head: string;
  readonly body: Buffer;
}

export interface Upstream {
  ask(passing: Passing): Promise<Whole>;
  /** Sends half of the body and breaks the connection. */
  askHalf(passing: Passing): Promise<void>;
  close(): void;
}

/** The server behind the proxy. */
export function upstreamOf(url: string): Upstream {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);
  const begin = ({ method, path, headers, body }: Passing, use: Agent | false): ReturnType<typeof request> =>
    request({ agent: use, hostname, port, method, path, headers: { ...headers, 'content-length': body.length } });
  return {
    ask: (passing) =>
      new Promise((resolve, reject) => {
        const outgoing = begin(passing, agent);
        outgoing.on('error', reject);
        outgoing.on('response', (response) => whole(response).then(resolve, reject));
        outgoing.end(passing.body);
      }),
    askHalf: (passing) =>
      new Promise((resolve) => {
        const outgoing = begin(passing, false);
        outgoing.on('error', () => {});
        outgoing.on('close', resolve);
        outgoing.write(passing.body.subarray(0, passing.body.length >> 1), () => outgoing.destroy());
      }),
    close: () => agent.destroy(),
  };
}

async function whole(response: IncomingMessage): Promise<Whole> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const headers = Object.entries({ ...response.headers, 'content-length': String(body.length) })
    .filter(([name]) => !['connection', 'keep-alive', 'transfer-encoding'].includes(name))
    .map(([name, value]) => `${name}: ${value}\r\n`);
  const status = response.statusCode ?? 0;
  return { status, head: `HTTP/1.1 ${status} ${response.statusMessage}\r\n${headers.join('')}\r\n`, body };
}
