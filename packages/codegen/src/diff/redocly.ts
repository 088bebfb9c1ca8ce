import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Json } from '../model.ts';
import { type JsonObject, SpecError } from '../spec-document.ts';

const CLI = fileURLToPath(new URL('../../../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));

/** A place in one of the two files that redocly compared. */
export interface RedoclySide {
  readonly pointer: string;
  readonly value?: Json;
}

/** One change as `redocly diff --format=json` prints it; the members that are used here. */
export interface RedoclyChange {
  /** Pointer through the operations, refs followed: `#/paths/~1revenue~1invoices/get/…`. */
  readonly path: string;
  readonly typeName: string;
  readonly kind: 'added' | 'removed' | 'modified';
  readonly impact: 'major' | 'minor' | 'patch';
  readonly property?: string;
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  readonly base?: RedoclySide;
  readonly revision?: RedoclySide;
}

/**
 * Compares two contracts with `redocly diff`.
 * @param folder Scratch folder; both contracts and a configuration are written there.
 * @throws SpecError when redocly cannot read one of them.
 */
export async function redoclyDiff(base: JsonObject, next: JsonObject, folder: string): Promise<RedoclyChange[]> {
  writeFileSync(join(folder, 'base.json'), JSON.stringify(base));
  writeFileSync(join(folder, 'next.json'), JSON.stringify(next));
  // With any other configuration redocly judges nothing and calls every change a patch.
  writeFileSync(join(folder, 'redocly.yaml'), 'extends:\n  - diff-recommended\n');
  const options = ['--config=redocly.yaml', '--format=json', '--fail-on=none'];
  const { stdout, stderr } = await run(['diff', 'base.json', 'next.json', ...options], folder);
  const report = parse(stdout);
  if (!report) throw new SpecError(`redocly cannot compare the contracts: ${firstLine(stderr)}`);
  return report;
}

/**
 * Lints a contract with `redocly lint` and the repository's configuration.
 * @returns Whether it is clean, and what redocly printed.
 */
export async function redoclyLint(file: string, folder: string): Promise<{ clean: boolean; output: string }> {
  const { code, stdout, stderr } = await run(['lint', file], folder);
  return { clean: code === 0, output: `${stdout}${stderr}` };
}

function run(args: readonly string[], cwd: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

function parse(text: string): RedoclyChange[] | undefined {
  try {
    return (JSON.parse(text) as { changes: RedoclyChange[] }).changes;
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
