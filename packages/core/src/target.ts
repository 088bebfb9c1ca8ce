import { RevenueError } from './errors.ts';
import type { Operation } from './operation.ts';

/**
 * Fills in the path of an operation on one row.
 *
 * @throws RevenueError when the id is empty, `.` or `..`, which would reach another path.
 */
export function rowPath(operation: Operation, id: unknown): string {
  return operation.path.replace(/\{(.*)\}/, (_, param: string) => {
    try {
      if (typeof id === 'string' && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
    } catch {
      // Half of a surrogate pair has no encoding.
    }
    throw new RevenueError(`${operation.id}: ${param} must be a text other than "", "." and "..".`, {
      code: 'invalid_id',
      param,
    });
  });
}

/** Adds a query to a path; what is undefined or null is left out. */
export function queryPath(path: string, query: object = {}): string {
  const present = Object.entries(query).filter(([, value]) => value != null);
  const text = String(new URLSearchParams(present));
  return text ? `${path}?${text}` : path;
}
