/**
 * One place for Ctrl-C, SIGTERM and a closed terminal. Children live in process groups of their own,
 * so a signal reaches them only from here, once, and nothing is left behind.
 */
const stoppers = new Set();
let code = 130;
let stopping = false;

/** Registers what has to happen before the process ends; returns how to take it back. */
export function onInterrupt(stop) {
  if (stoppers.size === 0) listen();
  stoppers.add(stop);
  return () => stoppers.delete(stop);
}

/** Sets the exit code after a signal: 130 while preparing, 0 once everything runs and stopping is normal. */
export function exitCodeOnInterrupt(value) {
  code = value;
}

/** Whether a signal has arrived: what children do after it is no failure. */
export const interrupted = () => stopping;

/** Ends everything that is registered, newest first. */
export async function stopAll(reason) {
  await Promise.all([...stoppers].reverse().map((stop) => stop(reason)));
}

let listening = false;
function listen() {
  if (listening) return;
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // npm forwards the signal that the terminal has already sent: the second one changes nothing.
      if (stopping) return;
      stopping = true;
      void stopAll(signal).finally(() => process.exit(code));
    });
  }
}
