import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../e2e/visitor.ts';
import { cachedKeys, preparedKeys, rowsOf, type Watched, watch } from './loads.ts';
import { type Site, startSite } from './site.ts';

const SEED = 20_260_115;
const LIST = ['inv_5', 'inv_4', 'inv_3', 'inv_2', 'inv_1'];
const ROWS = { list: LIST, pages: LIST.slice(0, 2) };
/** What a load makes the server ask of the API. */
const PAGES = [
  { path: '/', reads: 4 },
  { path: '/streamed', reads: 2 },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

async function load({ page }: Watched, url: string): Promise<void> {
  await page.goto(url);
  expect(await rowsOf(page, ['list', 'pages'])).toEqual(ROWS);
}

describe('the app that is built', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ seed: SEED });
  });
  afterAll(() => site?.close());

  test.each(PAGES)('is loaded from $path 100 times, without a complaint or a request', async ({ path, reads }) => {
    console.log(`seed ${SEED}`);
    const before = site.toApi.exchanges.length;
    const seen: Watched[] = [];
    const visitor = async (): Promise<void> => {
      // Every fifth load is of somebody whose browser has no script yet.
      for (let done = 0; done < 25; done += 5) {
        const watched = await watch(browser);
        seen.push(watched);
        for (let again = 0; again < 5; again += 1) await load(watched, site.url + path);
        await watched.context.close();
      }
    };
    await Promise.all(Array.from({ length: 4 }, visitor));
    expect(seen.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(seen.flatMap(({ calls }) => calls)).toEqual([]);
    expect(site.toApi.exchanges.length - before).toBe(100 * reads);
  });

  test.each(PAGES)('has the keys of the server in the browser ($path)', async ({ path, reads }) => {
    const watched = await watch(browser);
    await load(watched, site.url + path);
    const prepared = await preparedKeys(watched.page);
    expect(prepared).toHaveLength(reads);
    expect(await cachedKeys(watched.page)).toEqual(prepared);
    await watched.context.close();
  });

  test('shows the rows before any script runs', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.url);
    expect(await page.getByRole('list', { name: 'list' }).locator('li').allTextContents()).toEqual(LIST);
    await context.close();
  });

  test('streams: the page is there while the API has not answered, and the rows follow', async () => {
    const watched = await watch(browser);
    const { page, complaints, calls } = watched;
    site.toApi.hold();
    await page.goto(`${site.url}/streamed`, { waitUntil: 'commit' });
    await page.getByText('Loading the list').waitFor();
    await page.getByText('Loading the pages').waitFor();
    expect(await page.getByRole('list').count()).toBe(0);
    site.toApi.release();
    expect(await rowsOf(page, ['list', 'pages'])).toEqual(ROWS);
    expect(await page.getByText(/^Loading/).count()).toBe(0);
    expect([complaints, calls]).toEqual([[], []]);
    await watched.context.close();
  });

  test('goes on in the browser: the next page, a write and what it makes stale', async () => {
    const { page, context, complaints, calls } = await watch(browser);
    await page.goto(site.url);
    await rowsOf(page, ['list', 'pages']);
    const pages = page.getByRole('list', { name: 'pages' });
    await page.getByRole('button', { name: 'More' }).click();
    await pages.locator('li').nth(3).waitFor();
    expect(calls).toHaveLength(1);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('list', { name: 'list' }).getByText('inv_new').waitFor();
    await pages.getByText('inv_new').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is caught when what the server rendered is not what the browser renders', async () => {
    const { page, context, complaints } = await watch(browser);
    await page.goto(`${site.url}/mismatch`);
    expect(await rowsOf(page, ['different'])).toEqual({ different: ['in the browser'] });
    // React then makes the whole document anew, and for a moment without its icon: the browser may ask for one.
    expect(complaints).toContainEqual(expect.stringMatching(/Minified React error #418/));
    await context.close();
  });
});

/** React's development build also tells of attributes, keys and updates that the other is silent about. */
describe('the app in development', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ seed: SEED, mode: 'dev' });
  });
  afterAll(() => site?.close());

  test.each(PAGES)('is loaded from $path without a complaint or a request', async ({ path }) => {
    const watched = await watch(browser);
    for (let done = 0; done < 5; done += 1) await load(watched, site.url + path);
    expect([watched.complaints, watched.calls]).toEqual([[], []]);
    await watched.context.close();
  });

  test('complains of the wrong page', async () => {
    const { page, context, complaints } = await watch(browser);
    await page.goto(`${site.url}/mismatch`);
    await rowsOf(page, ['different']);
    expect(complaints.join('\n')).toMatch(/Hydration failed/);
    await context.close();
  });
});
