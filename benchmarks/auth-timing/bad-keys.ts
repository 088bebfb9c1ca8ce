import { generateKey } from '@thrivestack-revenue/engine';

/** Why a key is refused. */
export const REASONS = ['missing', 'malformed', 'unknown', 'wrong secret', 'revoked', 'expired'] as const;
export type Reason = (typeof REASONS)[number];

/** Keys that a store knows, one for each reason that needs one, and one that it does not. */
export interface KnownKeys {
  readonly nobody: string;
  readonly good: string;
  readonly revoked: string;
  readonly expired: string;
}

/** Bad keys of one reason, made before anything is measured: making them is work that one reason has and another has not. */
export class BadKeys {
  readonly #bytes: readonly Buffer[];
  readonly #isMissing: boolean;

  constructor(reason: Reason, known: KnownKeys, count: number) {
    this.#isMissing = reason === 'missing';
    this.#bytes = Array.from({ length: count }, () => Buffer.from(textOf(reason, known), 'latin1'));
  }

  /** The text to send: a new string each time, as the one that a socket gives; empty for none. */
  at(index: number): string {
    const text = this.#bytes[index % this.#bytes.length]?.toString('latin1') ?? '';
    return this.#isMissing ? '' : text;
  }
}

/**
 * All are as long as a key: how long his own text is everybody knows. Whoever wants to know whether a public part
 * exists sends the same one again and again, so one public part is used for each reason.
 */
function textOf(reason: Reason, known: KnownKeys): string {
  const secret = generateKey('test').slice(19);
  switch (reason) {
    case 'malformed':
      return `${known.nobody.slice(0, 18)}-${secret}`.toUpperCase();
    case 'wrong secret':
      return `${known.good.slice(0, 19)}${secret}`;
    case 'revoked':
    case 'expired':
      return known[reason];
    default:
      return `${known.nobody.slice(0, 19)}${secret}`;
  }
}
