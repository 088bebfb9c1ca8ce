import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One system call, as strace saw it. Places are line numbers: of the line where it began, and where it ended. */
export interface Call {
  readonly name: string;
  /** Path of the file or name of the socket; the first path of a call that has no descriptor. */
  readonly path: string;
  /** The arguments, bytes still escaped. */
  readonly args: string;
  readonly began: number;
  readonly ended: number;
  readonly result: number;
}

/** What a server is traced with. */
export function strace(output: string): string[] {
  const calls =
    'openat,write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync,ftruncate,fallocate,rename,renameat2,unlink,unlinkat';
  return ['strace', '-f', '--seccomp-bpf', '-qq', '-y', '-s', '4194304', '-o', output, '-e', `trace=${calls}`];
}

const WHOLE = /^(\d+) +(\w+)\((.*)\) += (-?\d+)[^"]*$/s;
const UNFINISHED = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/s;
const RESUMED = /^(\d+) +<\.\.\. \w+ resumed>(.*)\) += (-?\d+)[^"]*$/s;

/** Reads a trace. Calls come in the order in which they ended. */
export async function* readTrace(file: string): AsyncGenerator<Call> {
  const open = new Map<string, { name: string; args: string; began: number }>();
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    number += 1;
    const unfinished = UNFINISHED.exec(line);
    if (unfinished) {
      const [, pid = '', name = '', args = ''] = unfinished;
      open.set(pid, { name, args, began: number });
      continue;
    }
    const resumed = RESUMED.exec(line);
    if (resumed) {
      const [, pid = '', rest = '', result] = resumed;
      const begun = open.get(pid);
      open.delete(pid);
      if (begun) yield call(begun.name, begun.args + rest, begun.began, number, Number(result));
      continue;
    }
    const whole = WHOLE.exec(line);
    if (whole) yield call(whole[2] ?? '', whole[3] ?? '', number, number, Number(whole[4]));
  }
}

function call(name: string, args: string, began: number, ended: number, result: number): Call {
  const path = /^\d+<([^>]*)>/.exec(args)?.[1] ?? /"([^"]*)"/.exec(args)?.[1] ?? '';
  return { name, path, args, began, ended, result };
}

/** The bytes that a call wrote. */
export function bytesOf({ args, result }: Call): Buffer {
  const texts = [...args.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, text = '']) => unescaped(text));
  return Buffer.concat(texts).subarray(0, result);
}

const NAMED: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12 };

function unescaped(text: string): Buffer {
  const bytes = text.replace(/\\([0-7]{1,3}|.)/gs, (_, code: string) =>
    /^[0-7]/.test(code)
      ? String.fromCharCode(Number.parseInt(code, 8))
      : code in NAMED
        ? String.fromCharCode(NAMED[code] ?? 0)
        : code,
  );
  return Buffer.from(bytes, 'latin1');
}
