import { CliError } from './cli-error.ts';
import { type Env, type Flag, type Given, type ParsedFlags, parseFlags } from './flags.ts';
import type { HelpTopic } from './help.ts';
import { nearest } from './nearest.ts';

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
}

export interface CreateKeyCommand {
  readonly name: 'keys create';
  readonly data: string;
  readonly tenant: string;
  readonly environment: 'test' | 'live';
  readonly scopes: readonly string[];
  readonly json: boolean;
}

export interface ListKeysCommand {
  readonly name: 'keys list';
  readonly data: string;
  readonly json: boolean;
}

export interface RevokeKeyCommand {
  readonly name: 'keys revoke';
  readonly data: string;
  readonly id: string;
  readonly json: boolean;
}

export type Command =
  | { readonly name: 'help'; readonly topic: HelpTopic }
  | { readonly name: 'version' }
  | ServeCommand
  | CreateKeyCommand
  | ListKeysCommand
  | RevokeKeyCommand;

const data: Flag = { type: 'text', env: 'REVENUE_DATA' };
const help: Flag = { type: 'switch', short: 'h' };
const json: Flag = { type: 'switch' };
const flags = {
  root: { help, version: { type: 'switch', short: 'v' } },
  serve: {
    port: { type: 'text', env: 'REVENUE_PORT' },
    host: { type: 'text', env: 'REVENUE_HOST' },
    data,
    'rate-limit': { type: 'text', env: 'REVENUE_RATE_LIMIT' },
    'log-level': { type: 'text', env: 'REVENUE_LOG_LEVEL' },
    help,
  },
  create: {
    data,
    tenant: { type: 'text', env: 'REVENUE_TENANT' },
    env: { type: 'text', env: 'REVENUE_ENV' },
    scope: { type: 'list', env: 'REVENUE_SCOPE' },
    json,
    help,
  },
  list: { data, json, help },
  revoke: { data, json, help },
} as const satisfies Record<string, Record<string, Flag>>;

/**
 * Reads what was typed; `scopes` are the ones that a key can have.
 *
 * @throws CliError with one sentence that says what to change.
 */
export function parseCommand(argv: readonly string[], env: Env, scopes: readonly string[]): Command {
  const [first, second] = argv;
  if (first === 'serve') return parseServe(argv.slice(1), env);
  if (first === 'keys') {
    const rest = argv.slice(2);
    if (second === 'create') return parseCreate(rest, env, scopes);
    if (second === 'list') return parseList(rest, env);
    if (second === 'revoke') return parseRevoke(rest, env);
    if (second === undefined || second.startsWith('-')) {
      if (parseFlags(argv.slice(1), { help }, env, 'revenue-server keys --help').isSet('help')) {
        return { name: 'help', topic: 'keys' };
      }
      throw new CliError('"keys" needs one of create, list or revoke: "revenue-server keys --help" shows them.');
    }
    throw unknownCommand(`keys ${second}`, ['keys create', 'keys list', 'keys revoke']);
  }
  if (first !== undefined && !first.startsWith('-')) {
    if (first === 'help') return { name: 'help', topic: 'root' };
    throw unknownCommand(first, ['serve', 'keys', 'help']);
  }
  const parsed = parseFlags(argv, flags.root, env, 'revenue-server --help');
  if (parsed.isSet('help')) return { name: 'help', topic: 'root' };
  if (parsed.isSet('version')) return { name: 'version' };
  throw new CliError('Say what to do: "revenue-server serve" starts the server, "revenue-server --help" shows all.');
}

function unknownCommand(typed: string, names: readonly string[]): CliError {
  const hint = nearest(typed, names);
  return new CliError(
    `Unknown command "${typed}"${hint ? `; did you mean "${hint}"?` : '.'} "revenue-server --help" shows all.`,
  );
}

function parseServe(args: readonly string[], env: Env): Command {
  const parsed = parseFlags(args, flags.serve, env, 'revenue-server serve --help');
  if (parsed.isSet('help')) return { name: 'help', topic: 'serve' };
  noPositionals(parsed);
  return {
    name: 'serve',
    port: port(parsed.text('port')),
    host: parsed.text('host')?.value ?? '127.0.0.1',
    data: dataOf(parsed),
    rateLimit: rateLimit(parsed.text('rate-limit')),
    logLevel: oneOf(parsed.text('log-level'), LOG_LEVELS) ?? 'info',
  };
}

function parseCreate(args: readonly string[], env: Env, known: readonly string[]): Command {
  const parsed = parseFlags(args, flags.create, env, 'revenue-server keys create --help');
  if (parsed.isSet('help')) return { name: 'help', topic: 'keys create' };
  noPositionals(parsed);
  const scopes = parsed.list('scope').map((given) => oneOf(given, known) ?? given.value);
  return {
    name: 'keys create',
    data: dataOf(parsed),
    tenant: tenant(parsed.text('tenant')),
    environment: oneOf(parsed.text('env'), ['test', 'live'] as const) ?? 'test',
    scopes: scopes.length > 0 ? [...new Set(scopes)] : known,
    json: parsed.isSet('json'),
  };
}

function parseList(args: readonly string[], env: Env): Command {
  const parsed = parseFlags(args, flags.list, env, 'revenue-server keys list --help');
  if (parsed.isSet('help')) return { name: 'help', topic: 'keys list' };
  noPositionals(parsed);
  return { name: 'keys list', data: dataOf(parsed), json: parsed.isSet('json') };
}

function parseRevoke(args: readonly string[], env: Env): Command {
  const parsed = parseFlags(args, flags.revoke, env, 'revenue-server keys revoke --help');
  if (parsed.isSet('help')) return { name: 'help', topic: 'keys revoke' };
  const [id, ...more] = parsed.positionals;
  if (id === undefined) throw new CliError('Say which key to revoke by its id: "revenue-server keys list" shows them.');
  noPositionals({ positionals: more });
  return { name: 'keys revoke', data: dataOf(parsed), id, json: parsed.isSet('json') };
}

function noPositionals(parsed: Pick<ParsedFlags, 'positionals'>): void {
  const [extra] = parsed.positionals;
  if (extra !== undefined) throw new CliError(`"${extra}" was not expected here.`);
}

function dataOf(parsed: ParsedFlags): string {
  return parsed.text('data')?.value ?? './.data';
}

function port(given: Given | undefined): number {
  if (!given) return 8787;
  const value = /^\d{1,5}$/.test(given.value) ? Number(given.value) : Number.NaN;
  if (value <= 65_535) return value;
  throw new CliError(`${given.from} must be a whole number from 0 to 65535, not "${given.value}".`);
}

function rateLimit(given: Given | undefined): number | 'off' {
  if (!given) return 100;
  if (given.value === 'off') return 'off';
  const digits = /^(\d{1,7})(\/s)?$/.exec(given.value)?.[1];
  if (digits !== undefined && Number(digits) > 0) return Number(digits);
  throw new CliError(
    `${given.from} must be requests per second such as "100" or "100/s", or "off", not "${given.value}".`,
  );
}

function oneOf<T extends string>(given: Given | undefined, known: readonly T[]): T | undefined {
  if (!given) return undefined;
  const found = known.find((name) => name === given.value);
  if (found !== undefined) return found;
  throw new CliError(
    `${given.from} must be ${known.join(', ').replace(/, ([^,]*)$/, ' or $1')}, not "${given.value}".`,
  );
}

function tenant(given: Given | undefined): string {
  if (!given) throw new CliError('Say whose key it is with --tenant NAME (or REVENUE_TENANT).');
  const { value } = given;
  if (Buffer.byteLength(value) <= 128 && value === value.trim() && !/\p{Cc}/u.test(value)) return value;
  throw new CliError(`${given.from} must be 1 to 128 bytes without control characters or outer white space.`);
}
