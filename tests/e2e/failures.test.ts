import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Stack, startStack } from './stack.ts';
import { fillForm, launch, listedIds, listLoaded, signIn, type Visitor, visit } from './visitor.ts';

let stack: Stack;
let browser: Browser;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launch()]);
  const invoice = { customer_id: 'c', group_id: 'g', issue_date: '2024-01-15T00:00:00Z', amount: 1 };
  await stack.seed(stack.one, [{ ...invoice, invoice_id: 'inv_1' }]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});
beforeEach(async () => {
  visitor = await visit(browser);
  page = visitor.page;
  await signIn(page, stack, stack.one);
});
afterEach(async () => {
  await visitor.context.close();
});

async function addInvoice(id: string): Promise<void> {
  await page.getByRole('button', { name: 'New invoice' }).click();
  await fillForm(page, { id, customer: 'c', group: 'g', amount: '5', issueDay: '2024-01-15' });
  await page.getByRole('button', { name: 'Add invoice' }).click();
}

test('what was stored is there after the API was killed, and started again on the same data', async () => {
  await addInvoice('inv_durable');
  await page.getByText('Invoice inv_durable is stored.').waitFor();
  await stack.killApi();
  await stack.startApi();
  await page.reload();
  await listLoaded(page);
  expect(await listedIds(page)).toContain('inv_durable');
});

test('an API that is down is an error with a way out, and sign-in says so too', async () => {
  await stack.killApi();
  await page.reload();
  await page.getByRole('heading', { name: 'The API failed' }).waitFor({ timeout: 30_000 });
  expect(await page.locator('main').getByRole('alert').textContent()).toMatch(/Status 502 · Request \S+/);
  const other = await visit(browser);
  await other.page.goto(`${stack.url}/sign-in`);
  await other.page.getByLabel('API key').fill(stack.one.key);
  await other.page.getByRole('button', { name: 'Sign in' }).click();
  await other.page.getByText('The API did not answer.').waitFor();
  await other.context.close();

  await stack.startApi();
  await page.getByRole('button', { name: 'Try again' }).click();
  await listLoaded(page);
  expect(await listedIds(page)).toContain('inv_1');
});

const tooMany = {
  status: 429,
  headers: { 'retry-after': '2', 'x-request-id': 'req_busy' },
  json: {
    success: false,
    error: { type: 'rate_limited', code: 'rate_limited', message: 'Too many requests.' },
    request_id: 'req_busy',
  },
};

test('a 429 counts down, and then the list loads by itself', async () => {
  let refusals = 0;
  await page.route('**/api/revenue/**', async (route) => {
    refusals += 1;
    // The client tries three times by itself before it tells anybody.
    await (refusals <= 3
      ? route.fulfill({ ...tooMany, headers: { ...tooMany.headers, 'retry-after': '1' } })
      : route.continue());
  });
  await page.reload();
  await page.getByRole('heading', { name: 'The API asks to wait' }).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: /Trying again in \d s/ }).waitFor();
  await listLoaded(page);
  expect(await listedIds(page)).toContain('inv_1');
});

test('a 429 on a write counts down in the form, keeps what was typed, and can be sent again', async () => {
  let refusals = 0;
  await page.route('**/api/revenue/**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    refusals += 1;
    return refusals <= 3 ? route.fulfill(tooMany) : route.continue();
  });
  await addInvoice('inv_later');
  await page.getByRole('button', { name: /^Wait \d s$/ }).waitFor();
  await page.getByRole('dialog').getByText('The API asks to wait').waitFor({ timeout: 20_000 });
  expect(await page.getByRole('dialog').textContent()).toContain('req_busy');
  await page.getByRole('button', { name: 'Add invoice' }).click({ timeout: 10_000 });
  await page.getByText('Invoice inv_later is stored.').waitFor();
});

test('offline is said, and the list comes back with the network', async () => {
  await visitor.context.setOffline(true);
  await page.getByText('You are offline.').waitFor();
  expect(await listedIds(page)).toContain('inv_1');
  await page.getByRole('radio', { name: 'Due later' }).check();
  await visitor.context.setOffline(false);
  await page.getByText('You are offline.').waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'No invoice fits these filters' }).waitFor();
});

test('an invoice that cannot be read says so in its drawer, and the list stays', async () => {
  await page.route('**/api/revenue/**', (route) =>
    route.fulfill({
      status: 500,
      json: { ...tooMany.json, error: { ...tooMany.json.error, message: 'Out of order.' } },
    }),
  );
  await page.getByRole('button', { name: 'Edit inv_1' }).click();
  await page.getByRole('dialog').getByText('Out of order.').waitFor({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  expect(await listedIds(page)).toContain('inv_1');
});
