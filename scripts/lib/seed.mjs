import { Stop } from './stop.mjs';

const CONCURRENCY = 4;

/**
 * Pushes rows through the API, several at a time. A row that is there already with the same content is
 * accepted and written once, so a run that was cut short can simply be repeated.
 * @param {{ rows: object[], create: (row: object) => Promise<unknown>, onProgress?: (done: number) => void }} options
 */
export async function pushRows({ rows, create, onProgress = () => {} }) {
  const queue = rows.values();
  let done = 0;
  let failed = false;
  const worker = async () => {
    for (const row of queue) {
      if (failed) return;
      try {
        await create(row);
      } catch (error) {
        failed = true;
        throw new Stop(`The sample data could not be written (${done} of ${rows.length} are there): ${error.message}`, {
          cause: error,
        });
      }
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
