/** What every case gets: the built package, and where the servers are. */
export interface Setting {
  readonly entries: Entries;
  readonly world: World;
}

/** The entries of the package as this runtime has loaded them. */
export interface Entries {
  readonly core: typeof import('@thrivestack-revenue/core');
  readonly functions: typeof import('@thrivestack-revenue/core/functions');
  readonly observe: typeof import('@thrivestack-revenue/core/observe');
  readonly proxy: typeof import('@thrivestack-revenue/core/proxy');
  readonly testing: typeof import('@thrivestack-revenue/core/testing');
  readonly validators: typeof import('@thrivestack-revenue/core/validators');
  /** The package once more: CommonJS beside ESM, ESM beside CommonJS. */
  readonly copy: typeof import('@thrivestack-revenue/core');
  /** Names that loading the package has added to `globalThis`. */
  readonly added: readonly string[];
}

/** What the servers tell about themselves and about this runtime; JSON. */
export interface World {
  /** The origin that misbehaves as `/<fault>/<run>` asks, and tells about it. */
  readonly origin: string;
  /** The same faults at an address of their own, for those that break connections; a page has one origin only. */
  readonly brittle: string;
  /** The real server. */
  readonly api: string;
  /** A key of the real server. */
  readonly apiKey: string;
  /** An address at which nobody listens. */
  readonly closed: string;
  /** Makes ids and customers of this run its own. */
  readonly prefix: string;
  /** What is true of this runtime, and so decides a few cases. */
  readonly is: RuntimeTraits;
  /** One row for each fault: what a write comes to. */
  readonly faults: readonly import('../../faults/cases.ts').FaultCase[];
}

/** In what way a runtime is special. */
export interface RuntimeTraits {
  /** A page: a key is refused, and a relative address means something. */
  readonly page: boolean;
  /** False where `crypto.randomUUID` is missing. */
  readonly secure: boolean;
  /** Whether `THRIVESTACK_API_KEY` can be read. */
  readonly environment: boolean;
}

/** One thing that has to be so everywhere. */
export interface Case {
  readonly name: string;
  run(setting: Setting): Promise<unknown> | unknown;
}

/** Fails unless two values are the same JSON, with the same keys in any order. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  if (canonical(actual) !== canonical(expected)) fail(what, actual, expected);
}

/** Fails unless a value has these fields with these values. */
export function has(actual: unknown, expected: Readonly<Record<string, unknown>>, what = 'field'): void {
  for (const [name, value] of Object.entries(expected)) {
    equal((actual as Record<string, unknown> | undefined)?.[name], value, `${what} ${name}`);
  }
}

/** Fails unless it is true. */
export function truly(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Gives what a promise or function fails with. */
export async function failure(work: Promise<unknown> | (() => unknown)): Promise<RevenueErrorLike> {
  let result: unknown;
  try {
    result = await (typeof work === 'function' ? work() : work);
  } catch (error) {
    return error as RevenueErrorLike;
  }
  throw new Error(`It did not fail: ${canonical(result)?.slice(0, 200)}`);
}

/** What the cases look at in an error. */
export type RevenueErrorLike = import('@thrivestack-revenue/core').RevenueError;

function fail(what: string, actual: unknown, expected: unknown): never {
  throw new Error(`${what}: expected ${canonical(expected)}, got ${canonical(actual)?.slice(0, 300)}`);
}

/** JSON with sorted keys; undefined and what is no JSON keep their names. */
function canonical(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
