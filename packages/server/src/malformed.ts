import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { EngineResponse } from '@thrivestack-revenue/engine';
import { errorAnswer } from './answers.ts';

/** How long a refused connection may stay open for its answer to be read, in milliseconds. */
const LINGER_MS = 1000;
/** The same for one that had its time. */
const LATE_LINGER_MS = 250;

const REQUEST_TIMEOUT = 'ERR_HTTP_REQUEST_TIMEOUT';

const refused = new WeakSet<Duplex>();

/** Answers what is no HTTP request with a 400 in the shape of the contract, and closes the connection. */
export function refuseMalformed(error: Error, socket: Duplex): void {
  // More of the same bytes: the answer is on its way.
  if (refused.has(socket)) return;
  if (codeOf(error) === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  refused.add(socket);
  const { status, headers, body } = errorAnswer(400, { type: 'invalid_request', ...reason(codeOf(error)) });
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head}\r\n${body}`);
  setTimeout(() => socket.destroy(), codeOf(error) === REQUEST_TIMEOUT ? LATE_LINGER_MS : LINGER_MS).unref();
}

/** Refuses a request of HTTP/1.1 that names no host, as RFC 9112 demands. */
export function refuseHostless({ headers, httpVersion }: IncomingMessage): EngineResponse | undefined {
  if (headers.host !== undefined || httpVersion !== '1.1') return undefined;
  const message = 'The header Host is missing. Every HTTP/1.1 request has one.';
  return errorAnswer(400, { type: 'invalid_request', code: 'malformed_request', message });
}

/** Makes the error of a request that does not arrive in time, as Node makes it for the headers. */
export function tooSlow(): Error {
  return Object.assign(new Error('The request did not arrive in time.'), { code: REQUEST_TIMEOUT });
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function reason(code: string | undefined): { code: string; message: string } {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { code: 'headers_too_large', message: 'The request line and headers may have 16 KiB at most.' };
  }
  if (code === REQUEST_TIMEOUT) {
    return { code: 'request_timeout', message: 'The request did not arrive in time. Send it again.' };
  }
  return { code: 'malformed_request', message: 'This is not a well-formed HTTP/1.1 request.' };
}
