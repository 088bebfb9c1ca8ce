import { createRequire } from 'node:module';
import * as full from '@thrivestack-revenue/core';
import * as functions from '@thrivestack-revenue/core/functions';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { apiKey, invoice } from '../test/invoice.ts';

/** What a plugin of esbuild is given. */
interface PluginBuild {
  onResolve(
    filter: { readonly filter: RegExp },
    answer: (args: { readonly path: string; readonly pluginData: unknown }) => Promise<object | undefined>,
  ): void;
  resolve(path: string, args: object): Promise<object>;
}

const { build } = createRequire(import.meta.resolve('tsup'))('esbuild');

/** What a bundler makes of a few lines of an app. */
async function bundle(contents: string, more: object = {}): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    conditions: ['@thrivestack-revenue/source'],
    ...more,
  });
  return result.outputFiles[0].text;
}

function answering(body: unknown, sent: [string, string][] = []): full.ClientOptions {
  return {
    apiKey,
    baseUrl: 'http://api.example.com',
    fetch: async (url, init) => {
      sent.push([init.method ?? '', url]);
      return Response.json(body);
    },
  };
}

describe('the main entry', () => {
  it('has a client with resources, each a way to its function', async () => {
    const sent: [string, string][] = [];
    const client = full.createClient(
      answering({ success: true, invoice_id: 'inv_1', data: [], next_cursor: null }, sent),
    );
    await client.invoices.create(invoice);
    await client.invoices.update({ invoice_id: 'inv_1' });
    await client.invoices.delete({ invoice_id: 'inv_1' });
    await client.invoices.get('inv_1');
    await client.invoices.list({ limit: 1 });
    await client.invoices.listHistory('inv/1', { limit: 1 });
    await client.invoices.getSummary({ currency: 'EUR' });
    await client.key.get();
    const base = 'http://api.example.com/revenue/invoices';
    expect(sent).toEqual([
      ['POST', base],
      ['PUT', base],
      ['DELETE', base],
      ['GET', `${base}/inv_1`],
      ['GET', `${base}?limit=1`],
      ['GET', `${base}/inv%2F1/history?limit=1`],
      ['GET', 'http://api.example.com/revenue/summaries/invoices?currency=EUR'],
      ['GET', 'http://api.example.com/revenue/key'],
    ]);
  });

  it('makes clients that the functions take, too', async () => {
    const client = full.createClient(answering({ success: true, invoice_id: 'inv_1' }));
    await expect(functions.createInvoice(client, invoice)).resolves.toEqual({ success: true, invoice_id: 'inv_1' });
  });

  it('keeps two clients apart', async () => {
    const [a, b]: [string, string][][] = [[], []];
    const first = full.createClient({ ...answering({}, a), id: 'a', baseUrl: 'http://a.example' });
    const second = full.createClient({ ...answering({}, b), id: 'b', baseUrl: 'http://b.example' });
    await Promise.all([first.invoices.get('x'), second.invoices.get('x')]);
    expect([first.id, a, second.id, b]).toEqual([
      'a',
      [['GET', 'http://a.example/revenue/invoices/x']],
      'b',
      [['GET', 'http://b.example/revenue/invoices/x']],
    ]);
  });
});

describe('both entries', () => {
  it('share their classes', () => {
    expect(full.NotFoundError).toBe(functions.NotFoundError);
    expect(full.isNotFoundError).toBe(functions.isNotFoundError);
  });

  it('do nothing when they are imported, whatever package.json promises', async () => {
    const doubted = {
      name: 'package.json promises nothing',
      setup({ onResolve, resolve }: PluginBuild) {
        onResolve({ filter: /./ }, async ({ path, pluginData, ...args }) => {
          if (pluginData === 'asked') return undefined;
          return { ...(await resolve(path, { ...args, pluginData: 'asked' })), sideEffects: true };
        });
      },
    };
    for (const entry of ['', '/functions', '/proxy', '/validators', '/observe', '/testing']) {
      const text = await bundle(`import '@thrivestack-revenue/core${entry}';`, { plugins: [doubted] });
      expect(text.trim()).toBe('');
    }
  });
});

describe('errors in a bundle', () => {
  it('keep their names, whatever a minifier calls their classes', async () => {
    const text = await bundle(`export * from '@thrivestack-revenue/core/functions';`);
    const module: typeof functions = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    const classes = Object.entries(module).filter(([name]) => name.endsWith('Error') && !name.startsWith('is'));
    expect(classes).toHaveLength(12);
    for (const [name, Class] of classes as [string, typeof functions.RevenueError][]) {
      const error = new Class('It broke.');
      expect([error.name, error.constructor.name, String(error)]).toEqual([name, name, `${name}: It broke.`]);
    }
  });
});

describe('one call in a bundle', () => {
  it('brings no other operation, no guard, no paging, no validator', async () => {
    const call = 'createInvoice(createClient({ apiKey: k }), b)';
    const text = await bundle(
      `import { createClient, createInvoice } from '@thrivestack-revenue/core/functions'; globalThis.x = (k, b) => ${call};`,
    );
    expect(text).toContain('createInvoice');
    for (const other of ['updateInvoice', 'deleteInvoice', 'listInvoices', 'byPage', 'getPrototypeOf', 'amount']) {
      expect(text).not.toContain(other);
    }
  });
});

describe('types', () => {
  const client = full.createClient(answering({ data: [], next_cursor: null, success: true, invoice_id: 'x' }));

  it('of calls are those of the contract', () => {
    expectTypeOf(client.invoices.create).parameter(0).toEqualTypeOf<full.CreateInvoice>();
    expectTypeOf(client.invoices.create).returns.toEqualTypeOf<full.Call<full.InvoiceWriteResult>>();
    expectTypeOf(client.invoices.get).returns.resolves.toEqualTypeOf<full.Invoice>();
    expectTypeOf(client.invoices.list).returns.toEqualTypeOf<full.PageCall<full.InvoicePage, full.Invoice>>();
    expectTypeOf(client.invoices.listHistory).returns.toEqualTypeOf<
      full.PageCall<full.InvoiceHistoryPage, full.InvoiceChange>
    >();
    expectTypeOf(client.invoices.getSummary).returns.resolves.toEqualTypeOf<full.InvoiceSummary>();
    expectTypeOf(client.key.get).returns.resolves.toEqualTypeOf<full.Key>();
    expectTypeOf(functions.deleteInvoice).parameter(1).toEqualTypeOf<functions.DeleteInvoice>();
  });

  it('of rows and pages come out of the loops', async () => {
    for await (const row of client.invoices.list()) expectTypeOf(row).toEqualTypeOf<full.Invoice>();
    for await (const page of client.invoices.list().byPage()) expectTypeOf(page).toEqualTypeOf<full.InvoicePage>();
    expectTypeOf(await client.invoices.list()).toEqualTypeOf<full.InvoicePage>();
    const { data, response } = await client.invoices.create(invoice).withResponse();
    expectTypeOf(data).toEqualTypeOf<full.InvoiceWriteResult>();
    expectTypeOf(response.replayed).toEqualTypeOf<boolean>();
  });

  it('of errors are told by the guards', () => {
    const error: unknown = new full.NotFoundError('x', { status: 404 });
    if (full.isNotFoundError(error)) expectTypeOf(error.status).toEqualTypeOf<404>();
    if (full.isApiError(error)) expectTypeOf(error.status).toExtend<number>();
    if (full.isRevenueError(error)) expectTypeOf(error.status).toExtend<number | undefined>();
    expect(full.isNotFoundError(error)).toBe(true);
  });

  it.each([
    ['the guard', (error: unknown) => (full.isApiError(error) ? error : undefined)],
    ['instanceof', (error: unknown) => (error instanceof full.ApiError ? error : undefined)],
  ])('of errors are told by a switch over the status, after %s', (_, narrow) => {
    const say = (thrown: unknown): unknown => {
      const error = narrow(thrown);
      switch (error?.status) {
        case undefined:
          return undefined;
        case 400:
          expectTypeOf(error).toEqualTypeOf<full.BadRequestError>();
          return error.details;
        case 429:
          expectTypeOf(error).toEqualTypeOf<full.RateLimitError>();
          return error.retryAfterMs;
        case 503:
          expectTypeOf(error).toEqualTypeOf<full.ServerError>();
          return error.name;
        default:
          return error?.message;
      }
    };
    expect(say(new full.BadRequestError('x', { status: 400, details: [] }))).toEqual([]);
    expect(say(new full.RateLimitError('x', { status: 429, retryAfterMs: 5 }))).toBe(5);
    expect(say(new full.ServerError('x', { status: 503 }))).toBe('ServerError');
    expect(say(new full.UnexpectedStatusError('x', { status: 409 }))).toBe('x');
    expect(say(new full.AbortError('x'))).toBeUndefined();
  });

  it('of errors are told by a switch over the name', () => {
    const error: unknown = new full.TimeoutError('x');
    if (!full.isRevenueError(error)) expect.unreachable();
    else if (error.name === 'TimeoutError') expectTypeOf(error).toEqualTypeOf<full.TimeoutError>();
    else expect.unreachable();
  });

  it('of wrong calls are errors', () => {
    // Compiled, never run.
    const wrong = (): void => {
      // @ts-expect-error a field is missing
      client.invoices.create({ invoice_id: 'x' });
      // @ts-expect-error the amount is a number
      client.invoices.create({ ...invoice, amount: '1' });
      // @ts-expect-error a history is of one row
      client.invoices.listHistory({ limit: 1 });
      // @ts-expect-error there is no such order
      client.invoices.list({ sort: 'color' });
      // @ts-expect-error the options of hey-api's client are not ours
      full.createClient({ baseURL: 'x' });
    };
    expect(wrong).toBeTypeOf('function');
  });
});
