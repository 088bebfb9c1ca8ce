import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Stack, startStack } from './stack.ts';
import { fieldError, fillForm, launch, listedIds, listLoaded, signIn, type Visitor, visit } from './visitor.ts';

let stack: Stack;
let browser: Browser;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});
beforeEach(async () => {
  visitor = await visit(browser);
  page = visitor.page;
  await signIn(page, stack, await stack.createKey('one'));
});
afterEach(async () => {
  await visitor.context.close();
});

const row = (id: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: id, exact: true }) });
const drawer = () => page.getByRole('dialog');
const closed = () => drawer().waitFor({ state: 'detached' });

async function create(text: Parameters<typeof fillForm>[1]): Promise<void> {
  await page.getByRole('button', { name: 'New invoice' }).click();
  await fillForm(page, { customer: 'cust_1', group: 'group_1', issueDay: '2024-01-15', ...text });
  await page.getByRole('button', { name: 'Add invoice' }).click();
}

test('an invoice that is added is in the list at once, and after a reload', async () => {
  await create({ id: 'inv_new', amount: '1234.50', dueDay: '2024-02-15' });
  await closed();
  await page.getByRole('status').getByText('Invoice inv_new is stored.').waitFor();
  await row('inv_new').waitFor();
  const text = await row('inv_new').textContent();
  expect(text).toContain('1,234.50 USD');
  expect(text).toContain('15 Jan 2024');
  expect(text).toContain('Past its due date');
  await page.reload();
  await listLoaded(page);
  expect(await row('inv_new').textContent()).toBe(text);
  expect(await row('inv_new').locator('time').first().getAttribute('title')).toBe('2024-01-15T00:00:00.000Z');
  expect(visitor.complaints).toEqual([]);
});

test('amounts have the decimals of their currency, and more are refused before anything is sent', async () => {
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.postData() ?? ''));
  await create({ id: 'inv_money', amount: '100.5', currency: 'JPY' });
  await expect.poll(() => fieldError(page, 'amount')).toContain('JPY has no decimals');
  await fillForm(page, { amount: '1,5', currency: 'KWD' });
  await page.getByRole('button', { name: 'Add invoice' }).click();
  await expect.poll(() => fieldError(page, 'amount')).toContain('Write the amount in digits');
  expect(sent).toEqual([]);

  await fillForm(page, { amount: '1234567.005', currency: 'KWD' });
  await page.getByRole('button', { name: 'Add invoice' }).click();
  await closed();
  expect(sent.map((body) => JSON.parse(body).amount)).toEqual([1234567.005]);
  await row('inv_money').getByText('1,234,567.005 KWD').waitFor();

  await row('inv_money').getByRole('button', { name: 'Edit inv_money' }).click();
  expect(await drawer().getByLabel('Amount').inputValue()).toBe('1234567.005');
  await fillForm(page, { amount: '98765', currency: 'JPY' });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await closed();
  await row('inv_money').getByText('98,765 JPY').waitFor();
  await page.reload();
  await row('inv_money').getByText('98,765 JPY').waitFor();
});

test('a due date is cleared by emptying it, and no other field is touched', async () => {
  await stack.seed(stack.one, [
    {
      invoice_id: 'inv_due',
      customer_id: 'c',
      group_id: 'g',
      issue_date: '2024-01-15T08:30:00.123Z',
      due_date: '2024-02-15T00:00:00Z',
      amount: 5,
    },
  ]);
  await page.goto(`${stack.url}/invoices?edit=inv_due`);
  await drawer().getByLabel('Amount').waitFor();
  const [request] = await Promise.all([
    page.waitForRequest((candidate) => candidate.method() === 'PUT'),
    fillForm(page, { dueDay: '' }).then(() => page.getByRole('button', { name: 'Save changes' }).click()),
  ]);
  expect(request.postDataJSON()).toEqual({ invoice_id: 'inv_due', due_date: null });
  await closed();
  await row('inv_due').getByText('No due date').waitFor();
});

test('an invoice is deleted only after the question, and the focus has a place', async () => {
  await create({ id: 'inv_doomed', amount: '5' });
  await closed();
  await row('inv_doomed').getByRole('button', { name: 'Delete inv_doomed' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete this invoice?' });
  await question.getByRole('button', { name: 'Keep it' }).click();
  await question.waitFor({ state: 'detached' });
  await row('inv_doomed').getByRole('button', { name: 'Delete inv_doomed' }).click();
  await question.getByRole('button', { name: 'Delete invoice' }).click();
  await row('inv_doomed').waitFor({ state: 'detached' });
  await page.getByRole('status').getByText('Invoice inv_doomed is deleted.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Invoices');
  await page.reload();
  await listLoaded(page);
  expect(await listedIds(page)).not.toContain('inv_doomed');
});

test('an error of the server is shown at its field, with the request to ask about', async () => {
  await create({ id: 'inv_twice', amount: '5' });
  await closed();
  await create({ id: 'inv_twice', amount: '6' });
  await expect.poll(() => fieldError(page, 'invoice_id')).not.toBe('');
  expect(await fieldError(page, 'amount')).not.toBe('');
  expect(await fieldError(page, 'customer_id')).toBe('');
  expect(await drawer().getByRole('alert').textContent()).toMatch(/Status 400 · Request \S+/);
  // Mended, the same form goes through.
  await fillForm(page, { id: 'inv_twice_2' });
  await page.getByRole('button', { name: 'Add invoice' }).click();
  await closed();
  await row('inv_twice_2').waitFor();
});

test('the keyboard is enough: open, first field, Esc asks before it discards, focus returns', async () => {
  await page.getByRole('button', { name: 'New invoice' }).focus();
  await page.keyboard.press('Enter');
  await drawer().waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('invoice_id');
  await page.keyboard.type('inv_typed');
  await page.keyboard.press('Escape');
  await page.getByText('Discard what you changed?').waitFor();
  await page.keyboard.press('Enter');
  expect(await drawer().getByLabel('Invoice id').inputValue()).toBe('inv_typed');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Discard' }).click();
  await closed();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('New invoice');
  await page.keyboard.press('Enter');
  await drawer().waitFor();
  await page.keyboard.press('Escape');
  await closed();
  expect(visitor.complaints).toEqual([]);
});
