/** How much a version has to grow. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** Who notices: users of the client, of the hooks, or of the wire (any HTTP client, the self-hosted server). */
export type Audience = 'sdk' | 'hooks' | 'http';

/** One difference between two versions of the contract. */
export interface Change {
  readonly bump: Exclude<Bump, 'none'>;
  readonly audience: readonly Audience[];
  /** operationId, when the change belongs to one operation. */
  readonly operation?: string;
  /** The place, dotted: `createInvoice.body.amount`, `listInvoices.answer.data[].currency`. */
  readonly where: string;
  /** A sentence without its subject, the operation, and without its full stop. */
  readonly text: string;
}

/** Everyone: whatever travels on the wire is seen through client and hooks too. */
export const EVERYONE: readonly Audience[] = ['sdk', 'hooks', 'http'];

const ORDER: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** Orders bumps: negative when `a` is smaller than `b`. */
export function compareBumps(a: Bump, b: Bump): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** Finds the largest bump; `none` of nothing. */
export function largestBump(bumps: readonly Bump[]): Bump {
  return bumps.reduce<Bump>((largest, bump) => (compareBumps(bump, largest) > 0 ? bump : largest), 'none');
}

/** Writes a change as a sentence that stands alone. */
export function sentence({ operation, text }: Change): string {
  return operation === undefined ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.` : `${operation}: ${text}.`;
}

/** Drops repetitions and puts the largest changes first; otherwise the order of discovery stays. */
export function arrange(changes: readonly Change[]): Change[] {
  const unique = new Map(changes.map((change) => [`${change.bump} ${change.where} ${change.text}`, change]));
  return [...unique.values()].sort((a, b) => compareBumps(b.bump, a.bump));
}
