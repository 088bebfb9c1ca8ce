/**
 * Loaded into each service before its own code: when the starting script is gone, even by kill -9,
 * the service ends as well instead of keeping its port.
 */
import { isMainThread } from 'node:worker_threads';

const DRAIN_MS = 6_000;

// Programs and threads that the service starts inherit this file; they have channels of their own to keep.
const startedHere = isMainThread && process.env.STARTED_BY_PID === String(process.ppid);

if (startedHere && process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
  });
  process.channel.unref();
}
