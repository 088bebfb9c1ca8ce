import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiKey } from '../test/invoice.ts';
import { createClient } from './client.ts';
import { RevenueError } from './errors.ts';
import type { ClientOptions } from './options.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function refusal(options: ClientOptions | undefined, during: () => void = () => {}): RevenueError {
  during();
  try {
    createClient(options);
  } catch (error) {
    expect(error).toBeInstanceOf(RevenueError);
    return error as RevenueError;
  } finally {
    vi.unstubAllGlobals();
  }
  throw new Error('it was not refused');
}

/** What a page has, as far as the client looks. */
function browser(origin: string): void {
  vi.stubGlobal('window', {});
  vi.stubGlobal('document', {});
  vi.stubGlobal('location', { origin });
  vi.stubGlobal('process', undefined);
}

describe('baseUrl', () => {
  it('is the vendor by default', () => {
    expect(createClient({ apiKey }).baseUrl).toBe('https://api.app.thrivestack.ai');
  });

  it('loses slashes at its end', () => {
    expect(createClient({ apiKey, baseUrl: 'http://127.0.0.1:8787/api//' }).baseUrl).toBe('http://127.0.0.1:8787/api');
    expect(createClient({ baseUrl: '/api/' }).baseUrl).toBe('/api');
    expect(createClient({ baseUrl: '/' }).baseUrl).toBe('');
  });

  it.each([
    '',
    'api.example.com',
    'localhost:8787',
    'ftp://example.com',
    '//example.com',
    '/\\example.com',
    'https://',
    'https://user:pass@example.com',
    'https://example.com?x=1',
    'https://example.com#x',
    'javascript:alert(1)',
    'https://api.example.com:99999',
    'https://api.example.com:port/x',
    'http://[::1',
  ])('is refused when it is %j', (baseUrl) => {
    const error = refusal({ apiKey, baseUrl });
    expect(error.code).toBe('invalid_base_url');
    if (baseUrl) expect(error.message).not.toContain(baseUrl);
  });

  it('may be a path without a page until a call is made, so that servers can render', async () => {
    const client = createClient({ baseUrl: '/api' });
    const operation = { id: 'x', method: 'GET', path: '/x', scope: 'x' } as const;
    await expect(client.request(operation, {})).rejects.toMatchObject({ code: 'invalid_base_url', attempts: 0 });
  });

  it('is resolved against the page', async () => {
    vi.stubGlobal('location', { origin: 'https://app.example.com' });
    const urls: string[] = [];
    const client = createClient({
      baseUrl: '/api',
      fetch: async (url) => {
        urls.push(url);
        return Response.json({});
      },
    });
    await client.request({ id: 'x', method: 'GET', path: '/revenue/things', scope: 'x' }, {});
    expect(urls).toEqual(['https://app.example.com/api/revenue/things']);
  });
});

describe('apiKey', () => {
  it('has to be somewhere', () => {
    vi.stubEnv('THRIVESTACK_API_KEY', undefined);
    expect(refusal({})).toMatchObject({ code: 'missing_api_key' });
    expect(refusal({}).message).toContain('apiKey');
  });

  it('does not leave the environment for a page of the own origin', async () => {
    vi.stubEnv('THRIVESTACK_API_KEY', 'from_environment');
    vi.stubGlobal('location', { origin: 'https://app.example.com' });
    const headers: unknown[] = [];
    const client = createClient({
      baseUrl: '/api',
      fetch: async (_url, init) => {
        headers.push(init.headers);
        return Response.json({});
      },
    });
    await client.request({ id: 'x', method: 'GET', path: '/x', scope: 'x' }, {});
    expect(headers).toEqual([{ accept: 'application/json' }]);
  });

  it.each([`${apiKey}\n`, ` ${apiKey}`, `${apiKey}\u00e9`, `a ${apiKey}`, ''])(
    'is refused, and not repeated, when it is %j',
    (key) => {
      const error = refusal({ apiKey: key });
      expect(error.code).toBe('invalid_api_key');
      expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('SENTINEL');
    },
  );
});

describe('a key in a browser', () => {
  const page = (): void => browser('https://app.example.com');

  it('is refused', () => {
    const error = refusal({ apiKey }, page);
    expect(error.code).toBe('key_in_browser');
    expect(error.message).toContain('createProxy');
    expect(refusal({ apiKey: () => apiKey }, page).code).toBe('key_in_browser');
    expect(refusal({ apiKey, baseUrl: '/api' }, page).code).toBe('key_in_browser');
  });

  it('is allowed at the own risk', () => {
    page();
    expect(createClient({ apiKey, dangerouslyAllowBrowser: true }).id).toBe('default');
  });

  it('is not needed on the own origin', () => {
    page();
    expect(createClient({ baseUrl: '/api' }).baseUrl).toBe('/api');
    expect(createClient({ baseUrl: 'https://app.example.com/api' }).baseUrl).toBe('https://app.example.com/api');
  });

  it('is missed on another origin', () => {
    expect(refusal({ baseUrl: 'https://api.example.com' }, page).code).toBe('missing_api_key');
  });

  it('is no matter in jsdom, which has a window in Node', () => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    expect(createClient({ apiKey }).id).toBe('default');
  });
});

describe('id', () => {
  it('is default, or what was given', () => {
    expect(createClient({ apiKey }).id).toBe('default');
    expect(createClient({ apiKey, id: 'second' }).id).toBe('second');
  });
});
