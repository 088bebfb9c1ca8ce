import type { EngineResponse } from '@thrivestack-revenue/engine';

/** Makes a web response of an answer of the engine. */
export function respond(method: string, { status, headers, body }: EngineResponse): Response {
  return new Response(method === 'HEAD' ? null : body, { status, headers });
}
