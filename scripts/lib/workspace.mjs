import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop } from './stop.mjs';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Joins a path inside the repository. */
export const inRoot = (...parts) => join(root, ...parts);

export const packageJson = () => JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/** The exact pnpm of `packageManager`. */
export function pnpmVersion(manifest = packageJson()) {
  const version = /^pnpm@(\d+\.\d+\.\d+)/.exec(manifest.packageManager ?? '')?.[1];
  if (!version) throw new Stop('package.json has no "packageManager": "pnpm@<exact version>".');
  return version;
}

/** The package that brings the pinned Node for this machine, if the registry has one. */
export function nodePackage(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && (arch === 'x64' || arch === 'arm64') ? `node-linux-${arch}` : undefined;
}

/** Whether a Node can build and run everything here by itself. */
export function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/**
 * The Node that every child runs on: the pinned one, or the one at hand where none is published.
 * @throws Stop when there is neither
 */
export function nodeBinary() {
  const name = nodePackage();
  const pinned = name && inRoot('node_modules', name, 'bin', 'node');
  if (pinned && existsSync(pinned)) return pinned;
  if (isNewEnough(process.version)) return process.execPath;
  throw new Stop(
    name
      ? 'The pinned Node is not installed. Run: npm run setup'
      : `On ${process.platform} ${process.arch} Node 22.18 or newer is needed (this is ${process.version}); on Linux set-up brings its own. Install it from https://nodejs.org and start again.`,
  );
}

/** Environment for children: the pinned tools first on the PATH, every telemetry off. */
export function toolEnvironment(more = {}) {
  const bin = inRoot('node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => entry && entry !== bin);
  return {
    ...process.env,
    PATH: [bin, ...path].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    ...more,
  };
}
