import type { RevenueError } from './errors.ts';
import type { Setup } from './under-way.ts';

/** What a client may spend on retries at once. */
export const FULL_BUDGET = 100;
const SUCCESS_RETURNS = 0.1;

/**
 * Takes the price of a retry: 1; false when there is too little left.
 *
 * A server that says when to come back has asked for the retry, which is free then.
 */
export function takeToken(setup: Setup, { status, retryAfterMs }: RevenueError): boolean {
  if (setup.options.retryBudget === false || (status === 429 && retryAfterMs !== undefined)) return true;
  if (setup.tokens < 1) return false;
  setup.tokens -= 1;
  return true;
}

/** Gives a part of a retry back for a success. */
export function returnToken(setup: Setup): void {
  setup.tokens = Math.min(FULL_BUDGET, setup.tokens + SUCCESS_RETURNS);
}
