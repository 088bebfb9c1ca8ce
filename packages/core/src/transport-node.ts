import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { userAgent } from './generated/version.gen.ts';
import { type Agents, createAgents } from './node-agents.ts';
import { isUnsent, nodeHeaders } from './node-answer.ts';
import { type Answer, bodyLimit, type CreateTransport, type Transport } from './transport.ts';
import { createTransport as createFetchTransport } from './transport-fetch.ts';

export { findKey } from './environment.ts';

/**
 * Makes the transport of Node: `node:http` with connections that are kept, at a quarter of what `fetch` costs.
 *
 * A `fetch` that is given is used instead, and so is Node's own where `process.getBuiltinModule` is missing
 * (Node 20 before 20.16).
 */
export const createTransport: CreateTransport = (fetch) => {
  if (fetch) return createFetchTransport(fetch);
  let send: Transport | undefined;
  // At the first call, not at the import: loading the module takes longer than all the rest.
  return (request, onStop) => {
    send ??= typeof process.getBuiltinModule === 'function' ? overHttp(createAgents()) : createFetchTransport();
    return send(request, onStop);
  };
};

function overHttp(agents: Agents): Transport {
  const decoder = new TextDecoder();
  return ({ url, method, headers, body }, onStop) =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const { request: start, options } = agents.routeTo(target);
      const all: OutgoingHttpHeaders = {
        ...headers,
        ...(options.headers as OutgoingHttpHeaders),
        'accept-encoding': 'identity',
        'user-agent': headers['user-agent'] ?? userAgent,
      };
      // Without it the body of a DELETE would be sent unframed.
      if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
      const request = start({ path: target.pathname + target.search, ...options, method, headers: all });
      onStop(() => request.destroy());
      let isAnswered = false;
      request.on('response', (response) => {
        isAnswered = true;
        read(request, response, decoder, resolve);
      });
      request.on('error', (error) => {
        // Once there is the head of an answer, its body tells how it ends.
        if (!isAnswered) reject(isUnsent(error) ? Object.assign(error, { unsent: true }) : error);
      });
      request.end(body);
    });
}

/** Reads a body up to its limit. */
function read(
  request: ClientRequest,
  response: IncomingMessage,
  decoder: TextDecoder,
  done: (answer: Answer) => void,
): void {
  const status = response.statusCode ?? 0;
  const limit = bodyLimit(status);
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (broken: boolean): void => {
    const bytes = chunks.length === 1 && size <= limit ? chunks[0] : Buffer.concat(chunks, Math.min(size, limit));
    const text = decoder.decode(bytes);
    done({ status, headers: nodeHeaders(response.headers), text, broken, cut: size > limit });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= limit) return;
    end(false);
    // A peer that goes on sending must not hold up the call.
    request.destroy();
  });
  response.on('end', () => end(false));
  response.on('error', () => end(true));
}
