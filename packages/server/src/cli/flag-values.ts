import type { BlockList } from 'node:net';
import { trustedProxies } from '../client-address.ts';
import { CliError } from './cli-error.ts';
import type { Given } from './flags.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** The last moment that a date of JavaScript's and of RFC 3339's can both say: 9999-12-31T23:59:59.999Z. */
const LAST_MOMENT = 253_402_300_799_999;

/** Reads a port. @throws CliError as all of these. */
export function portOf(given: Given | undefined): number {
  if (!given) return 8787;
  const value = /^\d{1,5}$/.test(given.value) ? Number(given.value) : Number.NaN;
  if (value <= 65_535) return value;
  throw new CliError(`${given.from} must be a whole number from 0 to 65535, not "${given.value}".`);
}

/** Reads requests per second. */
export function rateLimitOf(given: Given | undefined): number | 'off' {
  if (!given) return 100;
  if (given.value === 'off') return 'off';
  const digits = /^(\d{1,7})(\/s)?$/.exec(given.value)?.[1];
  if (digits !== undefined && Number(digits) > 0) return Number(digits);
  throw new CliError(
    `${given.from} must be requests per second such as "100" or "100/s", or "off", not "${given.value}".`,
  );
}

/** Reads one of a few names. */
export function oneOf<T extends string>(given: Given | undefined, known: readonly T[]): T | undefined {
  if (!given) return undefined;
  const found = known.find((name) => name === given.value);
  if (found !== undefined) return found;
  const [last, ...others] = [...known].reverse();
  const names = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
  throw new CliError(`${given.from} must be ${names}, not "${given.value}".`);
}

/** Reads the name of a tenant. */
export function tenantOf(given: Given | undefined): string {
  if (!given) throw new CliError('Say whose key it is with --tenant NAME (or REVENUE_TENANT).');
  const { value } = given;
  if (Buffer.byteLength(value) <= 128 && value === value.trim() && !/\p{Cc}/u.test(value)) return value;
  throw new CliError(`${given.from} must be 1 to 128 bytes without control characters or outer white space.`);
}

/** Reads addresses and networks; undefined when there are none. */
export function proxiesOf(all: readonly Given[]): BlockList | undefined {
  const [first] = all;
  if (!first) return undefined;
  const { list, wrong } = trustedProxies(all.map(({ value }) => value));
  if (wrong === undefined) return list;
  throw new CliError(`${first.from} must be addresses or networks such as 10.0.0.0/8 or ::1, not "${wrong}".`);
}

/** Reads origins, each as a browser says it. */
export function originsOf(all: readonly Given[]): string[] {
  return all.map(({ value, from }) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && /^https?:$/.test(url.protocol) && url.origin === value) return value;
    throw new CliError(`${from} must be an origin such as https://app.example.com, without a path, not "${value}".`);
  });
}

/** Reads a span of time, such as `90s`, `15m`, `24h` or `30d`, in milliseconds; nothing for any other text. */
function spanOf(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit ?? ''] ?? 0);
}

/** Reads how long an old key goes on, in milliseconds; 0 when nothing is said. */
export function graceOf(given: Given | undefined): number {
  if (!given) return 0;
  const span = spanOf(given.value);
  if (span !== undefined) return span;
  throw new CliError(`${given.from} must be a span of time such as 24h, 30m or 7d, not "${given.value}".`);
}

/** Reads the end of a key: a span from `now`, a moment, or `never`; in epoch milliseconds. */
export function expiryOf(given: Given | undefined, now: number): number | 'never' | undefined {
  if (!given || given.value === 'never') return given && 'never';
  const span = spanOf(given.value);
  const at = span === undefined ? momentOf(given.value) : now + span;
  if (at === undefined) {
    const examples = 'a span of time such as 90d, a moment such as 2027-01-31T00:00:00Z, or "never"';
    throw new CliError(`${given.from} must be ${examples}, not "${given.value}".`);
  }
  if (at > now && at <= LAST_MOMENT) return at;
  throw new CliError(`${given.from} must lie in the future and before the year 10000, not at "${given.value}".`);
}

/** Reads a moment of RFC 3339; `Date` alone takes 30 February for 1 March. */
function momentOf(text: string): number | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.exec(text)?.[1];
  if (day === undefined) return undefined;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
