/** How much one key and one address may ask for. */
export interface Limits {
  /** Refill of a key's bucket, in requests per second; default 100. */
  readonly requestsPerSecond?: number;
  /** Size of a key's bucket, in requests; default twice `requestsPerSecond`. */
  readonly burst?: number;
  /** Bad keys per minute and address before they are answered 429; default 10. */
  readonly badKeysPerMinute?: number;
}
