import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { assertFree, portFrom, portsFrom } from './ports.mjs';

describe('portFrom', () => {
  it('takes the fallback when nothing is set', () => {
    expect(portFrom({}, 'API_PORT', 8787)).toBe(8787);
    expect(portFrom({ API_PORT: ' ' }, 'API_PORT', 8787)).toBe(8787);
    expect(portFrom({ API_PORT: '65535' }, 'API_PORT', 8787)).toBe(65535);
  });

  it.each(['abc', '0', '65536', '-1', '80.5', '8e3', '0x50'])('refuses %s in one sentence', (text) => {
    expect(() => portFrom({ API_PORT: text }, 'API_PORT', 8787)).toThrow(
      `API_PORT=${text} is not a port: use a whole number from 1 to 65535, for example API_PORT=8787.`,
    );
  });
});

describe('portsFrom', () => {
  it('refuses one port for both', () => {
    expect(portsFrom({})).toEqual({ api: 8787, dashboard: 3000 });
    expect(() => portsFrom({ API_PORT: '3000' })).toThrow('API_PORT and DASHBOARD_PORT are both 3000');
  });
});

describe('assertFree', () => {
  const servers = [];
  const listen = (host) =>
    new Promise((resolve) => {
      const server = createServer().listen({ port: 0, host }, () => resolve(server.address().port));
      servers.push(server);
    });
  afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

  it.each(['127.0.0.1', '0.0.0.0'])('sees a program on %s', async (host) => {
    const port = await listen(host);
    await expect(assertFree(port, 'API_PORT')).rejects.toThrow(
      `Port ${port} is in use. Stop the program that has it, or choose another port: API_PORT=`,
    );
  });

  it('leaves a free port free', async () => {
    const port = await listen('127.0.0.1');
    await new Promise((resolve) => servers.pop().close(resolve));
    await assertFree(port, 'API_PORT');
    await assertFree(port, 'API_PORT');
  });
});
