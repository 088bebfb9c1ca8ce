/**
 * Takes the pictures of the dashboard that the documentation shows, from a stack that runs:
 *
 *   npm start                                        in one terminal; it prints the address and the key
 *   DASHBOARD_URL=http://127.0.0.1:3000 DASHBOARD_KEY=ts_test_… node scripts/screenshots.mjs
 *
 * Writes docs/dashboard-light.png and docs/dashboard-dark.png, 1280 × 800, and changes nothing else.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findBrowser, howToInstall } from './lib/browser.mjs';
import { main, Stop } from './lib/stop.mjs';
import { inRoot } from './lib/workspace.mjs';

const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'];
const DAYS_BACK = 25;

function options() {
  const strings = { url: { type: 'string' }, key: { type: 'string' }, out: { type: 'string' } };
  const { values } = parseArgs({ options: strings });
  const url = values.url ?? process.env.DASHBOARD_URL ?? 'http://127.0.0.1:3000';
  const key = values.key ?? process.env.DASHBOARD_KEY;
  if (!key) throw new Stop('Give a key to sign in with: DASHBOARD_KEY=ts_test_… node scripts/screenshots.mjs');
  return { url: url.replace(/\/+$/, ''), key, out: values.out ?? inRoot('docs') };
}

/** Signs in and takes one picture: invoices of which some are past their due date and some are not. */
async function take(browser, { url, key, out }, scheme) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/invoices`);
  const day = new Date(Date.now() - DAYS_BACK * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await page.goto(`${url}/invoices?to=${day}&sort=issue_date`);
  await page.locator('table[aria-busy="false"]').waitFor();
  const file = join(out, `dashboard-${scheme}.png`);
  await page.screenshot({ path: file });
  await context.close();
  process.stdout.write(`${file}\n`);
}

await main(async () => {
  const wanted = options();
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Stop(howToInstall());
  mkdirSync(wanted.out, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    for (const scheme of ['light', 'dark']) await take(browser, wanted, scheme);
  } finally {
    await browser.close();
  }
});
