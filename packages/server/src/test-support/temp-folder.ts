import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder that is gone after the test; pass `onTestFinished` or `afterAll`. */
export function tempFolder(atEnd: (clean: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-server-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
