import { expect, it } from 'vitest';
import { parseCommand } from './args.ts';
import type { ServeCommand } from './command.ts';
import type { Env } from './flags.ts';

const NOW = Date.parse('2026-01-15T12:00:00Z');
const parse = (line: string, env: Env = {}) =>
  parseCommand(line.split(' ').filter(Boolean), env, ['revenue', 'reports'], NOW);

it('reads each command with its defaults', () => {
  expect(parse('serve')).toEqual({
    name: 'serve',
    port: 8787,
    host: '127.0.0.1',
    data: './.data',
    rateLimit: 100,
    logLevel: 'info',
    trustProxy: undefined,
    corsOrigins: [],
  });
  expect(parse('keys create --tenant acme')).toEqual({
    name: 'keys create',
    data: './.data',
    tenant: 'acme',
    environment: 'test',
    scopes: ['revenue', 'reports'],
    expiresAt: undefined,
    json: false,
  });
  expect(parse('keys list')).toEqual({ name: 'keys list', data: './.data', json: false });
  expect(parse('keys revoke key_1 --json')).toEqual({ name: 'keys revoke', data: './.data', id: 'key_1', json: true });
  expect(parse('keys rotate key_1')).toEqual({
    name: 'keys rotate',
    data: './.data',
    id: 'key_1',
    graceMs: 0,
    expiresAt: undefined,
    json: false,
  });
  expect(parse('backup b.sqlite')).toEqual({ name: 'backup', data: './.data', file: 'b.sqlite', json: false });
  expect(parse('restore b.sqlite')).toMatchObject({ name: 'restore', file: 'b.sqlite', replace: false });
  expect(parse('restore --replace b.sqlite --json')).toMatchObject({ replace: true, json: true });
  expect(parse('--version')).toEqual({ name: 'version' });
});

it('reads flags, which win over variables; an empty variable is none', () => {
  const env = {
    REVENUE_PORT: '1',
    REVENUE_HOST: 'h',
    REVENUE_DATA: 'd',
    REVENUE_RATE_LIMIT: 'off',
    REVENUE_LOG_LEVEL: 'debug',
    REVENUE_TENANT: 't',
    REVENUE_ENV: 'live',
    REVENUE_SCOPE: 'reports, revenue',
  };
  expect(parse('serve', env)).toMatchObject({ port: 1, host: 'h', data: 'd', rateLimit: 'off', logLevel: 'debug' });
  expect(parse('serve --port=0 --rate-limit 50/s --data x --host ::1', env)).toMatchObject({
    port: 0,
    host: '::1',
    data: 'x',
    rateLimit: 50,
  });
  expect(parse('serve', { REVENUE_PORT: '' })).toMatchObject({ port: 8787 });
  expect(parse('keys create', env)).toMatchObject({ tenant: 't', environment: 'live', scopes: ['reports', 'revenue'] });
  expect(parse('keys create --env test --scope revenue --scope revenue', env)).toMatchObject({
    environment: 'test',
    scopes: ['revenue'],
  });
});

it('reads spans, moments, networks and origins', () => {
  const day = 86_400_000;
  expect(parse('keys rotate k --grace 24h --expires never')).toMatchObject({ graceMs: day, expiresAt: 'never' });
  expect(parse('keys rotate k --grace=90s')).toMatchObject({ graceMs: 90_000 });
  expect(parse('keys create --tenant a --expires 90d')).toMatchObject({ expiresAt: NOW + 90 * day });
  expect(parse('keys create --tenant a --expires 2028-02-29T01:00:00+01:00')).toMatchObject({
    expiresAt: Date.parse('2028-02-29T00:00:00Z'),
  });
  expect(parse('keys create --tenant a --expires never')).toMatchObject({ expiresAt: undefined });
  const { trustProxy, corsOrigins } = parse('serve --trust-proxy 10.0.0.0/8,::1 --trust-proxy 192.0.2.1', {
    REVENUE_CORS_ORIGIN: 'https://a.example, http://localhost:3000',
  }) as ServeCommand;
  expect(['10.9.9.9', '192.0.2.1', '192.0.2.2'].map((address) => trustProxy?.check(address))).toEqual([
    true,
    true,
    false,
  ]);
  expect(trustProxy?.check('::1', 'ipv6')).toBe(true);
  expect(corsOrigins).toEqual(['https://a.example', 'http://localhost:3000']);
});

it.each([
  ['--help', 'root'],
  ['-h', 'root'],
  ['help', 'root'],
  ['serve --help', 'serve'],
  ['serve --port 1 -h', 'serve'],
  ['keys --help', 'keys'],
  ['keys create --help', 'keys create'],
  ['keys list -h', 'keys list'],
  ['keys revoke --help', 'keys revoke'],
  ['keys rotate -h', 'keys rotate'],
  ['backup --help', 'backup'],
  ['restore --help', 'restore'],
  ['help backup', 'backup'],
  ['help keys create', 'keys create'],
])('shows help for %s', (line, topic) => {
  expect(parse(line)).toEqual({ name: 'help', topic });
});

it.each([
  ['', 'Say what to do: "revenue-server serve" starts the server'],
  ['sevre', 'Unknown command "sevre"; did you mean "serve"?'],
  ['frobnicate', 'Unknown command "frobnicate". "revenue-server --help" shows all.'],
  ['keys', '"keys" needs one of create, list, rotate or revoke'],
  ['keys lits', 'Unknown command "keys lits"; did you mean "keys list"?'],
  ['serve --prot 1', 'Unknown flag --prot; did you mean --port? "revenue-server serve --help" lists the flags.'],
  ['serve --constructor', 'Unknown flag --constructor. "revenue-server serve --help"'],
  ['serve -p 1', 'Unknown flag -p'],
  ['serve extra', '"extra" was not expected here.'],
  ['serve --port', '--port needs a value.'],
  ['serve --port=', '--port needs a value.'],
  ['serve --port --host h', '--port needs a value.'],
  ['serve --port 65536', '--port must be a whole number from 0 to 65535, not "65536".'],
  ['serve --port 80x', 'not "80x"'],
  ['serve --port -1', 'not "-1"'],
  ['serve --port 1e3', 'not "1e3"'],
  ['serve --rate-limit 0', '--rate-limit must be requests per second such as "100" or "100/s", or "off", not "0".'],
  ['serve --rate-limit on', 'not "on"'],
  ['serve --rate-limit 5/m', 'not "5/m"'],
  ['serve --log-level loud', '--log-level must be fatal, error, warn, info, debug, trace or silent, not "loud".'],
  ['keys create', 'Say whose key it is with --tenant NAME'],
  ['keys create --tenant a\u0007', '--tenant must be 1 to 128 bytes'],
  ['keys create --tenant a --env prod', '--env must be test or live, not "prod".'],
  ['keys create --tenant a --scope other', '--scope must be revenue or reports, not "other".'],
  ['keys create --tenant a --json=yes', '--json takes no value.'],
  ['keys create --tenant a --expires soon', '--expires must be a span of time such as 90d, a moment such as'],
  ['keys create --tenant a --expires 2027-02-30T00:00:00Z', 'not "2027-02-30T00:00:00Z"'],
  ['keys create --tenant a --expires 2027-01-31', 'not "2027-01-31"'],
  ['keys create --tenant a --expires 2026-01-15T12:00:00Z', '--expires must lie in the future'],
  ['keys create --tenant a --expires 0s', '--expires must lie in the future'],
  ['keys create --tenant a --expires 999999999d', 'not "999999999d"'],
  ['keys rotate', 'Say which key by its id'],
  ['keys rotate k --grace tomorrow', '--grace must be a span of time such as 24h, 30m or 7d, not "tomorrow".'],
  ['serve --trust-proxy 10.0.0.0/40', '--trust-proxy must be addresses or networks such as 10.0.0.0/8 or ::1, not'],
  ['serve --trust-proxy localhost', 'not "localhost"'],
  ['serve --cors-origin https://a.example/', '--cors-origin must be an origin such as https://app.example.com'],
  ['serve --cors-origin *', 'not "*"'],
  ['serve --cors-origin file://x', 'not "file://x"'],
  ['backup', 'Say where to write the copy: "revenue-server backup FILE".'],
  ['restore', 'Say which copy to bring back'],
  ['restore a b', '"b" was not expected here.'],
  ['bakcup x', 'did you mean "backup"?'],
  ['help keys crate', 'did you mean "keys create"?'],
  ['keys revoke', 'Say which key by its id'],
  ['keys revoke a b', '"b" was not expected here.'],
])('says in one sentence what is wrong with "%s"', (line, text) => {
  expect(() => parse(line)).toThrow(
    expect.objectContaining({ name: 'CliError', message: expect.stringContaining(text) }),
  );
});

it('names the variable when the value came from there', () => {
  expect(() => parse('serve', { REVENUE_PORT: 'x' })).toThrow('REVENUE_PORT must be a whole number');
  expect(() => parse('keys create', { REVENUE_TENANT: 'a'.repeat(129) })).toThrow(
    'REVENUE_TENANT must be 1 to 128 bytes',
  );
});
