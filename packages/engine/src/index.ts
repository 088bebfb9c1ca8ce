export { type App, createApp } from './app.ts';
export type { VerifyKey } from './auth.ts';
export { columnValue, compareText, rowValue } from './columns.ts';
export {
  BODY_LIMIT_BYTES,
  createEngine,
  type Engine,
  type EngineOptions,
  type EngineRequest,
  type EngineResponse,
  type Logger,
} from './engine.ts';
export { manifest } from './generated/manifest.gen.ts';
export { generateKey, hashKey, keyPrefix } from './keys.ts';
export type { Limits } from './limits.ts';
export {
  type BuiltinDefinition,
  type ColumnDefinition,
  type FilterOp,
  type Json,
  type JsonObject,
  type Manifest,
  type NotBeforeRule,
  type OperationDefinition,
  type PaginationDefinition,
  type ParameterDefinition,
  type ParameterRole,
  type ResourceDefinition,
  resourceDefinition,
  type Shape,
  type StoredFieldDefinition,
  type SummaryDefinition,
} from './manifest.ts';
export { isStorageError, StorageError } from './storage-error.ts';
export { type MemoryKey, type MemoryStore, type MemoryStoreOptions, memoryStore } from './store/memory.ts';
export { type Compare, type ReadColumn, selectPage } from './store/memory-list.ts';
export { leadingLines } from './store/memory-summary.ts';
export type {
  AuditEntry,
  ColumnValue,
  CursorPosition,
  Environment,
  ErrorContent,
  ErrorDetail,
  HistoryPage,
  HistoryQuery,
  IdempotencyClaim,
  IdempotencyRecord,
  KeyRecord,
  ListFilter,
  ListPage,
  ListQuery,
  Principal,
  Scope,
  Store,
  StoredRow,
  SummaryLine,
  SummaryPart,
  SummaryQuery,
  WriteCommand,
  WriteOutcome,
} from './store/port.ts';
export { LineSums, summaryDeltas, summaryLines } from './summary-lines.ts';
export { executeWrite, IDEMPOTENCY_TTL_MS, type WriteTransaction } from './write.ts';
