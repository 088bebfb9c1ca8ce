import { afterEach, describe, expect, it, vi } from 'vitest';
import { findKey } from './environment.ts';
import { refuse } from './refuse.ts';
import { createTransport } from './transport-fetch.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('the key of the environment', () => {
  it('is found', () => {
    vi.stubEnv('THRIVESTACK_API_KEY', 'from_environment');
    expect(findKey(refuse)).toBe('from_environment');
  });

  it.each(['', undefined])('is said to be missing when it is %j', (value) => {
    vi.stubEnv('THRIVESTACK_API_KEY', value);
    const missing = expect.objectContaining({
      code: 'missing_api_key',
      message: expect.stringContaining('THRIVESTACK_API_KEY'),
    });
    expect(() => findKey(refuse)).toThrow(missing);
  });

  it('is missing where the environment may not be read, and where there is none', () => {
    const env = new Proxy(
      {},
      {
        get() {
          throw new Error('denied');
        },
      },
    );
    for (const process of [{ env, versions: {} }, undefined]) {
      vi.stubGlobal('process', process);
      expect(() => findKey(refuse)).toThrow(expect.objectContaining({ code: 'missing_api_key' }));
    }
  });
});

describe('the user agent', () => {
  const sent = async (headers: Record<string, string> = {}): Promise<unknown> => {
    const seen: unknown[] = [];
    const fetch = async (_url: string, init: RequestInit): Promise<Response> => {
      seen.push(init.headers);
      return Response.json({});
    };
    await createTransport(fetch)({ url: 'https://api.example.com', method: 'GET', headers }, () => {});
    return seen[0];
  };

  it('names the client and its version where there is no page', async () => {
    expect(await sent()).toEqual({ 'user-agent': expect.stringMatching(/^thrivestack-revenue-core\/\d/) });
  });

  it('is the caller’s where there is one', async () => {
    expect(await sent({ 'user-agent': 'mine/1' })).toEqual({ 'user-agent': 'mine/1' });
  });

  it('stays the browser’s own in a page and its workers', async () => {
    vi.stubGlobal('location', { origin: 'https://app.example.com' });
    expect(await sent({ accept: 'x' })).toEqual({ accept: 'x' });
  });
});
