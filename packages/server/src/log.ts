import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './cli/command.ts';

export type Log = Logger;

/** A key wherever it turns up, in a path or in the text of an error; its public part may be shown. */
const KEY = /(ts_(?:live|test)_[0-9A-Za-z]{1,10})[0-9A-Za-z_]*/g;

/** Fields that no line may have, should one be passed by mistake. */
const SECRET_FIELDS = ['key', 'apiKey', 'hash', 'headers', 'body', 'authorization', '["x-api-key"]'];

/** Makes the log: one JSON object a line. */
export function createLog(level: LogLevel, destination: DestinationStream = standardOutput()): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, path: (path) => withoutKeys(String(path)) },
      redact: {
        paths: SECRET_FIELDS.flatMap((name) => [name, name.startsWith('[') ? `*${name}` : `*.${name}`]),
        censor: '[redacted]',
      },
    },
    destination,
  );
}

/** Cuts the secret off every key in a text. */
export function withoutKeys(text: string): string {
  return text.replace(KEY, '$1…');
}

/** Only what is known to hold no data of a request: other properties of an error are left out. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    code,
    message: withoutKeys(error.message),
    stack: error.stack === undefined ? undefined : withoutKeys(error.stack),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

function standardOutput(): DestinationStream {
  const destination = pino.destination({ fd: 1, sync: true });
  // Whoever read the log has gone: that is no reason to stop serving.
  destination.on('error', () => {});
  return destination;
}
