import { connect, type Socket } from 'node:net';

/** One connection, spoken to in plain text. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything received so far. */
  received(): string;
  /** Resolves once what was received fits; rejects when the connection ends before. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with everything once the server has closed. */
  closed(): Promise<string>;
}

/** Connects to a port of this machine. */
export async function rawConnection(port: number): Promise<RawConnection> {
  let text = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const socket = connect(port, '127.0.0.1');
  const wake = (): void => {
    for (const look of waiting) look();
  };
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    ended = true;
    wake();
  });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const waitFor = (isDone: () => boolean, canStillBe: () => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!isDone() && canStillBe()) return;
        waiting.delete(look);
        if (isDone()) resolve(text);
        else reject(new Error(`The connection ended after: ${text}`));
      };
      waiting.add(look);
      look();
    });
  return {
    socket,
    received: () => text,
    until: (pattern) =>
      waitFor(
        () => pattern.test(text),
        () => !ended,
      ),
    closed: () =>
      waitFor(
        () => ended,
        () => !ended,
      ),
  };
}

/** Takes an answer of the wire apart; the body is parsed as JSON. */
export function parseAnswer(text: string): { status: number; headers: Record<string, string>; body: unknown } {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = lines.map((one): [string, string] => {
    const colon = one.indexOf(':');
    return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()];
  });
  const body = rest.join('\r\n\r\n');
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: body ? JSON.parse(body) : undefined,
  };
}
