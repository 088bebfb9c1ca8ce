import type { Bump } from '../change.ts';
import type { Edit } from './edits.ts';

/** A change of the contract, with the bump that it must ask for. */
export interface Sample {
  readonly title: string;
  readonly bump: Bump;
  /** Makes the old contract out of the repository's, where that has nothing to change. */
  readonly base?: Edit;
  /** Makes the new contract out of the old one; absent: the repository's contract is the new one. */
  readonly edit?: Edit;
  /** A sentence that must be among what is told. */
  readonly says?: string;
}

/** A field that contracts may or may not have. */
export const NOTE = { type: 'string', description: 'A note.', example: 'Thanks.', 'x-unit': 'text' };
/** Values of an enum that grows or shrinks by its last. */
export const STATUS = ['draft', 'open', 'paid'];

/** Adds a name to a list. */
export function plus(name: string): (names: readonly string[]) => string[] {
  return (names) => [...names, name];
}

/** Takes a name from a list. */
export function minus(name: string): (names: readonly string[]) => string[] {
  return (names) => names.filter((other) => other !== name);
}
