export { createHttpServer, type HttpServerOptions, type RequestLine } from './http.ts';
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './store/sqlite.ts';
export { createKeyVerifier } from './verify-key.ts';
