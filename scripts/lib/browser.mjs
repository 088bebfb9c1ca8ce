import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './process.mjs';
import { Stop } from './stop.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * Lists where a Chromium may be, best first.
 * @param {{ platform?: string, env?: Record<string, string | undefined> }} [machine]
 */
export function candidates({ platform = process.platform, env = process.env } = {}) {
  if (platform === 'darwin') {
    const apps = ['/Applications', ...(env.HOME ? [`${env.HOME}/Applications`] : [])];
    return apps.flatMap((folder) => [
      `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
    ]);
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    return folders.flatMap((folder) => [
      `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
      `${folder}\\Chromium\\Application\\chrome.exe`,
    ]);
  }
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...new Set([...paths, '/opt/google/chrome/chrome'])];
}

/**
 * Finds a Chromium that starts: `CHROME_PATH`, then the usual places.
 * @param {{ platform?: string, env?: Record<string, string | undefined>, works?: (path: string) => boolean }} [machine]
 * @returns {string | undefined}
 * @throws Stop when `CHROME_PATH` is set and is no browser: a wish is not silently replaced
 */
export function findBrowser({ platform = process.platform, env = process.env, works = startsUp } = {}) {
  const wished = env.CHROME_PATH?.trim();
  if (wished) {
    if (works(wished)) return wished;
    throw new Stop(
      `CHROME_PATH=${wished} is not a Chromium that starts. Correct it, or unset it to search the usual places.`,
    );
  }
  return candidates({ platform, env }).find(works);
}

/** Asks for the version: on Ubuntu `/usr/bin/chromium-browser` exists and only says how to install it. */
function startsUp(path) {
  if (!existsSync(path)) return false;
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /chrom/i.test(stdout);
}

/** Whether Debian's own package can be installed from here. */
export function canInstall({
  platform = process.platform,
  uid = process.getuid?.(),
  osRelease = readOsRelease(),
} = {}) {
  return platform === 'linux' && uid === 0 && /^ID="?debian"?$/m.test(osRelease);
}

/** Says what a person has to install. */
export function howToInstall({ platform = process.platform, osRelease = readOsRelease() } = {}) {
  const wish = 'or set CHROME_PATH to a Chrome or Chromium that you have.';
  if (platform === 'darwin')
    return `The browser tests need Chrome: install it from https://www.google.com/chrome/ (or brew install --cask chromium), ${wish}`;
  if (platform === 'win32')
    return `The browser tests need Chrome: install it from https://www.google.com/chrome/, ${wish}`;
  if (/^ID="?debian"?$/m.test(osRelease)) {
    return `The browser tests need Chromium: sudo apt-get update && sudo apt-get install -y chromium, ${wish}`;
  }
  return `The browser tests need Chrome or Chromium: install your system's package (Ubuntu: sudo snap install chromium; Fedora: sudo dnf install chromium), ${wish}`;
}

/**
 * Installs a browser of Debian's.
 * @param {string} [name] the package
 * @throws Stop when apt-get fails
 */
export async function installBrowser(name = 'chromium') {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const onOutput = (text) => process.stdout.write(text);
  const retries = ['-o', 'Acquire::Retries=3', '-q'];
  for (const args of [
    [...retries, 'update'],
    [...retries, 'install', '-y', '--no-install-recommends', name],
  ]) {
    const { code, tail, error } = await run('apt-get', args, { env, onOutput });
    if (code === 0) continue;
    if (/No space left/i.test(tail)) throw new Stop(`The disk is full: ${name} could not be installed.`);
    throw new Stop(
      `apt-get ${args.at(-1)} failed${error ? ` (${error.message})` : ' (see above)'}. ${name === 'chromium' ? howToInstall() : ''}`.trim(),
    );
  }
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
