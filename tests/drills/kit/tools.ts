import { spawnSync } from 'node:child_process';

/**
 * Returns the version of a program that a drill needs.
 *
 * @throws Error that names the Debian package to install.
 */
export function requireTool(program: string, debianPackage: string): string {
  const { error, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (error) throw new Error(`This drill needs ${program}: install Debian's package ${debianPackage}.`);
  return /\d+(\.\d+)+/.exec(stdout + stderr)?.[0] ?? '';
}
