import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('./write.lua', import.meta.url));
export const CONNECTIONS = 64;

/** @throws Error with the line that installs the load generator. */
export async function requireWrk() {
  try {
    await run('wrk', ['-v']).catch((error) => {
      // It prints its version and ends with 1.
      if (error.code === 'ENOENT') throw error;
    });
  } catch {
    throw new Error('The load comes from wrk: "apt-get install wrk" on Debian, "brew install wrk" on macOS.');
  }
}

/** Loads a server and returns what the clients saw, with the CPU and the memory that its process took. */
export async function load({ port, path, style, key = '', pid, seconds }) {
  const before = cpuSeconds(pid);
  const args = [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    '--timeout',
    '10s',
    '-s',
    script,
    `http://127.0.0.1:${port}`,
    '--',
    path,
    style,
    key,
  ];
  const { stdout } = await run('wrk', args);
  const text = /^result (.*)$/m.exec(stdout)?.[1];
  if (text === undefined) throw new Error(`wrk said: ${stdout}`);
  const { requests, seconds: took, ...rest } = JSON.parse(text);
  const cpu = cpuSeconds(pid) - before;
  return { perSecond: requests / took, ...rest, cpuMicroseconds: (cpu / requests) * 1e6, rssMb: rssMb(pid) };
}

/** CPU that a process has used so far, all threads, in seconds. */
export function cpuSeconds(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // Linux counts in hundredths for user space, whatever the kernel does.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Memory that a process holds, in MB. */
export function rssMb(pid) {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
