import { spawnSync } from 'node:child_process';
import { canInstall, findBrowser, howToInstall, installBrowser } from '../../scripts/lib/browser.mjs';
import { step } from '../../scripts/lib/steps.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';

const FIREFOX = ['firefox-esr', 'firefox'];

/** The browsers: how each is found, and what to do where it cannot be installed. */
const BROWSERS = {
  chromium: { find: findBrowser, package: 'chromium', missing: howToInstall },
  firefox: {
    find: () => [process.env.FIREFOX_PATH, ...FIREFOX].find((path) => path && versionOf(path)),
    package: 'firefox-esr',
    missing: () => 'The runtime tests need Firefox: install it (Debian: firefox-esr), or set FIREFOX_PATH.',
  },
};

/**
 * Finds the browsers that some runtimes need; as root on Debian, missing ones are installed.
 * @returns {Promise<Record<string, string>>} programs by name
 * @throws Stop when one is missing: it is a failure, not a reason to skip
 */
export async function findBrowsers(runtimes) {
  const found = {};
  for (const [name, browser] of Object.entries(BROWSERS)) {
    if (!runtimes.some(({ launch }) => launch === name)) continue;
    found[name] = browser.find();
    if (!found[name] && canInstall()) {
      await step(`Installing Debian's ${browser.package}`, () => installBrowser(browser.package));
      found[name] = browser.find();
    }
    if (!found[name]) throw new Stop(browser.missing());
  }
  return found;
}

/** The version that a program tells, or undefined when it does not start. */
export function versionOf(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? /\d+(\.\d+)+/.exec(stdout)?.[0] : undefined;
}
