import { connect, type Socket } from 'node:net';
import type { EngineResponse } from '@thrivestack-revenue/engine';
import type { FuzzRequest } from './judge.ts';

/** Writes a request as HTTP/1.1 has it. Header values that no line can carry are left out. */
export function encoded({ method, target, headers, body }: FuzzRequest, framing: 'length' | 'chunked'): Buffer {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (/^[\t\x20-\x7e\x80-\xff]*$/.test(one) ? [`${name}: ${one}`] : [])),
  );
  const frame = framing === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${body.length}`;
  const chunks = body.length === 0 ? [] : [`${body.length.toString(16)}\r\n`, body, '\r\n'];
  const parts = [
    `${method} ${target} HTTP/1.1\r\nhost: h\r\n${frame}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`,
    ...(framing === 'chunked' ? [...chunks, '0\r\n\r\n'] : [body]),
  ];
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
}

/** What came back on one connection. */
export interface Exchanged {
  readonly answers: readonly EngineResponse[];
  /** What is left when all answers are taken off: nothing, unless an answer was cut. */
  readonly rest: string;
}

/** Sends bytes, says that there are no more, and reads until the server closes. */
export function exchange(port: number, bytes: Uint8Array, methods: readonly string[]): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket: Socket = connect(port, '127.0.0.1', () => void socket.end(bytes));
    socket.on('data', (chunk) => void chunks.push(chunk));
    // A reset after the answer is the server's right.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error),
    );
    socket.on('close', () => resolve(taken(Buffer.concat(chunks), methods)));
  });
}

/** Takes answers apart; an answer to HEAD has no body. */
function taken(bytes: Buffer, methods: readonly string[]): Exchanged {
  const answers: EngineResponse[] = [];
  let rest = bytes;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const [line = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers = Object.fromEntries(
      lines.map((one) => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
    );
    const length = methods[answers.length] === 'HEAD' ? 0 : Number(headers['content-length'] ?? 0);
    if (rest.length < end + 4 + length) break;
    const body = rest.subarray(end + 4, end + 4 + length).toString();
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1]);
    if (status !== 100) answers.push({ status, headers, body });
    rest = rest.subarray(end + 4 + length);
  }
  return { answers, rest: rest.toString('latin1') };
}
