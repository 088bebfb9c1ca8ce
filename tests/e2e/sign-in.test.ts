import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from './stack.ts';
import { launch, listedIds, listLoaded, signIn, submitKey, visit } from './visitor.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launch()]);
  const invoice = { customer_id: 'c', group_id: 'g', issue_date: '2024-01-15T00:00:00Z', amount: 1 };
  await stack.seed(stack.one, [{ ...invoice, invoice_id: 'of_one' }]);
  await stack.seed(stack.two, [{ ...invoice, invoice_id: 'of_two' }]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test('without a session every page leads to the sign-in, and the proxy answers 401', async () => {
  const { page, context } = await visit(browser);
  for (const path of ['/', '/invoices', '/invoices?edit=of_one', '/nowhere']) {
    await page.goto(stack.url + path);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  }
  const answer = await context.request.get(`${stack.url}/api/revenue/invoices`);
  expect(answer.status()).toBe(401);
  await context.close();
});

test('a wrong key gets a plain sentence and no session', async () => {
  const { page, context } = await visit(browser);
  await submitKey(page, stack, 'ts_test_this_is_not_a_key_that_anybody_was_given');
  await page.getByText('The API does not accept this key.').waitFor();
  expect(await page.getByLabel('API key').inputValue()).toBe('');
  expect(page.url()).not.toContain('this_is_not_a_key');
  expect((await context.cookies()).filter(({ name }) => name.includes('session'))).toEqual([]);

  await submitKey(page, stack, 'two words');
  await page.getByText('That is not an API key.').waitFor();
  await context.close();
});

test('a right key opens the list; the cookie is httpOnly, Lax and ends', async () => {
  const { page, context } = await visit(browser);
  await signIn(page, stack, stack.one);
  expect(await listedIds(page)).toEqual(['of_one']);
  const cookie = (await context.cookies()).find(({ name }) => name === 'revenue-session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const hours = ((cookie?.expires ?? 0) - Date.now() / 1000) / 3600;
  expect(hours).toBeGreaterThan(11.9);
  expect(hours).toBeLessThanOrEqual(12);
  expect(await page.evaluate(() => document.cookie)).not.toContain('session');
  await context.close();
});

test('the form works without scripts', async () => {
  const { page, context } = await visit(browser, { javaScriptEnabled: false });
  await submitKey(page, stack, stack.one.key);
  await page.waitForURL(`${stack.url}/invoices`);
  await page.getByRole('heading', { name: 'Invoices' }).waitFor();
  await context.close();
});

test('signing out and in as another tenant paints no row of the one before', async () => {
  const { page, context } = await visit(browser);
  await signIn(page, stack, stack.one);
  // From here on every row that is ever painted is noted, across pages.
  const painted = new Set<string>();
  await context.exposeFunction('notePainted', (text: string) => void painted.add(text));
  await context.addInitScript(() => {
    const note = Reflect.get(window, 'notePainted') as (text: string) => void;
    const look = () => {
      for (const link of document.querySelectorAll('tbody a')) note(link.textContent ?? '');
      requestAnimationFrame(look);
    };
    look();
  });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  expect((await context.cookies()).filter(({ name }) => name.includes('session'))).toEqual([]);
  await signIn(page, stack, stack.two);
  expect(await listedIds(page)).toEqual(['of_two']);
  // Each step back may lead on by a redirect; the next one waits for its end.
  for (let back = 0; back < 2; back++) {
    await page.goBack();
    await page.waitForLoadState('networkidle');
  }
  await page.goto(`${stack.url}/invoices`);
  await listLoaded(page);
  expect([...painted]).toEqual(['of_two']);
  await context.close();
});

test('a session that is signed out in another tab leads to the sign-in', async () => {
  const { page, context } = await visit(browser);
  await signIn(page, stack, stack.one);
  await context.clearCookies();
  // Not `check()`: it waits for the box to be ticked, and the page may be left before it looks.
  await page.getByRole('radio', { name: 'Due later' }).click();
  await page.getByText('Your session has ended.').waitFor();
  await context.close();
});

test('a revoked key leads back to the sign-in with a sentence', async () => {
  const key = await stack.createKey('one');
  const { page, context } = await visit(browser);
  await signIn(page, stack, key);
  await stack.revoke(key);
  // Not `check()`: it waits for the box to be ticked, and the page may be left before it looks.
  await page.getByRole('radio', { name: 'Due later' }).click();
  await page.getByText('The API no longer accepts the key').waitFor();
  // The session went with it: the page is not reached again by its address.
  await page.goto(`${stack.url}/invoices`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await context.close();
});
