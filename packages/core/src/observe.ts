// What can listen to a client; in an entry of its own, so that nobody else pays for the words.
export { type Logger, logTo } from './observe/log-to.ts';
export { type Span, type TraceOptions, type Tracer, traceWith } from './observe/trace-with.ts';
export type { Observer, RequestEvent, ResponseEvent, RetryEvent } from './observer.ts';
