import type { Manifest } from '../manifest.ts';
import type { AuditEntry, Environment, Store } from './port.ts';

/** A key that a memory store knows, in clear: for tests and mocks. Times are epoch milliseconds. */
export interface MemoryKey {
  readonly key: string;
  readonly tenant: string;
  readonly environment: Environment;
  readonly scopes: readonly string[];
  readonly id?: string;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

export interface MemoryStoreOptions {
  /** Without keys, any key or none is one test tenant and nothing is hashed. */
  readonly keys?: readonly MemoryKey[];
  /** Default: the one generated from the contract. */
  readonly manifest?: Manifest;
}

export interface MemoryStore extends Store {
  /** Every change so far, oldest first. */
  audit(): readonly AuditEntry[];
}

/** Makes a store that lives in memory: for tests, mocks and trials. */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  throw new Error(`unfinished: ${typeof options}`);
}
