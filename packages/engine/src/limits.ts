/** How much one key and one address may ask for. */
export interface Limits {
  /** Refill of a key's bucket, in requests per second; default 100. */
  readonly requestsPerSecond?: number;
  /** Size of a key's bucket, in requests; default twice `requestsPerSecond`. */
  readonly burst?: number;
  /** Bad keys per minute and address before they are answered 429; default 10. */
  readonly badKeysPerMinute?: number;
}

/** What one request found in its bucket. */
export interface Taken {
  readonly allowed: boolean;
  /** Requests of a full bucket. */
  readonly limit: number;
  /** Requests that are left. */
  readonly remaining: number;
  /**
   * `ratelimit-policy` and `ratelimit` as in draft-ietf-httpapi-ratelimit-headers-10
   * (structured fields), and `retry-after` in whole seconds when it is not allowed.
   */
  readonly headers: Readonly<Record<string, string>>;
}

/** Buckets of tokens, one for each id. */
export interface Limiter {
  /** Takes one token. */
  take(id: string): Taken;
}

/** Most buckets that are kept; the one not used for longest goes first. */
const CAPACITY = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Makes a limiter out of token buckets.
 *
 * @param name Name of the policy in the headers.
 * @param perSecond Tokens that come back each second.
 * @param size Tokens of a full bucket.
 * @param clock Milliseconds since any moment.
 */
export function createLimiter(name: string, perSecond: number, size: number, clock: () => number): Limiter {
  const buckets = new Map<string, Bucket>();
  const limit = Math.floor(size);
  const policy = `"${name}";q=${limit};w=${Math.max(1, Math.round(size / perSecond))}`;
  return {
    take(id) {
      const now = clock();
      const bucket = buckets.get(id) ?? { tokens: size, at: now };
      // A clock that was set back must not empty a bucket.
      const refilled = Math.min(size, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      const allowed = refilled >= 1;
      bucket.tokens = allowed ? refilled - 1 : refilled;
      bucket.at = now;
      buckets.delete(id);
      buckets.set(id, bucket);
      if (buckets.size > CAPACITY) evict(buckets);
      const reset = Math.ceil((size - bucket.tokens) / perSecond);
      const remaining = Math.floor(bucket.tokens);
      const headers: Record<string, string> = {
        'ratelimit-policy': policy,
        ratelimit: `"${name}";r=${remaining};t=${reset}`,
      };
      if (!allowed) headers['retry-after'] = String(Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)));
      return { allowed, limit, remaining, headers };
    },
  };
}

/** A map keeps the order of insertion: the first entry is the one not used for longest. */
function evict(buckets: Map<string, Bucket>): void {
  for (const id of buckets.keys()) {
    buckets.delete(id);
    return;
  }
}

/** The two limiters of an engine. */
export interface EngineLimiters {
  readonly key: Limiter;
  readonly address: Limiter;
}

/**
 * Makes the limiters of an engine.
 *
 * @throws RangeError for a rate that is not above zero, or a bucket that holds less than one token.
 */
export function createLimiters(limits: Limits, clock: () => number): EngineLimiters {
  const rate = atLeast('requestsPerSecond', limits.requestsPerSecond ?? 100, Number.MIN_VALUE);
  const burst = atLeast('burst', limits.burst ?? Math.max(1, Math.floor(rate * 2)), 1);
  const bad = atLeast('badKeysPerMinute', limits.badKeysPerMinute ?? 10, 1);
  return {
    key: createLimiter('key', rate, burst, clock),
    address: createLimiter('address', bad / 60, bad, clock),
  };
}

function atLeast(name: string, value: number, least: number): number {
  if (value >= least && Number.isFinite(value)) return value;
  throw new RangeError(`limits.${name} must be ${least < 1 ? 'above zero' : 'one or more'}.`);
}
