import { canonical } from './canonical.ts';
import type { Json, Shape } from './shape.ts';

/** Tells whether null is a legal value. */
export function takesNull(shape: Shape): boolean {
  if (shape.nullable || shape.enum?.includes(null)) return true;
  if (shape.type !== 'any' || shape.enum !== undefined) return false;
  return shape.anyOf === undefined || shape.anyOf.some(takesNull);
}

/** Tells whether a value is one of those listed; an instant or a currency is listed as it is written. */
export function isAllowed(values: readonly Json[], raw: unknown, copy: Json): boolean {
  if (typeof copy === 'string') return values.includes(copy) || values.includes(raw as Json);
  if (typeof copy !== 'object' || copy === null) return values.includes(copy);
  const text = canonical(copy);
  return values.some((value) => canonical(value) === text);
}
