import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { interrupted } from './interrupt.mjs';
import { lastLines, start } from './process.mjs';
import { Stop } from './stop.mjs';
import { nodeBinary, toolEnvironment } from './workspace.mjs';

const withParent = fileURLToPath(new URL('./with-parent.mjs', import.meta.url));
const READY_TIMEOUT_MS = 60_000;
const VISIT_TIMEOUT_MS = 10_000;
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
    env: { ...(env ?? toolEnvironment()), STARTED_BY_PID: String(process.pid) },
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
  return { name, failed, stop: child.stop, announced: child.announced, tail: child.tail };
}

/**
 * Waits until a service answers. The service itself has to say that it listens, so that the answer
 * of another program on the port is never taken for it; if it ends first, that is the failure.
 * @param {ReturnType<typeof startService>} service
 * @param {{ url: string, announcement: RegExp, timeoutMs?: number }} options
 */
export async function untilReady(service, { url, announcement, timeoutMs = READY_TIMEOUT_MS }) {
  let last = 'it has not said that it listens';
  let waiting = true;
  let timer;
  const ready = async () => {
    await service.announced(announcement);
    while (waiting) {
      last = await visit(url);
      if (last === undefined) return;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      const lines = lastLines(service.tail());
      reject(new Stop(`${service.name} is not ready on ${url} after ${timeoutMs / 1000} s: ${last}.\n${lines}`));
    }, timeoutMs);
  });
  try {
    await Promise.race([ready(), service.failed, late]);
  } finally {
    waiting = false;
    clearTimeout(timer);
  }
}

/** Says what is wrong with the answer, or nothing. */
async function visit(url) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(VISIT_TIMEOUT_MS) });
    await response.body?.cancel();
    return response.status < 500 ? undefined : `it answered with status ${response.status}`;
  } catch (error) {
    return `it did not answer (${error.cause?.code ?? error.message})`;
  }
}
