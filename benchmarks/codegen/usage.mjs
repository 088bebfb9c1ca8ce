// Loaded into every measured process: on exit it adds a line with what the process used.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_USAGE;
if (file && isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    appendFileSync(
      file,
      `${JSON.stringify({ cpuMs: (user + system) / 1000, peakKb: process.resourceUsage().maxRSS })}\n`,
    );
  });
}
