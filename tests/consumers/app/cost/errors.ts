// Errors told apart by their status; compiled, never run.
import { isApiError } from '@thrivestack-revenue/core/functions';
export function say(error: unknown): string | undefined {
  if (!isApiError(error)) return undefined;
  switch (error.status) {
    case 400:
      return error.param;
    case 429:
      return String(error.retryAfterMs);
    default:
      return error.message;
  }
}
