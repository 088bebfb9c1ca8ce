import { sessionKeys } from './secret.ts';

/** Ends the process with one sentence when it cannot seal sessions: better now than at the first sign-in. */
export function checkStart(): void {
  try {
    sessionKeys();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
