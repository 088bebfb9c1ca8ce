const DAY = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Shows an instant as its day in UTC: `15 Jan 2024`. */
export function formatDay(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const parts = new Map(DAY.formatToParts(time).map(({ type, value }) => [type, value]));
  return `${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`;
}

/** Tells whether an instant lies before `now` (ms since the epoch). */
export function isPast(instant: string | null, now: number): boolean {
  return instant !== null && Date.parse(instant) < now;
}

/** Splits an instant into what a date and a time field show, in UTC. */
export function splitInstant(instant: string | null): { day: string; time: string } {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?Z$/.exec(instant ?? '');
  if (match === null) return { day: '', time: '' };
  const [, day = '', minutes = '', seconds = ''] = match;
  const shown = seconds.replace(/\.0+$/, '');
  return { day, time: shown === ':00' ? minutes : minutes + shown };
}

/** Joins a date and a time field into an instant in UTC; the time is midnight when empty. */
export function joinInstant(day: string, time: string): string {
  return `${day}T${time === '' ? '00:00' : time}${time.length > 5 ? '' : ':00'}Z`;
}

/** The start of the day after, as an instant in UTC: the exclusive end of a range that includes the day. */
export function dayAfter(day: string): string | undefined {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(start)) return undefined;
  return new Date(start + 24 * 60 * 60 * 1000).toISOString();
}

/** Tells whether a text is a real calendar day, `2024-02-29`. */
export function isDay(text: string): boolean {
  const start = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(start) && new Date(start).toISOString().startsWith(text);
}
