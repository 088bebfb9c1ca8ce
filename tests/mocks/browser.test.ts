import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'tsup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../e2e/visitor.ts';
import type { MockedPage } from './page.ts';

const HERE = import.meta.dirname;
/** The msw of each end of the peer range, by the package.json that brings it. */
const VERSIONS = [
  ['2.12.0', join(HERE, '..', 'oldest-peers', 'package.json')],
  ['3.', join(HERE, '..', '..', 'package.json')],
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Bundles the page with one msw, as a user's bundler does. */
async function bundle(from: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'revenue-mocks-'));
  await build({
    config: false,
    silent: true,
    entry: { page: join(HERE, 'page.ts') },
    outDir,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/./],
    skipNodeModulesBundle: false,
    splitting: false,
    esbuildPlugins: [
      {
        name: 'one-msw',
        setup(build) {
          build.onResolve({ filter: /^msw(?:\/|$)/ }, ({ path, kind, pluginData }) =>
            pluginData === 'done'
              ? undefined
              : build.resolve(path, { kind, resolveDir: dirname(from), pluginData: 'done' }),
          );
        },
      },
    ],
  });
  const text = readFileSync(join(outDir, 'page.js'), 'utf8');
  await rm(outDir, { recursive: true });
  return text;
}

/** Serves the page, its script and the worker; everything else is noted, and not there. */
async function serve(script: string, worker: string, missed: string[]): Promise<Server> {
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', script],
    '/mockServiceWorker.js': ['text/javascript', worker],
  };
  const server = createServer(({ method, url = '' }, response) => {
    const [type, text] = files[url] ?? [];
    if (text === undefined) missed.push(`${method} ${url}`);
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe.each(VERSIONS)('in a page, with msw %s', (version, from) => {
  const missed: string[] = [];
  let server: Server;
  let page: Page;

  beforeAll(async () => {
    const require = createRequire(from);
    expect(require('msw/package.json').version).toContain(version);
    const worker = readFileSync(require.resolve('msw/mockServiceWorker.js'), 'utf8');
    server = await serve(await bundle(from), worker, missed);
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(() => (window as unknown as { page: MockedPage }).page.start());
  });
  afterAll(async () => {
    await page?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const ids = (): Promise<string[]> => page.evaluate(() => (window as unknown as { page: MockedPage }).page.ids());
  const create = (id: string): Promise<string> =>
    page.evaluate((id) => (window as unknown as { page: MockedPage }).page.create(id), id);
  const fail = (name: 'rateLimited' | 'serverError' | 'slow' | 'network'): Promise<void> =>
    page.evaluate((name) => (window as unknown as { page: MockedPage }).page.fail(name), name);

  it('has what was seeded, and keeps what is written', async () => {
    expect(await ids()).toEqual(['inv_1']);
    expect(await create('inv_2')).toBe('done');
    expect(await ids()).toEqual(['inv_2', 'inv_1']);
  });

  it('refuses what the API refuses', async () => {
    expect(await create('')).toBe('BadRequestError empty_field');
    expect(await create('inv_1')).toBe('BadRequestError invoice_already_exists');
  });

  it.each([
    ['rateLimited', 'RateLimitError rate_limited 1000'],
    ['serverError', 'ServerError server_error'],
    ['network', 'ConnectionError connection'],
    ['slow', 'done'],
  ] as const)('fails once with fault.%s, and then goes on', async (name, outcome) => {
    await fail(name);
    expect(await create(`inv_${name}`)).toBe(outcome);
    expect(await ids()).toContain('inv_1');
  });

  it('never lets a request reach a server', () => {
    expect(missed).toEqual([]);
  });
});
