import { generateKey } from '@thrivestack-revenue/engine';

/** Why a key is refused. */
export const REASONS = ['missing', 'malformed', 'unknown', 'wrong secret', 'revoked', 'expired'] as const;
export type Reason = (typeof REASONS)[number];

/** Keys that a store knows, one for each reason that needs one. */
export interface KnownKeys {
  readonly good: string;
  readonly revoked: string;
  readonly expired: string;
}

/** Makes the text to send for a reason, a new string each time as the one that a socket gives; empty for none. */
export function badKey(reason: Reason, known: KnownKeys): string {
  switch (reason) {
    case 'missing':
      return '';
    case 'malformed':
      // As long as a key: how long his own text is everybody knows.
      return fresh(generateKey('test').replaceAll('_', '-'));
    case 'unknown':
      return fresh(generateKey('test'));
    case 'wrong secret':
      return fresh(known.good.slice(0, 19) + generateKey('test').slice(19));
    default:
      return fresh(known[reason]);
  }
}

/** A copy whose hash is not known yet. */
function fresh(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
