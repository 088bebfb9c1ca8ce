/** Why a person sees the sign-in page, in one plain sentence each. */
export const REASONS = {
  wrong: 'The API does not accept this key. Check that it is complete, not revoked, and has the revenue scope.',
  malformed: 'That is not an API key. Paste the whole key: letters, digits and signs, without spaces.',
  busy: 'The API asks to wait, because it saw too many tries. Try again in a minute.',
  unreachable: 'The API did not answer. Check that it runs and that the dashboard has its address, then try again.',
  failed: 'The API answered, but not with a list of invoices. Check the address that the dashboard was given.',
  ended: 'Your session has ended. Sign in again.',
  refused: 'The API no longer accepts the key you were signed in with. Sign in with another one.',
  out: 'You are signed out.',
} as const;

export type Reason = keyof typeof REASONS;

/** Reads a reason from an address; undefined when it is none. */
export function parseReason(text: string | string[] | undefined): Reason | undefined {
  return typeof text === 'string' && Object.hasOwn(REASONS, text) ? (text as Reason) : undefined;
}

/** Tells whether the sentence is news of a failure rather than a plain notice. */
export function isFailure(reason: Reason): boolean {
  return reason !== 'out' && reason !== 'ended';
}
