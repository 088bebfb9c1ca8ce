type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only when two types are one, in both directions and in every modifier. */
export function same<A, B>(_same: Same<A, B>): void {}
