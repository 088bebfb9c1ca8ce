const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;

/** Tells whether a status may change when the same request is sent again. */
export function isTransient(status: number): boolean {
  return [408, 425, 429, 500, 502, 503, 504].includes(status);
}

/** Picks a random delay below 0.5 s, 1 s, 2 s … 8 s (full jitter); `retry` counts from 1. */
export function backOffMs(retry: number): number {
  return Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (retry - 1));
}

/** Reads how long the server asks to wait, in milliseconds: seconds, an HTTP date, or `retry-after-ms`. */
export function readRetryAfterMs(headers: Pick<Headers, 'get'>): number | undefined {
  const exact = headers.get('retry-after-ms') || undefined;
  const text = headers.get('retry-after') || '';
  let ms = Number(exact);
  if (!(ms >= 0)) ms = Number(text || undefined) * 1000;
  // Only a text with a month's name is a date: Date.parse takes "-5" for one, too.
  if (!(ms >= 0) && /[a-z]/i.test(text)) ms = Math.max(0, Date.parse(text) - Date.now());
  return ms >= 0 ? ms : undefined;
}
