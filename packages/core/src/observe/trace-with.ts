import type { Observer, RequestEvent } from '../observer.ts';

/** A span as OpenTelemetry's API has it. */
export interface Span {
  setAttribute(name: string, value: string | number | boolean): unknown;
  setStatus(status: { readonly code: 0 | 1 | 2; readonly message?: string }): unknown;
  spanContext(): { readonly traceId: string; readonly spanId: string; readonly traceFlags: number };
  end(): void;
}

/** A tracer as OpenTelemetry's API has it: `trace.getTracer('billing')`. */
export interface Tracer {
  startSpan(
    name: string,
    options: { readonly kind: 2; readonly attributes: Record<string, string | number | boolean> },
  ): Span;
}

/** How a client is traced. */
export interface TraceOptions {
  /**
   * Sends the `traceparent` header, so that the server's spans join the trace.
   *
   * False by default: a page's requests to another origin need its permission for a header.
   */
  readonly propagate?: boolean | undefined;
}

/** OpenTelemetry's `SpanKind.CLIENT` and `SpanStatusCode.ERROR`. */
const CLIENT = 2;
const FAILED = 2;

/**
 * Makes an observer that opens a span for every request, retries included.
 *
 * A span is called `POST /revenue/<things>` and has the attributes of OpenTelemetry's conventions for HTTP
 * clients: method, path template, server, status, number of the retry. No key, no header, no body, no id of a row.
 *
 * @example
 * createClient({ apiKey, observers: [traceWith(trace.getTracer('billing'))] });
 */
export function traceWith(tracer: Tracer, { propagate = false }: TraceOptions = {}): Observer {
  const spans = new WeakMap<RequestEvent, Span>();
  return {
    onRequest(request) {
      const { operation, url, attempt, headers } = request;
      const { hostname, port, protocol } = new URL(url);
      const span = tracer.startSpan(`${operation.method} ${operation.path}`, {
        kind: CLIENT,
        attributes: {
          'http.request.method': operation.method,
          'url.template': operation.path,
          'server.address': hostname,
          'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
          ...(attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {}),
        },
      });
      spans.set(request, span);
      if (propagate) headers['traceparent'] = traceParent(span);
    },
    onResponse({ request, response, error }) {
      const span = spans.get(request);
      const status = response?.status ?? error?.status;
      if (status) span?.setAttribute('http.response.status_code', status);
      if (error) {
        span?.setAttribute('error.type', error.status === undefined ? error.name : String(error.status));
        span?.setStatus({ code: FAILED, message: error.name });
      }
      span?.end();
    },
  };
}

/** As W3C's Trace Context has it. */
function traceParent(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
