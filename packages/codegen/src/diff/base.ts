import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpecError } from '../spec-document.ts';
import { readSide, type Side } from './diff-specs.ts';

/** Where the contract stands, from the repository's root. */
export const SPEC = 'spec/openapi.yaml';
/** The contract as it was released last. */
export const RELEASED = 'spec/released.yaml';

/** The contract that a comparison starts from. */
export interface Base {
  /** How it is named to people. */
  readonly name: string;
  /** Absent when there was no contract yet. */
  readonly side?: Side;
}

/**
 * Reads the old contract.
 * @param base Path of a file, or a git revision; default: `spec/released.yaml`.
 * @throws SpecError when it is neither, or when that contract cannot be read.
 */
export async function readBase(root: string, base: string | undefined): Promise<Base> {
  if (base === undefined) {
    const file = join(root, RELEASED);
    return existsSync(file) ? { name: RELEASED, side: await readSide(file, RELEASED) } : { name: RELEASED };
  }
  if (existsSync(base) && statSync(base).isFile()) return { name: base, side: await readSide(base, base) };
  const commit = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`])?.trim();
  if (!commit) throw new SpecError(`"${base}" is neither a file nor a git revision; name one of them.`);
  const name = `${base}:${SPEC}`;
  const text = git(root, ['show', `${commit}:./${SPEC}`]);
  return text === undefined ? { name } : { name, side: await readText(text, name) };
}

/**
 * Reads the contract of the working tree.
 * @throws SpecError naming file, line and remedy.
 */
export async function readCurrent(root: string): Promise<Side> {
  const file = join(root, SPEC);
  if (!existsSync(file)) throw new SpecError(`${SPEC} does not exist; run this at the root of the repository.`);
  return readSide(file, SPEC);
}

async function readText(text: string, shown: string): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-base-'));
  try {
    const file = join(folder, 'openapi.yaml');
    writeFileSync(file, text);
    return await readSide(file, shown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function git(cwd: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}
