import type { BlockList } from 'node:net';
import type { HelpTopic } from './help.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ServeCommand {
  readonly name: 'serve';
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly data: string;
  /** Requests per second and key. */
  readonly rateLimit: number | 'off';
  readonly logLevel: LogLevel;
  /** Proxies whose `x-forwarded-for` is believed; undefined for none. */
  readonly trustProxy: BlockList | undefined;
  /** Origins whose pages may ask; none closes CORS. */
  readonly corsOrigins: readonly string[];
}

export interface CreateKeyCommand {
  readonly name: 'keys create';
  readonly data: string;
  readonly tenant: string;
  readonly environment: 'test' | 'live';
  readonly scopes: readonly string[];
  /** Epoch milliseconds; undefined for a key without an end. */
  readonly expiresAt: number | undefined;
  readonly json: boolean;
}

export interface ListKeysCommand {
  readonly name: 'keys list';
  readonly data: string;
  readonly json: boolean;
}

export interface RotateKeyCommand {
  readonly name: 'keys rotate';
  readonly data: string;
  readonly id: string;
  /** How long the old key goes on, in milliseconds; 0 ends it at once. */
  readonly graceMs: number;
  /** Of the new key, in epoch milliseconds; `never` for none; undefined when nothing was said. */
  readonly expiresAt: number | 'never' | undefined;
  readonly json: boolean;
}

export interface RevokeKeyCommand {
  readonly name: 'keys revoke';
  readonly data: string;
  readonly id: string;
  readonly json: boolean;
}

export interface BackupCommand {
  readonly name: 'backup';
  readonly data: string;
  readonly file: string;
  readonly json: boolean;
}

export interface RestoreCommand {
  readonly name: 'restore';
  readonly data: string;
  readonly file: string;
  /** What is in the folder may be overwritten. */
  readonly replace: boolean;
  readonly json: boolean;
}

export type Command =
  | { readonly name: 'help'; readonly topic: HelpTopic }
  | { readonly name: 'version' }
  | ServeCommand
  | CreateKeyCommand
  | ListKeysCommand
  | RotateKeyCommand
  | RevokeKeyCommand
  | BackupCommand
  | RestoreCommand;
