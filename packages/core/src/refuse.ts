import { RevenueError } from './errors.ts';

/**
 * Refuses what cannot be sent.
 *
 * @throws RevenueError with the code, and without the value: it may be a secret.
 */
export function refuse(code: string, why: string): never {
  throw new RevenueError(`${code}: ${why}`, { code });
}
