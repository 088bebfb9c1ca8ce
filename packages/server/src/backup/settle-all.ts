import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { manifest } from '@thrivestack-revenue/engine';
import { CliError } from '../cli/cli-error.ts';
import { openIn } from '../cli/data-folder.ts';
import { DATABASE_FILE, openForReading } from '../store/database.ts';
import { lastJournaled, lockFolder, settleLeftovers } from '../store/open-files.ts';

/** A server settles within milliseconds; one whose disk fails does not, in milliseconds. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 20;

/**
 * Makes sure that the tables have every write that was acknowledged until now: waits for the server that
 * settles them, or does it where no server runs.
 *
 * @throws CliError when the server does not.
 */
export async function settleAll(data: string): Promise<void> {
  const unlock = openIn(data, tryLock);
  if (unlock) {
    try {
      openIn(data, () => settleLeftovers(data, manifest));
    } finally {
      unlock();
    }
    return;
  }
  const wanted = openIn(data, lastJournaled);
  for (const end = performance.now() + PATIENCE_MS; wanted > 0 && settledTo(data) < wanted; ) {
    if (performance.now() > end) {
      throw new CliError(`The server of ${data} does not get its last writes into the database: see its log.`);
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** Returns nothing when a server has the folder. */
function tryLock(data: string): (() => void) | undefined {
  try {
    return lockFolder(data, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return undefined;
    throw error;
  }
}

function settledTo(data: string): number {
  const database = openForReading(join(data, DATABASE_FILE));
  try {
    return database.prepare<[], number>('SELECT number FROM settled').pluck().get() ?? 0;
  } finally {
    database.close();
  }
}
