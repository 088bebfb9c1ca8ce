import Database from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { prepareFile } from './store/database.ts';
import { openSqliteStore } from './store/sqlite.ts';
import { makeKey, spawnMain, startServer } from './test-support/program.ts';
import { tempFolder } from './test-support/temp-folder.ts';
import { command, thingsManifest } from './test-support/things.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Does something to the database of a server from another process's place. */
function behindItsBack(data: string, sql: string): void {
  const database = new Database(prepareFile(data));
  database.exec(sql);
  database.close();
}

it('ends when a thread of the storage has crashed, and has what it acknowledged when it starts again', async () => {
  const data = tempFolder(onTestFinished);
  const { key } = await makeKey(data);
  const server = await startServer(data, onTestFinished);
  behindItsBack(data, 'ALTER TABLE audit RENAME TO audit_away');
  const answer = await fetch(`${server.url}/revenue/invoices`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: '{"invoice_id":"a","customer_id":"c","group_id":"g","issue_date":"2026-01-01T00:00:00Z","amount":1}',
  });
  expect(answer.status).toBe(200);
  const { code, stdout, stderr } = await server.finished;
  expect(code).toBe(1);
  expect(stdout + stderr).toMatch(/no such table.*the storage crashed/);
  behindItsBack(data, 'ALTER TABLE audit_away RENAME TO audit');
  const again = await startServer(data, onTestFinished);
  const read = await fetch(`${again.url}/revenue/invoices/a`, { headers: { 'x-api-key': key } });
  expect(await read.json()).toMatchObject({ invoice_id: 'a', amount: 1 });
});

it('tells of a crash by `onCrash` alone, and can be closed afterwards', async () => {
  const data = tempFolder(onTestFinished);
  let crash: (error: Error) => void = () => {};
  const crashed = new Promise<Error>((resolve) => {
    crash = resolve;
  });
  const store = openSqliteStore({ data, manifest: thingsManifest(), onCrash: crash });
  behindItsBack(data, 'ALTER TABLE audit RENAME TO audit_away');
  // A rejection that nobody hears of would end a program, and fails this test.
  await store.write(command('create', 'a', { name: 'one' }));
  expect((await crashed).message).toMatch(/no such table/);
  await store.close();
});

it('does not touch a database that a newer version has written', async () => {
  const data = tempFolder(onTestFinished);
  await openSqliteStore({ data }).close();
  behindItsBack(data, 'INSERT INTO migrations (number, at) VALUES (99, 0)');
  const ended = await spawnMain(['serve', '--port', '0', '--data', data]).finished;
  expect(ended).toMatchObject({ code: 1, signal: null, stdout: '' });
  expect(ended.stderr).toMatch(/written by a newer version.*update/);
  expect(ended.stderr.trim().split('\n')).toHaveLength(1);
});
