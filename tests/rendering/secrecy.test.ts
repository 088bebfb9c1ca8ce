import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../e2e/visitor.ts';
import { APP } from './build-app.ts';
import { rowsOf, watch } from './loads.ts';
import type { Exchange } from './relay.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let seen: readonly Exchange[];

beforeAll(async () => {
  site = await startSite({ seed: 7 });
  const browser = await launch();
  const { page } = await watch(browser);
  await page.goto(site.url);
  await rowsOf(page, ['list', 'pages']);
  // The pages that follow are asked for as payloads of server components, and hydrated from these.
  await page.getByRole('link', { name: 'streamed' }).click();
  await page.waitForURL('**/streamed');
  await rowsOf(page, ['list', 'pages']);
  await page.getByRole('link', { name: 'awaited' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('list', { name: 'list' }).getByText('inv_new').waitFor();
  await page.goto(`${site.url}/streamed`);
  await rowsOf(page, ['list', 'pages']);
  await browser.close();
  seen = site.toApp?.exchanges ?? [];
});
afterAll(() => site?.close());

/** The ways in which a text could be written. */
function spellings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [text, bytes.toString('base64').slice(4, -4), bytes.toString('hex'), encodeURIComponent(text)];
}

/** What a browser must never see: the key, or the address behind the app. */
function secretsIn(text: string): string[] {
  const secrets = [site.key.slice('ts_test_'.length), new URL(site.apiUrl).host, new URL(site.toApi.url).host];
  return [...secrets.flatMap(spellings), 'x-api-key'].filter((secret) =>
    text.toLowerCase().includes(secret.toLowerCase()),
  );
}

test('the server sent the key to the API, so the search could find it', () => {
  expect(secretsIn(site.toApi.exchanges.map(({ sent }) => sent).join('\n'))).toEqual(
    expect.arrayContaining([site.key.slice('ts_test_'.length), 'x-api-key']),
  );
});

test('pages, payloads of server components, static files and data passed on their way', () => {
  const has = (wanted: (exchange: Exchange) => boolean): boolean => seen.some(wanted);
  expect(has(({ received }) => received.includes('text/html') && received.includes('inv_5'))).toBe(true);
  expect(has(({ received }) => received.includes('text/x-component') && received.includes('inv_5'))).toBe(true);
  expect(has(({ path }) => path.startsWith('/_next/static/') && path.endsWith('.js'))).toBe(true);
  expect(has(({ method, path }) => method === 'POST' && path.startsWith('/api/'))).toBe(true);
});

test('none of it has the key, the name of its header or the address of the API', () => {
  for (const { path, sent, received } of seen) {
    // The client knows the header by name, for programs that hold a key themselves.
    const isCode = path.startsWith('/_next/static/');
    expect(
      secretsIn(sent + received).filter((secret) => !(isCode && secret === 'x-api-key')),
      path,
    ).toEqual([]);
  }
});

test('no static file on the disk has them', () => {
  const files = globSync('**/*', { cwd: join(APP, '.next', 'static'), withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const { parentPath, name } of files) {
    const found = secretsIn(readFileSync(join(parentPath, name), 'utf8')).filter((secret) => secret !== 'x-api-key');
    expect(found, name).toEqual([]);
  }
});
