import type { Observer, RequestEvent } from '../observer.ts';

/** Where lines go: `console`, or a logger of the same shape (pino's takes the line first, too). */
export interface Logger {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
}

/**
 * Makes an observer that logs what a client does, one line for each event.
 *
 * Requests go to `debug`, successes to `info`, failures and retries to `warn`; and what the contract calls
 * deprecated goes to `warn` once. Lines hold method, path template, status, time and request id: no key, no
 * header, no body, no id of a row.
 *
 * @example
 * createClient({ apiKey, observers: [logTo(console)] });
 */
export function logTo(logger: Logger): Observer {
  const warned = new Set<string>();
  const warnOnce = (line: string): void => {
    if (warned.has(line)) return;
    warned.add(line);
    logger.warn(line);
  };
  return {
    onRequest(request) {
      for (const line of deprecations(request)) warnOnce(line);
      logger.debug(`${title(request)}: attempt ${request.attempt}`);
    },
    onResponse({ request, durationMs, response, error }) {
      const requestId = response?.requestId ?? error?.requestId;
      const facts = `in ${Math.round(durationMs)} ms${requestId === undefined ? '' : ` (request ${requestId})`}`;
      if (error) logger.warn(`${title(request)}: ${error.name} ${error.status ?? error.code ?? ''} ${facts}`);
      else logger.info(`${title(request)}: ${response?.status}${response?.replayed ? ', done before' : ''} ${facts}`);
    },
    onRetry({ attempt, delayMs, error }) {
      logger.warn(`Attempt ${attempt} failed (${error.name}); the next one is in ${Math.round(delayMs)} ms.`);
    },
  };
}

function title({ operation }: RequestEvent): string {
  return `${operation.method} ${operation.path}`;
}

/** Says what of a request the contract calls deprecated. */
function deprecations({ operation, body, url }: RequestEvent): string[] {
  const { id, deprecated, deprecatedFields = [] } = operation;
  const query = new URL(url).searchParams;
  const used = deprecatedFields.filter((name) => (body !== undefined && Object.hasOwn(body, name)) || query.has(name));
  return [
    ...(deprecated ? [`${id} is deprecated: see its documentation for what to use instead.`] : []),
    ...used.map((name) => `${name} of ${id} is deprecated: see its documentation for what to use instead.`),
  ];
}
