import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a command left. */
export interface Done {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly text: string;
  readonly seconds: number;
}

/** How a program of the copy runs. */
export interface NodeOptions {
  /** Default: the Node that runs this. */
  readonly binary?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A copy of this repository in which the contract may change. */
export interface Workspace {
  readonly root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Runs a program of the copy on this Node (or another) and waits for its end. */
  node(args: readonly string[], options?: NodeOptions): Promise<Done>;
  /** Commits everything, so that `changed` tells what came after. */
  commit(): void;
  /** Paths that differ from the last commit. */
  changed(): string[];
  /** Paths that differ from the first commit. */
  changedSinceFirst(): string[];
  /** A file as it was committed last. */
  committed(path: string): string;
  remove(): void;
}

/** Copies what git knows or would add, and links the packages that are installed. */
export function copyWorkspace(): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'revenue-evolution-'));
  for (const path of listed()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(repository, path), join(root, path));
  }
  linkPackages('node_modules', root);
  symlinkSync(join(repository, 'node_modules/.pnpm'), join(root, 'node_modules/.pnpm'));
  for (const name of readdirSync(join(repository, 'packages'))) linkPackages(`packages/${name}/node_modules`, root);
  // Go compiles its standard library once, not for every copy.
  mkdirSync(join(repository, '.cache/go-build'), { recursive: true });
  mkdirSync(join(root, '.cache'));
  symlinkSync(join(repository, '.cache/go-build'), join(root, '.cache/go-build'));
  git(root, 'init', '--quiet');
  return workspaceAt(root);
}

function listed(): string[] {
  const text = git(repository, 'ls-files', '--cached', '--others', '--exclude-standard', '-z');
  return [...new Set(text.split('\0'))].filter((path) => path !== '' && existsSync(join(repository, path)));
}

/** The links of an installation are relative: the same text leads to the copy's own packages. */
function linkPackages(folder: string, root: string): void {
  const from = join(repository, folder);
  if (!existsSync(from)) return;
  mkdirSync(join(root, folder), { recursive: true });
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (lstatSync(path).isSymbolicLink()) symlinkSync(readlinkSync(path), join(root, folder, name));
    else if (name.startsWith('@')) linkPackages(`${folder}/${name}`, root);
  }
}

function workspaceAt(root: string): Workspace {
  return {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => writeFileSync(join(root, path), text),
    node: (args, options) => finished(startNode(root, args, options)),
    commit() {
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--allow-empty', '--message', 'state');
    },
    changed: () =>
      git(root, 'status', '--porcelain', '-z', '--untracked-files=all', '--no-renames')
        .split('\0')
        .filter((record) => record !== '')
        .map((record) => record.slice(3)),
    changedSinceFirst() {
      git(root, 'add', '--all');
      const first = git(root, 'rev-list', '--max-parents=0', 'HEAD').trim();
      return git(root, 'diff', '--cached', '--name-only', first).split('\n').filter(Boolean);
    },
    committed: (path) => git(root, 'show', `HEAD:${path}`),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Starts a program of a copy. */
export function startNode(root: string, args: readonly string[], options: NodeOptions = {}): ChildProcess {
  // Without the variables of the vitest that runs this one.
  const { PATH, HOME, CI } = process.env;
  const env = { PATH, HOME, ...(CI ? { CI } : {}), DO_NOT_TRACK: '1', NO_COLOR: '1', ...options.env };
  return spawn(options.binary ?? process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function finished(child: ChildProcess): Promise<Done> {
  const started = performance.now();
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text, seconds: (performance.now() - started) / 1000 }));
  });
}

function git(cwd: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=evolution',
    '-c',
    'user.email=evolution@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const trust = ['-c', `safe.directory=${cwd}`];
  return execFileSync('git', [...identity, ...trust, ...args], { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
}
