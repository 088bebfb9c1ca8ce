import { lastLines, run } from './process.mjs';
import { Stop } from './stop.mjs';
import { inRoot, nodeBinary } from './workspace.mjs';

/**
 * Runs a turbo task: only what has changed, its output only when it fails.
 * @param {string} task
 * @param {string[]} [more] further arguments, such as a filter
 */
export async function turbo(task, more = []) {
  const args = [inRoot('node_modules', 'turbo', 'bin', 'turbo'), 'run', task, '--output-logs=errors-only', ...more];
  const result = await run(nodeBinary(), args);
  if (result.code === 0) return;
  if (/ENOSPC|no space left/i.test(result.tail))
    throw new Stop(`The disk is full: ${task} could not write its output.`);
  throw new Stop(`${task} failed. Its last lines:\n${lastLines(result.tail, 40)}`);
}
