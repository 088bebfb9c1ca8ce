import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from './stack.ts';
import { launch, listedIds, listLoaded, type SessionState, sessionOf, type Visitor, visit } from './visitor.ts';

let stack: Stack;
let browser: Browser;
let visitor: Visitor;
let page: Page;
let one: SessionState;
let two: SessionState;

const ROWS = [
  { invoice_id: 'a_1', customer_id: 'acme', group_id: 'g', issue_date: '2024-01-01T00:00:00Z', amount: 10 },
  { invoice_id: 'a_2', customer_id: 'acme', group_id: 'G', issue_date: '2024-02-01T00:00:00Z', amount: 9.99 },
  {
    invoice_id: 'b_1',
    customer_id: 'bolt',
    group_id: 'g',
    issue_date: '2024-03-01T00:00:00Z',
    amount: 100,
    currency: 'JPY',
  },
  { invoice_id: 'b_2', customer_id: 'bolt', group_id: 'g', issue_date: '2024-03-31T23:59:59Z', amount: 200 },
].map((row, index) => ({ ...row, due_date: index < 2 ? '2024-06-01T00:00:00Z' : '9000-01-01T00:00:00Z' }));

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launch()]);
  await stack.seed(stack.one, ROWS);
  const many = Array.from({ length: 120 }, (_, index) => ({
    invoice_id: `inv_${String(index).padStart(3, '0')}`,
    customer_id: 'c',
    group_id: 'g',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 0.1,
  }));
  await stack.seed(stack.two, many);
  one = await sessionOf(browser, stack, stack.one);
  two = await sessionOf(browser, stack, stack.two);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/** Opens the list in a browser of its own, signed in. */
async function open(address = '', options: BrowserContextOptions = {}): Promise<void> {
  visitor = await visit(browser, { storageState: one, ...options });
  page = visitor.page;
  await page.goto(`${stack.url}/invoices${address}`);
}

afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});

test.each([
  ['', ['b_2', 'b_1', 'a_2', 'a_1']],
  ['?sort=issue_date&order=asc', ['a_1', 'a_2', 'b_1', 'b_2']],
  ['?q=a_', ['a_2', 'a_1']],
  ['?group=G', ['a_2']],
  ['?customer=bolt&currency=JPY', ['b_1']],
  ['?from=2024-02-01&to=2024-03-31', ['b_2', 'b_1', 'a_2']],
  ['?due=past', ['a_2', 'a_1']],
  ['?due=later', ['b_2', 'b_1']],
  ['?currency=USD&min=10&sort=amount&order=asc', ['a_1', 'b_2']],
  ['?currency=USD&max=10&sort=amount', ['a_1', 'a_2']],
  ['?sort=amount&min=5&order=up&due=unpaid', ['b_2', 'b_1', 'a_2', 'a_1']],
])('the address %j shows %j', async (address, ids) => {
  await open(address);
  await listLoaded(page);
  expect(await listedIds(page)).toEqual(ids);
});

test('filters and headings write the address; a reload keeps it', async () => {
  await open();
  await listLoaded(page);
  await page.getByRole('searchbox').fill('b_');
  await expect.poll(() => listedIds(page)).toEqual(['b_2', 'b_1']);
  await page.getByRole('button', { name: 'Issued' }).click();
  await page.getByRole('button', { name: 'Issued' }).click();
  await expect.poll(() => listedIds(page)).toEqual(['b_1', 'b_2']);
  expect(await page.getByRole('columnheader', { name: 'Issued' }).getAttribute('aria-sort')).toBe('ascending');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('search').getByLabel('Currency').fill('usd');
  await expect.poll(() => listedIds(page)).toEqual(['b_2']);
  expect(new URL(page.url()).search).toBe('?q=b_&currency=USD&sort=issue_date&order=asc');
  await page.reload();
  await listLoaded(page);
  expect(await listedIds(page)).toEqual(['b_2']);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect.poll(() => listedIds(page)).toEqual(['a_1', 'a_2', 'b_1', 'b_2']);
});

test('sums are exact and never mix currencies', async () => {
  await open();
  await listLoaded(page);
  const summary = page.locator('main').getByText('4 invoices').locator('..').locator('> span');
  expect(await summary.allTextContents()).toEqual(['4 invoices', '219.99 USD', '100 JPY']);
});

test('a filter that the API refuses is said in words, with the request', async () => {
  await open('?currency=JPY&min=9.5');
  await page.getByRole('heading', { name: 'The API refused this' }).waitFor();
  expect(await page.locator('main').getByRole('alert').textContent()).toMatch(
    /JPY has no decimals.*Status 400 · Request/,
  );
  // The browser notes the 400 itself.
  expect(visitor.complaints.splice(0)).toHaveLength(1);
});

test('a filter that fits nothing says so and can be cleared', async () => {
  await open('?q=zzz');
  await page.getByRole('heading', { name: 'No invoice fits these filters' }).waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect.poll(() => listedIds(page)).toHaveLength(4);
});

test('further pages come when the end of the list comes near, each row once', async () => {
  await open('', { storageState: two });
  await listLoaded(page);
  expect(await listedIds(page)).toHaveLength(50);
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 4000);
        return (await listedIds(page)).length;
      },
      { timeout: 15_000 },
    )
    .toBe(120);
  expect(new Set(await listedIds(page)).size).toBe(120);
  await page.getByText('That is all: 120 invoices.').waitFor();
  // 120 times 0.1, which floats get wrong.
  await page.locator('main').getByText('12.00 USD').waitFor();
});

test('the theme follows the choice from the first paint on', async () => {
  await open('', { colorScheme: 'light' });
  await listLoaded(page);
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('button', { name: /Change to dark/ }).click();
  const dark = await background();
  expect(dark).not.toBe(light);
  const html = await (await visitor.context.request.get(`${stack.url}/invoices`)).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  await page.reload();
  expect(await background()).toBe(dark);
});

test('nothing overflows a narrow screen', async () => {
  await open('', { viewport: { width: 380, height: 760 } });
  await listLoaded(page);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('link', { name: 'a_1' }).click();
  await page.getByRole('dialog').getByLabel('Amount').waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
});

test('Back closes the drawer and keeps the filters; the address opens both', async () => {
  await open('?q=a_');
  await listLoaded(page);
  await page.getByRole('link', { name: 'a_1' }).click();
  await page.getByRole('dialog').getByLabel('Amount').waitFor();
  expect(new URL(page.url()).search).toBe('?q=a_&edit=a_1');
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await listedIds(page)).toEqual(['a_2', 'a_1']);
  await page.goForward();
  expect(await page.getByRole('dialog').getByLabel('Amount').inputValue()).toBe('10.00');
});
