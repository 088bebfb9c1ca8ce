import { type TestFetch, untilAborted } from './step.ts';

/** A server as a function, as frameworks, workers and route handlers have it. */
export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Makes a `fetch` that asks a handler in this process: no socket, no port.
 *
 * An aborted request rejects at once; what the handler was about to do goes on.
 *
 * @example
 * const client = createClient({ apiKey, fetch: fromHandler((request) => app.fetch(request)) });
 */
export function fromHandler(handler: Handler): TestFetch {
  return (url, init) => {
    const { signal, ...rest } = init;
    const answer = (): Response | Promise<Response> => handler(new Request(url, rest));
    return signal ? untilAborted(signal, answer) : Promise.resolve().then(answer);
  };
}
