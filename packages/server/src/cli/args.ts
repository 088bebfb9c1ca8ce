import { CliError } from './cli-error.ts';
import { type Command, LOG_LEVELS } from './command.ts';
import { expiryOf, graceOf, oneOf, originsOf, portOf, proxiesOf, rateLimitOf, tenantOf } from './flag-values.ts';
import { type Env, type Flag, type ParsedFlags, parseFlags } from './flags.ts';
import { type HelpTopic, helpTopics } from './help.ts';
import { nearest } from './nearest.ts';

/** What a reader of flags needs beside them. */
interface Context {
  /** The scopes that a key can have. */
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

interface Definition {
  readonly flags: Readonly<Record<string, Flag>>;
  /** What the one text after the command is; absent: none may follow. */
  readonly operand?: string;
  read(parsed: ParsedFlags, operand: string, context: Context): Command;
}

const data: Flag = { type: 'text', env: 'REVENUE_DATA' };
const help: Flag = { type: 'switch', short: 'h' };
const json: Flag = { type: 'switch' };
const keyId = 'Say which key by its id: "revenue-server keys list" shows them.';

const commands: Readonly<Record<string, Definition>> = {
  serve: {
    flags: {
      port: { type: 'text', env: 'REVENUE_PORT' },
      host: { type: 'text', env: 'REVENUE_HOST' },
      data,
      'rate-limit': { type: 'text', env: 'REVENUE_RATE_LIMIT' },
      'trust-proxy': { type: 'list', env: 'REVENUE_TRUST_PROXY' },
      'cors-origin': { type: 'list', env: 'REVENUE_CORS_ORIGIN' },
      'log-level': { type: 'text', env: 'REVENUE_LOG_LEVEL' },
    },
    read: (parsed) => ({
      name: 'serve',
      port: portOf(parsed.text('port')),
      host: parsed.text('host')?.value ?? '127.0.0.1',
      data: dataOf(parsed),
      rateLimit: rateLimitOf(parsed.text('rate-limit')),
      logLevel: oneOf(parsed.text('log-level'), LOG_LEVELS) ?? 'info',
      trustProxy: proxiesOf(parsed.list('trust-proxy')),
      corsOrigins: originsOf(parsed.list('cors-origin')),
    }),
  },
  'keys create': {
    flags: {
      data,
      tenant: { type: 'text', env: 'REVENUE_TENANT' },
      env: { type: 'text', env: 'REVENUE_ENV' },
      scope: { type: 'list', env: 'REVENUE_SCOPE' },
      expires: { type: 'text' },
      json,
    },
    read(parsed, _operand, { scopes: known, now }) {
      const scopes = parsed.list('scope').map((given) => oneOf(given, known) ?? given.value);
      const expires = expiryOf(parsed.text('expires'), now);
      return {
        name: 'keys create',
        data: dataOf(parsed),
        tenant: tenantOf(parsed.text('tenant')),
        environment: oneOf(parsed.text('env'), ['test', 'live'] as const) ?? 'test',
        scopes: scopes.length > 0 ? [...new Set(scopes)] : known,
        expiresAt: expires === 'never' ? undefined : expires,
        json: parsed.isSet('json'),
      };
    },
  },
  'keys list': {
    flags: { data, json },
    read: (parsed) => ({ name: 'keys list', data: dataOf(parsed), json: parsed.isSet('json') }),
  },
  'keys rotate': {
    flags: { data, grace: { type: 'text' }, expires: { type: 'text' }, json },
    operand: keyId,
    read: (parsed, id, { now }) => ({
      name: 'keys rotate',
      data: dataOf(parsed),
      id,
      graceMs: graceOf(parsed.text('grace')),
      expiresAt: expiryOf(parsed.text('expires'), now),
      json: parsed.isSet('json'),
    }),
  },
  'keys revoke': {
    flags: { data, json },
    operand: keyId,
    read: (parsed, id) => ({ name: 'keys revoke', data: dataOf(parsed), id, json: parsed.isSet('json') }),
  },
  backup: {
    flags: { data, json },
    operand: 'Say where to write the copy: "revenue-server backup FILE".',
    read: (parsed, file) => ({ name: 'backup', data: dataOf(parsed), file, json: parsed.isSet('json') }),
  },
  restore: {
    flags: { data, replace: { type: 'switch' }, json },
    operand: 'Say which copy to bring back: "revenue-server restore FILE".',
    read: (parsed, file) => ({
      name: 'restore',
      data: dataOf(parsed),
      file,
      replace: parsed.isSet('replace'),
      json: parsed.isSet('json'),
    }),
  },
};

/** Names of a command's flags, for its help. */
export function flagNames(command: string): string[] {
  const flags = command === 'root' ? root : { ...commands[command]?.flags, help };
  return Object.keys(flags);
}

const root: Readonly<Record<string, Flag>> = { help, version: { type: 'switch', short: 'v' } };

/**
 * Reads what was typed; `scopes` are the ones that a key can have.
 *
 * @throws CliError with one sentence that says what to change.
 */
export function parseCommand(
  argv: readonly string[],
  env: Env,
  scopes: readonly string[],
  now: number = Date.now(),
): Command {
  const [first, second] = argv;
  const group = Object.keys(commands).filter((name) => name.startsWith(`${first} `));
  if (first !== undefined && group.length > 0) {
    if (second !== undefined && !second.startsWith('-')) {
      return parseKnown(`${first} ${second}`, group, argv.slice(2), env, { scopes, now });
    }
    return parseGroup(first, group, argv.slice(1), env);
  }
  if (first === 'help') return { name: 'help', topic: topicOf(argv.slice(1)) };
  if (first !== undefined && !first.startsWith('-')) {
    const names = [...new Set(Object.keys(commands).map((name) => name.split(' ')[0] ?? '')), 'help'];
    return parseKnown(first, names, argv.slice(1), env, { scopes, now });
  }
  const parsed = parseFlags(argv, root, env, 'revenue-server --help');
  if (parsed.isSet('help')) return { name: 'help', topic: 'root' };
  if (parsed.isSet('version')) return { name: 'version' };
  throw new CliError('Say what to do: "revenue-server serve" starts the server, "revenue-server --help" shows all.');
}

function parseKnown(
  name: string,
  names: readonly string[],
  args: readonly string[],
  env: Env,
  context: Context,
): Command {
  const definition = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!definition) throw unknownCommand(name, names);
  const parsed = parseFlags(args, { ...definition.flags, help }, env, `revenue-server ${name} --help`);
  if (parsed.isSet('help')) return { name: 'help', topic: name as HelpTopic };
  const [operand, ...more] = definition.operand === undefined ? ['', ...parsed.positionals] : parsed.positionals;
  if (operand === undefined) throw new CliError(definition.operand ?? '');
  if (more[0] !== undefined) throw new CliError(`"${more[0]}" was not expected here.`);
  return definition.read(parsed, operand, context);
}

/** `keys` alone is no command. */
function parseGroup(name: string, group: readonly string[], args: readonly string[], env: Env): Command {
  const topic = topicOf([name]);
  if (parseFlags(args, { help }, env, `revenue-server ${name} --help`).isSet('help')) return { name: 'help', topic };
  const verbs = group.map((one) => one.slice(name.length + 1));
  const list = `${verbs.slice(0, -1).join(', ')} or ${verbs.at(-1)}`;
  throw new CliError(`"${name}" needs one of ${list}: "revenue-server ${name} --help" shows them.`);
}

/** `help keys create` is `keys create --help`. */
function topicOf(words: readonly string[]): HelpTopic {
  const name = words.join(' ') || 'root';
  const topic = helpTopics.find((one) => one === name);
  if (topic === undefined) throw unknownCommand(name, helpTopics);
  return topic;
}

function unknownCommand(typed: string, names: readonly string[]): CliError {
  const hint = nearest(typed, names);
  return new CliError(
    `Unknown command "${typed}"${hint ? `; did you mean "${hint}"?` : '.'} "revenue-server --help" shows all.`,
  );
}

function dataOf(parsed: ParsedFlags): string {
  return parsed.text('data')?.value ?? './.data';
}
