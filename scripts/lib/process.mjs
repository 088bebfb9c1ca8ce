import { spawn } from 'node:child_process';
import { interrupted, onInterrupt } from './interrupt.mjs';
import { root, toolEnvironment } from './workspace.mjs';

const KILL_AFTER_MS = 6_000;
const PIPES_AFTER_EXIT_MS = 500;
const TAIL_CHARACTERS = 8_000;
const ownGroup = process.platform !== 'win32';

/** Sends a signal to a child and everything that it started. */
function signalTree(child, signal) {
  try {
    if (ownGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/**
 * Starts a program in a process group of its own and keeps the end of what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, stdio?: 'inherit' | 'pipe', ipc?: boolean, onOutput?: (text: string, child: { stop: () => Promise<void> }) => void }} [options]
 */
export function start(command, args, { cwd = root, env = toolEnvironment(), stdio = 'pipe', ipc, onOutput } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: ownGroup,
    stdio: ['ignore', stdio, stdio, ...(ipc ? ['ipc'] : [])],
  });
  let tail = '';
  const listeners = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      tail = (tail + text).slice(-TAIL_CHARACTERS);
      onOutput?.(text, { stop });
      for (const listener of listeners) listener();
    });
  }
  const exited = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: null, signal: null, error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
    // A grandchild may hold the pipes open; the end of the child itself is what counts.
    child.on('exit', (code, signal) => setTimeout(resolve, PIPES_AFTER_EXIT_MS, { code, signal }));
  });
  const forget = onInterrupt(stop);
  void exited.then(forget);

  async function stop() {
    signalTree(child, 'SIGTERM');
    const timer = setTimeout(() => signalTree(child, 'SIGKILL'), KILL_AFTER_MS);
    await exited;
    clearTimeout(timer);
    signalTree(child, 'SIGKILL');
  }

  /** Resolves when the output matches. */
  function announced(pattern) {
    return new Promise((resolve) => {
      const look = () => {
        if (!pattern.test(tail)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  }

  return { pid: child.pid, exited, stop, announced, tail: () => tail };
}

/**
 * Runs a program to its end. After an interrupt it never resolves: the process is about to exit.
 * @returns {Promise<{ code: number | null, signal: string | null, error?: Error, tail: string }>}
 */
export async function run(command, args, options = {}) {
  const child = start(command, args, options);
  const result = await child.exited;
  if (interrupted()) await new Promise(() => {});
  return { ...result, tail: child.tail() };
}

/** The last lines of an output, for a message. */
export function lastLines(text, count = 12) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
  const plain = text.replace(/\u001b\[[0-9;]*m/g, '').trimEnd();
  return plain
    .split('\n')
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}
