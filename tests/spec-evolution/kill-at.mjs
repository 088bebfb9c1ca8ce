/**
 * Preload (`--import ./kill-at.mjs?call=renameSync&count=3`): ends the process without warning just before
 * its third call of this kind that touches the current folder.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { searchParams } = new URL(import.meta.url);
const call = searchParams.get('call');
let left = Number(searchParams.get('count'));
const original = fs[call];

fs[call] = (path, ...rest) => {
  // Removing what is not there does nothing, and does not count.
  const counts = call !== 'rmSync' || fs.existsSync(path);
  if (counts && String(path).startsWith(process.cwd())) left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  return original(path, ...rest);
};
syncBuiltinESMExports();
