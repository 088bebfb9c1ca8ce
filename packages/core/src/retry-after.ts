/** Reads how long the server asks to wait, in milliseconds: seconds, an HTTP date, or `retry-after-ms`. */
export function readRetryAfterMs(headers: Pick<Headers, 'get'>): number | undefined {
  // Nothing and an empty text are no number, not zero.
  const text = headers.get('retry-after') || 'none';
  const ways = [
    Number(headers.get('retry-after-ms') || 'none'),
    Number(text) * 1000,
    // Only a date in words: Date.parse takes "-5" for one, too.
    /[a-z]/i.test(text) ? Math.max(0, Date.parse(text) - Date.now()) : -1,
  ];
  return ways.find((ms) => ms >= 0);
}
