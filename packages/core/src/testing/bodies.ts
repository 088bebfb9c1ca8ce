const JSON_TYPE = 'application/json';

/** Answers with a text. */
export function text(status: number, body: string, type = JSON_TYPE, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { 'content-type': type, ...headers } });
}

/** Answers with a value as JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return text(status, JSON.stringify(body), JSON_TYPE, headers);
}

/** Answers with bytes of any kind. */
export function bytes(status: number, body: Uint8Array<ArrayBuffer>): Response {
  return new Response(body, { status, headers: { 'content-type': JSON_TYPE } });
}

/** Answers 200 with the beginning of a body, then breaks off. */
export function partial(beginning: string): Response {
  const chunks = [new TextEncoder().encode(beginning)];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { status: 200, headers: { 'content-type': JSON_TYPE } });
}

/** Answers 200 with a body that never ends: silent, or a space every so often, until it is given up. */
export function endless(signal: AbortSignal, everyMs?: number): Response {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(timer);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (everyMs !== undefined) timer = setInterval(() => controller.enqueue(new Uint8Array([0x20])), everyMs);
      signal.addEventListener('abort', () => {
        stop();
        controller.error(signal.reason);
      });
    },
    cancel: stop,
  });
  return new Response(body, { status: 200, headers: { 'content-type': JSON_TYPE } });
}
