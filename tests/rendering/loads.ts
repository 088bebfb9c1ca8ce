import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A page, and all that its browser complained about or asked the API for. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console warnings and errors, and uncaught errors. */
  readonly complaints: string[];
  /** Requests of the page for data. */
  readonly calls: string[];
}

/** Opens a page in a browser profile of its own. */
export async function watch(browser: Browser): Promise<Watched> {
  const context = await browser.newContext();
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const calls: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => void complaints.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api')) calls.push(`${request.method()} ${request.url()}`);
  });
  return { page, context, complaints, calls };
}

/** Waits until the browser has made lists its own; gives the rows of each. */
export async function rowsOf(page: Page, names: readonly string[]): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const name of names) {
    const list = page.locator(`ul[aria-label="${name}"][data-hydrated]`);
    await list.waitFor();
    rows[name] = await list.locator('li').allTextContents();
  }
  return rows;
}

/** The hashes of the keys of all queries in the browser's cache. */
export async function cachedKeys(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { queryClient } = window as unknown as { queryClient: import('@tanstack/react-query').QueryClient };
    return queryClient
      .getQueryCache()
      .getAll()
      .map(({ queryHash }) => queryHash)
      .sort();
  });
}

/** The hashes of the keys that the server prepared, as the page says. */
export async function preparedKeys(page: Page): Promise<string[]> {
  return (JSON.parse((await page.locator('#keys').textContent()) ?? '[]') as string[]).sort();
}
