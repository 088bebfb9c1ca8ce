const brand = Symbol.for('@thrivestack-revenue/engine.StorageError');

/** Says that a store could not do its work: disk full, connection lost, or too many writes waiting. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** `storage_unavailable` is answered 500, `write_queue_full` 429. */
  readonly code: 'storage_unavailable' | 'write_queue_full';
  /** Whole seconds to wait, for `write_queue_full`; default 1. */
  readonly retryAfterSeconds: number;
  readonly [brand] = true;

  constructor(
    code: 'storage_unavailable' | 'write_queue_full',
    message: string,
    options: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1;
  }
}

/** Tells whether an error is a `StorageError`, of any copy of this package. */
export function isStorageError(error: unknown): error is StorageError {
  return typeof error === 'object' && error !== null && (error as { [brand]?: unknown })[brand] === true;
}
