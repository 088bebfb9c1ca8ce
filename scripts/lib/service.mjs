import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { interrupted } from './interrupt.mjs';
import { lastLines, start } from './process.mjs';
import { Stop } from './stop.mjs';
import { nodeBinary } from './workspace.mjs';

const withParent = fileURLToPath(new URL('./with-parent.mjs', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/**
 * Starts one of the long-running parts on the pinned Node, logging into a file.
 * @param {{ name: string, args: string[], cwd?: string, env?: object, logFile: string, show?: boolean }} options
 */
export function startService({ name, args, cwd, env, logFile, show }) {
  const log = createWriteStream(logFile, { flags: 'w', mode: 0o600 });
  // A log that cannot be written must not take the service down with it.
  log.on('error', () => {});
  const child = start(nodeBinary(), ['--import', withParent, ...args], {
    cwd,
    env,
    ipc: true,
    onOutput: (text) => {
      log.write(text);
      if (show) process.stdout.write(text.replace(/^(?=.)/gm, `${name} | `));
    },
  });
  /** Rejects when the service ends by itself; never resolves. */
  const failed = child.exited.then(({ code, signal, error }) => {
    log.end();
    if (interrupted()) return new Promise(() => {});
    const how = error ? error.message : signal ? `killed by ${signal}` : `exit code ${code}`;
    const lines = child.tail().trim() === '' ? '' : ` Its last lines:\n${lastLines(child.tail())}`;
    throw new Stop(`${name} stopped (${how}).${lines}`);
  });
  failed.catch(() => {});
  return { name, failed, stop: child.stop, announced: child.announced };
}

/**
 * Waits until a service answers. The service itself has to say that it listens, so that the answer
 * of another program on the port is never taken for it; if it ends first, that is the failure.
 * @param {ReturnType<typeof startService>} service
 * @param {{ url: string, announcement: RegExp, timeoutMs?: number }} options
 */
export async function untilReady(service, { url, announcement, timeoutMs = READY_TIMEOUT_MS }) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Stop(`${service.name} did not answer on ${url} within ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
  });
  let waiting = true;
  const ready = async () => {
    await service.announced(announcement);
    while (waiting && !(await answers(url))) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  };
  try {
    await Promise.race([ready(), service.failed, late]);
  } finally {
    waiting = false;
    clearTimeout(timer);
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
