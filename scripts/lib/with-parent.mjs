/**
 * Loaded into each service before its own code: when the starting script is gone, even by kill -9,
 * the service ends as well instead of keeping its port.
 */
import { isMainThread } from 'node:worker_threads';

const DRAIN_MS = 6_000;

if (isMainThread && process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
  });
  process.channel.unref();
}
