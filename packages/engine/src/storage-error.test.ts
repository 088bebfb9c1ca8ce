import { expect, test } from 'vitest';
import { isStorageError, StorageError } from './storage-error.ts';

test('is told from other errors, by brand', () => {
  const cause = new Error('ENOSPC');
  const error = new StorageError('storage_unavailable', 'disk full', { cause });
  expect(isStorageError(error)).toBe(true);
  expect(error).toMatchObject({ name: 'StorageError', code: 'storage_unavailable', cause, retryAfterSeconds: 1 });
  const foreign = { [Symbol.for('@thrivestack-revenue/engine.StorageError')]: true };
  expect(isStorageError(foreign)).toBe(true);
  expect([new Error('x'), null, 'x', {}].map(isStorageError)).toEqual([false, false, false, false]);
});
