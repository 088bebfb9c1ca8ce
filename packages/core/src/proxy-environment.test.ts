import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ForwardProxy, startForwardProxy } from '../test/forward-proxy.ts';
import { loopback, stored } from '../test/loopback.ts';
import { runNode } from '../test/run-node.ts';
import { proxyFor } from './proxy-environment.ts';

const proxyUrl = 'http://proxy.test:3128';
const find = (target: string, environment: Record<string, string>): string | undefined =>
  proxyFor(new URL(target), environment)?.href;

describe('proxyFor', () => {
  it('goes by the scheme of the address', () => {
    const environment = { HTTPS_PROXY: 'http://secure.test:1', http_proxy: 'http://plain.test:2' };
    expect(find('https://api.test/', environment)).toBe('http://secure.test:1/');
    expect(find('http://api.test/', environment)).toBe('http://plain.test:2/');
    expect(find('http://api.test/', { HTTPS_PROXY: proxyUrl })).toBeUndefined();
    expect(find('http://api.test/', {})).toBeUndefined();
  });

  it('prefers names in lower case, and needs no scheme', () => {
    expect(find('https://api.test/', { https_proxy: 'lower.test:1', HTTPS_PROXY: proxyUrl })).toBe(
      'http://lower.test:1/',
    );
  });

  it.each(['ftp://proxy.test', 'http://', 'socks5://user:SENTINEL@proxy.test', 'http://[SENTINEL'])(
    'refuses %s, and does not repeat it',
    (HTTPS_PROXY) => {
      expect(() => find('https://api.test/', { HTTPS_PROXY })).toThrow(/^The proxy of the environment is no http/);
    },
  );

  it.each([
    ['*', true],
    ['api.test', true],
    ['other.test, api.test', true],
    ['other.test api.test', true],
    ['.test', true],
    ['*.test', true],
    ['API.TEST', true],
    ['api.test:8443', true],
    ['api.test:443', false],
    ['pi.test', false],
    ['api.test.example', false],
    ['', false],
  ])('NO_PROXY=%s: %s', (NO_PROXY, isExcluded) => {
    const found = find('https://api.test:8443/', { HTTPS_PROXY: proxyUrl, NO_PROXY });
    expect(found === undefined).toBe(isExcluded);
  });

  it('knows addresses in NO_PROXY', () => {
    expect(find('http://127.0.0.1:80/', { HTTP_PROXY: proxyUrl, NO_PROXY: '127.0.0.1' })).toBeUndefined();
    expect(find('http://[::1]:8080/', { HTTP_PROXY: proxyUrl, NO_PROXY: '::1' })).toBeUndefined();
    expect(find('http://[::1]:8080/', { HTTP_PROXY: proxyUrl, NO_PROXY: '[::1]' })).toBeUndefined();
  });
});

describe('a client behind a proxy', () => {
  const entry = new URL('./generated/functions-entry.gen.ts', import.meta.url).href;
  const certificate = new URL('../test/certificate/', import.meta.url);
  const NODE_EXTRA_CA_CERTS = new URL('certificate.pem', certificate).pathname;
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  /** Creates an invoice in a process with this environment; two calls, so that a connection is used again. */
  async function write(baseUrl: string, environment: NodeJS.ProcessEnv): Promise<unknown> {
    const printed = await runNode(
      `
      const { createClient, createInvoice } = await import(${JSON.stringify(entry)});
      const client = createClient({ apiKey: 'test', baseUrl: ${JSON.stringify(baseUrl)}, maxRetries: 0 });
      const body = { invoice_id: 'inv_1', customer_id: 'c', group_id: 'g', issue_date: '2024-01-15T00:00:00Z', amount: 1 };
      const write = () => createInvoice(client, body).catch(({ name, ambiguous, cause }) => ({ name, ambiguous, why: cause.message }));
      console.log(JSON.stringify([await write(), await write()]));
    `,
      { NODE_EXTRA_CA_CERTS, ...environment },
    );
    return JSON.parse(printed);
  }

  async function proxy(options?: Parameters<typeof startForwardProxy>[0]): Promise<ForwardProxy> {
    const started = await startForwardProxy(options);
    open.push(started);
    return started;
  }

  async function secureServer(): Promise<string> {
    const read = (name: string): Buffer => readFileSync(new URL(name, certificate));
    const server = createServer({ key: read('key.pem'), cert: read('certificate.pem') }, (request, response) => {
      request.resume().on('end', () => response.end('{"success":true,"invoice_id":"inv_1"}'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    });
    return `https://localhost:${(server.address() as AddressInfo).port}`;
  }

  const success = { success: true, invoice_id: 'inv_1' };

  it('sends http through it', async () => {
    const server = await loopback(stored);
    const { url, asked } = await proxy();
    expect(await write(server.url, { HTTP_PROXY: url.replace('//', '//user:pass%20word@') })).toEqual([
      success,
      success,
    ]);
    const authorization = `Basic ${btoa('user:pass word')}`;
    expect(asked).toEqual(Array(2).fill({ line: `POST ${server.url}/revenue/invoices`, authorization }));
    // The credentials are the proxy's, not the server's… which this simple proxy passes on.
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.headers.host).toBe(server.url.slice('http://'.length));
  });

  it('sends https through one tunnel that is kept', async () => {
    const baseUrl = await secureServer();
    const { url, asked } = await proxy();
    expect(await write(baseUrl, { HTTPS_PROXY: url })).toEqual([success, success]);
    expect(asked).toEqual([{ line: `CONNECT ${baseUrl.slice('https://'.length)}`, authorization: undefined }]);
  });

  it('goes past it to hosts in NO_PROXY', async () => {
    const baseUrl = await secureServer();
    const { url, asked } = await proxy();
    expect(await write(baseUrl, { HTTPS_PROXY: url, NO_PROXY: 'localhost' })).toEqual([success, success]);
    expect(asked).toEqual([]);
  });

  it.each([407, 502])('fails, certainly without a write, when it answers %i', async (refuse) => {
    const { url } = await proxy({ refuse });
    const failed = {
      name: 'ConnectionError',
      ambiguous: false,
      why: `The proxy ${new URL(url).host} answered CONNECT with ${refuse}.`,
    };
    expect(await write('https://api.test', { HTTPS_PROXY: url })).toEqual([failed, failed]);
  });

  it('fails when there is no proxy', async () => {
    const [first] = (await write('https://api.test', { HTTPS_PROXY: 'http://127.0.0.1:1' })) as [object];
    expect(first).toMatchObject({ name: 'ConnectionError', ambiguous: false });
  });
});
