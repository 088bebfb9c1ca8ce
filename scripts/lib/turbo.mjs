import { lastLines, run } from './process.mjs';
import { Stop } from './stop.mjs';
import { inRoot, nodeBinary } from './workspace.mjs';

/**
 * Writes the generated files. It takes less than a second and leaves equal files alone, so it is never
 * skipped: a cached "done" would hide that a generated file was edited or restored since.
 */
export async function generate() {
  const { code, tail } = await run(nodeBinary(), [inRoot('packages', 'codegen', 'src', 'main.ts')]);
  if (code !== 0) throw new Stop(`generate failed.\n${lastLines(tail, 40)}`);
}

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
