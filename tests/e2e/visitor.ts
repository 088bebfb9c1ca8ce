import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { CreatedKey, Stack } from './stack.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];

/** Starts the Chromium that `CHROME_PATH` names. */
export async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'];
  if (!executablePath) throw new Error('CHROME_PATH is not set: run `npm test -- e2e`, which finds a Chromium.');
  return chromium.launch({ executablePath, args: FLAGS });
}

export type SessionState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A person with a browser profile of their own, and all that the browser complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and violations of the policy so far. */
  readonly complaints: string[];
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => void complaints.push(`policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = Reflect.get(window, 'reportViolation') as (text: string) => void;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => void complaints.push(`uncaught: ${error.message}`));
  return { page, context, complaints };
}

/** Sends the sign-in form with a key. */
export async function submitKey(page: Page, stack: Stack, key: string): Promise<void> {
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in and waits for the list. */
export async function signIn(page: Page, stack: Stack, { key }: CreatedKey): Promise<void> {
  await submitKey(page, stack, key);
  await page.waitForURL(`${stack.url}/invoices`);
  await listLoaded(page);
}

/** Signs in once; the cookies that it gives are for `visit`, so that not every test has to sign in. */
export async function sessionOf(browser: Browser, stack: Stack, key: CreatedKey): Promise<SessionState> {
  const { page, context } = await visit(browser);
  await signIn(page, stack, key);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Waits until the list shows what it has: rows, or that there are none. */
export async function listLoaded(page: Page): Promise<void> {
  await page
    .locator('table[aria-busy="false"]')
    .or(page.getByRole('heading', { name: /^No invoice/ }))
    .waitFor();
}

/** The ids in the list, from top to bottom. */
export async function listedIds(page: Page): Promise<string[]> {
  return page.locator('tbody th[scope="row"] a').allTextContents();
}

export interface InvoiceText {
  readonly id?: string;
  readonly customer?: string;
  readonly group?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly issueDay?: string;
  readonly dueDay?: string;
}

/** Types into the form of the open drawer. */
export async function fillForm(page: Page, text: InvoiceText): Promise<void> {
  const drawer = page.getByRole('dialog');
  const fields = [
    ['Invoice id', text.id],
    ['Customer', text.customer],
    ['Group', text.group],
    ['Amount', text.amount],
    ['Currency', text.currency],
    ['Issue date', text.issueDay],
    ['Due date', text.dueDay],
  ] as const;
  for (const [label, value] of fields) {
    if (value !== undefined) await drawer.getByLabel(new RegExp(`^${label}(?!, time)`)).fill(value);
  }
}

/** What is said to be wrong at a field of the open drawer; '' when nothing is. */
export async function fieldError(page: Page, name: string): Promise<string> {
  const field = page.getByRole('dialog').locator(`input[name="${name}"]`);
  if ((await field.getAttribute('aria-invalid')) !== 'true') return '';
  const id = await field.getAttribute('aria-describedby');
  return (await page.locator(`[id="${id}"]`).textContent()) ?? '';
}
