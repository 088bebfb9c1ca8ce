import { StorageError } from '@thrivestack-revenue/engine';
import { expect, it } from 'vitest';
import { createLog, type Log } from './log.ts';

const KEY = 'ts_live_0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function lines(write: (log: Log) => void): unknown[] {
  const texts: string[] = [];
  write(createLog('debug', { write: (text) => void texts.push(text) }));
  return texts.map((text) => JSON.parse(text) as unknown);
}

it('writes one JSON object a line, with level and time in words', () => {
  expect(lines((log) => log.info({ url: 'http://h' }, 'listening'))).toEqual([
    { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), url: 'http://h', msg: 'listening' },
  ]);
});

it('shows of an error what holds no data, and of a key its public part', () => {
  const cause = Object.assign(new Error(`near ${KEY}`), { code: 'SQLITE_FULL', sql: KEY });
  const error = new StorageError('storage_unavailable', `disk of ${KEY}`, { cause });
  const [line] = lines((log) => log.error({ err: error }, 'failed'));
  expect(line).toMatchObject({
    err: {
      type: 'StorageError',
      code: 'storage_unavailable',
      message: 'disk of ts_live_0123456789…',
      cause: { code: 'SQLITE_FULL', message: 'near ts_live_0123456789…' },
    },
  });
  expect(JSON.stringify(line)).not.toContain('abcdefghijklm');
  expect(JSON.stringify(line)).not.toContain('"sql"');
});

it('cuts keys out of paths', () => {
  expect(lines((log) => log.debug({ path: `/revenue/${KEY}/x` }, 'request'))).toMatchObject([
    { path: '/revenue/ts_live_0123456789…/x' },
  ]);
});

it('hides secrets that were passed by mistake', () => {
  const secrets = {
    key: KEY,
    apiKey: KEY,
    hash: KEY,
    headers: { 'x-api-key': KEY },
    body: KEY,
    authorization: KEY,
    'x-api-key': KEY,
  };
  const text = JSON.stringify(lines((log) => log.info({ ...secrets, request: secrets }, 'oops')));
  expect(text).not.toContain('abcdefghijklm');
  expect(text.match(/\[redacted\]/g)).toHaveLength(14);
});
