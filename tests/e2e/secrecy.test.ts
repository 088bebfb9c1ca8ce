import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from './recorder.ts';
import { type Stack, startStack } from './stack.ts';
import { fillForm, launch, signIn, visit } from './visitor.ts';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

/** The ways in which a key could be written. */
function spellings(key: string): string[] {
  const secret = key.slice('ts_test_'.length);
  const base64 = Buffer.from(key).toString('base64').replace(/=+$/, '');
  return [secret, secret.slice(-24), base64.slice(4, -4), Buffer.from(key).toString('hex'), encodeURIComponent(secret)];
}

test('after sign-in the key is nowhere that a browser can see; nothing violates the policy', async () => {
  const recorder = await record(stack.url);
  const seenByBrowser = { ...stack, url: recorder.url };
  const { page, context, complaints } = await visit(browser);

  await signIn(page, seenByBrowser, stack.one);
  await page.getByRole('button', { name: 'New invoice' }).click();
  await fillForm(page, {
    id: 'inv_1',
    customer: 'c',
    group: 'g',
    amount: '5',
    issueDay: '2024-01-15',
    dueDay: '2024-01-16',
  });
  await page.getByRole('button', { name: 'Add invoice' }).click();
  await page.getByRole('link', { name: 'inv_1' }).click();
  await page.getByRole('button', { name: 'Save changes' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete inv_1' }).click();
  await page.getByRole('button', { name: 'Delete invoice' }).click();
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.goto(`${recorder.url}/nowhere`);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.goto(`${recorder.url}/invoices`);
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor();

  const state = await page.evaluate(() => [
    document.documentElement.outerHTML,
    document.cookie,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .join('\n'),
  ]);
  const { exchanges } = recorder;
  const form = exchanges.filter(({ method, path }) => method === 'POST' && path === '/sign-in/submit');
  expect(form).toHaveLength(1);
  expect(form[0]?.sent).toContain(stack.one.key);
  const sent = exchanges.filter((exchange) => !form.includes(exchange)).map((exchange) => exchange.sent);
  const seen = [...state, ...sent, ...exchanges.map((exchange) => exchange.received)];
  expect(seen.length).toBeGreaterThan(40);
  expect(seen.some((text) => text.includes('inv_1') && text.includes('has_more'))).toBe(true);
  for (const spelling of spellings(stack.one.key)) {
    for (const text of seen) expect(text.includes(spelling), `the key in: ${text.slice(0, 200)}`).toBe(false);
  }
  // The page that is not there answers 404, which the browser notes.
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  await context.close();
  await recorder.close();
});

test('every page has the strict policy with a nonce of its own, and the headers beside it', async () => {
  const { page, context } = await visit(browser);
  await signIn(page, stack, stack.one);
  const nonces = new Set<string>();
  for (const path of ['/invoices', '/invoices', '/sign-in?reason=out', '/nowhere']) {
    const answer = await context.request.get(stack.url + path);
    const headers = answer.headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).not.toMatch(/unsafe-/);
    expect(policy).toContain("'strict-dynamic'");
    expect(policy).toContain("frame-ancestors 'none'");
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    nonces.add(nonce);
    const html = await answer.text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/<[^>]+ style=/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
  }
  expect(nonces.size).toBe(4);
  await context.close();
});

test('another site can neither write through the proxy nor sign in or out', async () => {
  const { page, context } = await visit(browser);
  await signIn(page, stack, stack.one);
  const body = {
    invoice_id: 'inv_forged',
    customer_id: 'c',
    group_id: 'g',
    issue_date: '2024-01-15T00:00:00Z',
    amount: 1,
  };
  const forged: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of forged) {
    const write = await context.request.post(`${stack.url}/api/revenue/invoices`, { headers, data: body });
    expect(write.status()).toBe(403);
    for (const path of ['/sign-in/submit', '/sign-out']) {
      const form = await context.request.post(stack.url + path, {
        headers,
        form: { key: stack.two.key },
        maxRedirects: 0,
      });
      expect(form.status()).toBe(403);
      expect(form.headers()['set-cookie']).toBeUndefined();
    }
  }
  await page.reload();
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  await context.close();
});

test('the proxy passes nothing but the operations of the contract', async () => {
  const { page, context } = await visit(browser);
  await signIn(page, stack, stack.one);
  const { request } = context;
  for (const path of ['/api/revenue/keys', '/api/revenue/invoices/..%2f..%2freadyz', '/api/readyz', '/api/revenue/']) {
    expect((await request.get(stack.url + path)).status()).toBe(404);
  }
  const answer = await request.fetch(`${stack.url}/api/revenue/invoices`, {
    method: 'PATCH',
    headers: { origin: stack.url },
  });
  expect(answer.status()).toBe(405);
  await context.close();
});
