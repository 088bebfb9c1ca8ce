import { randomBytes } from 'node:crypto';
import type { EngineResponse } from '@thrivestack-revenue/engine';

/** Headers of every answer that the engine does not make. */
function headers(): Record<string, string> {
  return { 'content-type': 'application/json', ...bareHeaders() };
}

function bareHeaders(): Record<'x-request-id', string> & Record<string, string> {
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': `req_${randomBytes(12).toString('hex')}`,
  };
}

/** An answer without a body. */
export function emptyAnswer(more: Readonly<Record<string, string>>): EngineResponse {
  return { status: 204, headers: { ...bareHeaders(), ...more }, body: '' };
}

/** An answer about the process itself, outside the contract. */
export function plainAnswer(status: number, content: Readonly<Record<string, string>>): EngineResponse {
  return { status, headers: headers(), body: JSON.stringify(content) };
}

/** An error in the shape of the contract, for what never reaches the engine. */
export function errorAnswer(
  status: number,
  error: { readonly type: string; readonly code: string; readonly message: string },
  more: Readonly<Record<string, string>> = {},
): EngineResponse {
  const all = { ...headers(), ...more };
  return { status, headers: all, body: JSON.stringify({ success: false, error, request_id: all['x-request-id'] }) };
}
