import { describe, expect, it } from 'vitest';
import { candidates, canInstall, findBrowser, howToInstall } from './browser.mjs';

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';
const ubuntu = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n';

describe('findBrowser', () => {
  it('prefers CHROME_PATH and does not replace a wrong one', () => {
    const env = { CHROME_PATH: '/opt/mine', PATH: '/usr/bin' };
    expect(findBrowser({ platform: 'linux', env, works: () => true })).toBe('/opt/mine');
    expect(() => findBrowser({ platform: 'linux', env, works: (path) => path !== '/opt/mine' })).toThrow(
      'CHROME_PATH=/opt/mine is not a Chromium that starts.',
    );
  });

  it('skips a path that exists and does not start', () => {
    const works = (path) => path === '/usr/bin/google-chrome';
    expect(findBrowser({ platform: 'linux', env: { PATH: '/usr/bin' }, works })).toBe('/usr/bin/google-chrome');
    expect(findBrowser({ platform: 'linux', env: {}, works: () => false })).toBeUndefined();
  });

  it.each([
    ['linux', {}, '/usr/bin/chromium'],
    ['darwin', { HOME: '/Users/a' }, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['win32', { PROGRAMFILES: 'C:\\Program Files' }, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
  ])('knows the usual places on %s', (platform, env, path) => {
    expect(candidates({ platform, env })).toContain(path);
  });
});

describe('canInstall', () => {
  it('is true for root on Debian only', () => {
    expect(canInstall({ platform: 'linux', uid: 0, osRelease: debian })).toBe(true);
    expect(canInstall({ platform: 'linux', uid: 1000, osRelease: debian })).toBe(false);
    expect(canInstall({ platform: 'linux', uid: 0, osRelease: ubuntu })).toBe(false);
    expect(canInstall({ platform: 'darwin', uid: 0, osRelease: '' })).toBe(false);
  });
});

describe('howToInstall', () => {
  it('names the command for the system', () => {
    expect(howToInstall({ platform: 'linux', osRelease: debian })).toContain('sudo apt-get install -y chromium');
    expect(howToInstall({ platform: 'linux', osRelease: ubuntu })).toContain('sudo snap install chromium');
    expect(howToInstall({ platform: 'darwin', osRelease: '' })).toContain('https://www.google.com/chrome/');
  });
});
