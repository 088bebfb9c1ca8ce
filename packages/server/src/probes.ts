import type { EngineResponse } from '@thrivestack-revenue/engine';
import { errorAnswer, plainAnswer } from './answers.ts';

/** What the probes ask about. */
export interface Health {
  /** Throws when the store does not answer. */
  readonly check: () => void;
  readonly isDraining: () => boolean;
}

/** Answers `/healthz` (the process lives) and `/readyz` (it can serve); nothing for any other path. */
export function answerProbe(health: Health, method: string, target: string): EngineResponse | undefined {
  const path = target.split('?', 1)[0];
  if (path !== '/healthz' && path !== '/readyz') return undefined;
  if (method !== 'GET' && method !== 'HEAD') {
    const message = `${path} answers GET and HEAD.`;
    const error = { type: 'method_not_allowed', code: 'method_not_allowed', message };
    return errorAnswer(405, error, { allow: 'GET, HEAD' });
  }
  return path === '/healthz' ? plainAnswer(200, { status: 'ok' }) : readiness(health);
}

function readiness(health: Health): EngineResponse {
  if (health.isDraining()) {
    return errorAnswer(503, { type: 'server_error', code: 'draining', message: 'The server is stopping.' });
  }
  try {
    health.check();
    return plainAnswer(200, { status: 'ready' });
  } catch {
    const message = 'The storage does not answer.';
    return errorAnswer(503, { type: 'server_error', code: 'storage_unavailable', message });
  }
}
