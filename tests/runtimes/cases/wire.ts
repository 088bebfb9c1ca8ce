import type { Client, ClientOptions } from '@thrivestack-revenue/core/functions';
import type { Setting, World } from './case.ts';

/** Must appear in nothing but requests to the server itself. */
export const secret = 'ts_test_SENTINEL_0123456789';

export const invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 299.99,
};

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a run came to on the server. */
export interface RunSeen {
  readonly effects: number;
  readonly requests: readonly Seen[];
}

/**
 * Faults of a connection. Some platforms then send the request again by themselves, unseen by the client; some
 * give the next request a connection that holds the rest of the broken answer. How often it is tried is theirs.
 */
const OF_THE_CONNECTION = [
  'commit-then-reset',
  'reset-before-answer',
  'reset-mid-body',
  'chunked-garbage',
  'length-too-long',
  'length-too-short',
];

/** Tells whether a fault leaves a connection broken that the platform may take for whole. */
export function breaksConnection(fault: string): boolean {
  return OF_THE_CONNECTION.includes(fault);
}

let runs = 0;

/** A client whose requests all meet one fault, and what the server says about them. */
export interface Meeting {
  readonly client: Client;
  readonly baseUrl: string;
  seen(): Promise<RunSeen>;
  /** Resolves when the n-th request has come in. */
  received(count: number): Promise<unknown>;
}

/** Makes a client for one fault; where a page holds the key, it says so. */
export function meet({ entries, world }: Setting, fault: string, options: ClientOptions = {}): Meeting {
  runs += 1;
  const run = `${world.prefix}-${runs}`;
  // Apart from all others, which are to be tried exactly as often as they say.
  const origin = breaksConnection(fault) ? world.brittle : world.origin;
  const baseUrl = `${origin}/${fault}/${run}`;
  return {
    baseUrl,
    client: entries.functions.createClient({ apiKey: secret, baseUrl, dangerouslyAllowBrowser: true, ...options }),
    seen: async () => (await tell(world, `runs/${run}`)) as RunSeen,
    received: (count) => tell(world, `received/${run}/${count}`),
  };
}

/** Asks the world about itself; again when that met a connection which a fault has ended. */
export async function tell(world: World, path: string, again = 3): Promise<unknown> {
  try {
    return await (await fetch(`${world.origin}/tell/${path}`)).json();
  } catch (error) {
    if (again > 0) return tell(world, path, again - 1);
    throw error;
  }
}

let ids = 0;

/** An id that nobody else uses. */
export function freshId(world: World): string {
  ids += 1;
  return `${world.prefix}_${ids}`;
}

/** A client of the real server, with resources. */
export function real(
  { entries, world }: Setting,
  options: ClientOptions = {},
): ReturnType<Setting['entries']['core']['createClient']> {
  const { apiKey, api: baseUrl } = world;
  return entries.core.createClient({ apiKey, baseUrl, dangerouslyAllowBrowser: true, ...options });
}
