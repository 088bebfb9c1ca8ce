import type { EngineOptions } from './engine.ts';

/** Answers a web `Request`; `address` is where it comes from. */
export type App = (request: Request, info?: { readonly address?: string }) => Promise<Response>;

/** Makes the API as a function from `Request` to `Response`. */
export function createApp(options: EngineOptions): App {
  return () => Promise.reject(new Error(`unfinished: ${typeof options}`));
}
