import { BODY_LIMIT_BYTES, createEngine, type EngineOptions } from './engine.ts';

/** Answers a web `Request`; `address` is where it comes from. */
export type App = (request: Request, info?: { readonly address?: string }) => Promise<Response>;

/**
 * Makes the API as a function from `Request` to `Response`.
 *
 * It rejects only if the body of the request cannot be read.
 */
export function createApp(options: EngineOptions): App {
  const engine = createEngine(options);
  return async (request, info) => {
    const { pathname, search } = new URL(request.url);
    const { status, headers, body } = await engine.handle({
      method: request.method,
      target: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: await readBody(request.body),
      address: info?.address,
    });
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  };
}

/** Reads a body, at most one byte more than is allowed: the engine sees that it is too long. */
async function readBody(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  if (!stream) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  while (length <= BODY_LIMIT_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  // Without effect on a stream that has ended.
  await reader.cancel();
  return joined(chunks, Math.min(length, BODY_LIMIT_BYTES + 1));
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only.subarray(0, length);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, length - at);
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
