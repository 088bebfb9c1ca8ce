import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteStore } from '../store/sqlite.ts';
import { makeKey, type RunningServer, spawnMain, startServer } from '../test-support/program.ts';
import { tempFolder } from '../test-support/temp-folder.ts';
import { command, scopeOf, thingsManifest } from '../test-support/things.ts';
import { backUp } from './back-up.ts';
import { checkCopy } from './copy.ts';
import { factsOf } from './facts.ts';
import { restore } from './restore.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const manifest = thingsManifest();
const open = (data: string) => openSqliteStore({ data, manifest });
const back = (data: string, file: string) => backUp({ name: 'backup', data, file, json: true });
const bring = (data: string, file: string, replace = false) =>
  restore({ name: 'restore', data, file, replace, json: true });

/** A folder with a few things in it, closed, and a copy of it. */
async function withCopy(count = 3): Promise<{ folder: string; data: string; copy: string }> {
  const folder = tempFolder(onTestFinished);
  const data = join(folder, 'data');
  await fill(data, count);
  const copy = join(folder, 'copy');
  await back(data, copy);
  return { folder, data, copy };
}

async function fill(data: string, count: number, prefix = 'id'): Promise<void> {
  const store = open(data);
  for (let index = 0; index < count; index += 1) {
    await store.write(command('create', `${prefix}-${index}`, { name: `n${index}` }));
  }
  await store.close();
}

async function ids(data: string): Promise<string[]> {
  const store = open(data);
  const { rows } = await store.list({
    scope: scopeOf('acme'),
    resource: 'things',
    filters: [],
    sort: { column: 'created_at' },
    order: 'asc',
    limit: 200,
  });
  await store.close();
  return rows.map(({ id }) => id);
}

describe('backup', () => {
  it('is one file that nobody else may read, and says what it holds', async () => {
    const folder = tempFolder(onTestFinished);
    const store = open(join(folder, 'data'));
    await store.write(command('create', 'a', { name: 'x' }));
    const file = join(folder, 'copy');
    // The store is open: what is only in the WAL is copied too.
    const said = JSON.parse(await back(join(folder, 'data'), file)) as { bytes: number; rows: Record<string, number> };
    expect(said).toMatchObject({ file, bytes: statSync(file).size, rows: { audit: 1 } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['copy', 'data']);
    await store.close();
  });

  it('never overwrites, and leaves nothing behind when it fails', async () => {
    const { folder, data, copy } = await withCopy();
    const before = readFileSync(copy);
    await expect(back(data, copy)).rejects.toThrow(`${copy} is there already: a backup never overwrites`);
    expect(readFileSync(copy).equals(before)).toBe(true);
    await expect(back(data, join(folder, 'missing', 'copy'))).rejects.toThrow('its folder does not exist.');
    await expect(back(join(folder, 'none'), join(folder, 'other'))).rejects.toThrow('There is no database in');
    writeFileSync(join(data, 'revenue.sqlite'), 'notes, no database. '.repeat(100));
    await expect(back(data, join(folder, 'other'))).rejects.toThrow('it is not a SQLite database.');
    expect(readdirSync(folder).sort()).toEqual(['copy', 'data']);
  });

  it('is refused when it is not what was copied', async () => {
    const { copy } = await withCopy();
    const database = new Database(copy);
    const facts = factsOf(database);
    database.exec("UPDATE audit SET id = 'idx-0' WHERE number = 1");
    database.close();
    expect(() => checkCopy(copy, facts)).toThrow('the table audit of the copy is not what was copied');
    const bytes = readFileSync(copy);
    bytes.fill(0xff, bytes.length - 2000);
    writeFileSync(copy, bytes);
    expect(() => checkCopy(copy, facts)).toThrow();
  });
});

describe('restore', () => {
  it('brings everything back, into a folder that is new or was never written', async () => {
    const { folder, copy } = await withCopy();
    for (const name of ['new', 'started']) {
      const data = join(folder, name);
      if (name === 'started') await open(data).close();
      expect(JSON.parse(await bring(data, copy))).toMatchObject({ rows: { audit: 3 } });
      expect(statSync(join(data, 'revenue.sqlite')).mode & 0o777).toBe(0o600);
      expect(await ids(data)).toEqual(['id-0', 'id-1', 'id-2']);
    }
  });

  it('overwrites data only when told', async () => {
    const { folder, copy } = await withCopy();
    const data = join(folder, 'other');
    await fill(data, 5, 'other');
    await expect(bring(data, copy)).rejects.toThrow(`${data} has data already: with --replace it is overwritten.`);
    expect(await ids(data)).toHaveLength(5);
    await bring(data, copy, true);
    expect(await ids(data)).toEqual(['id-0', 'id-1', 'id-2']);
  });

  it('leaves a folder alone that is in use', async () => {
    const { data, copy } = await withCopy();
    const store = open(data);
    await expect(bring(data, copy, true)).rejects.toThrow(`${data} is in use: stop the server first.`);
    await store.write(command('create', 'later', { name: 'x' }));
    await store.close();
    expect(await ids(data)).toContain('later');
  });

  it('replaces nothing by a copy that is no good', async () => {
    const { folder, data, copy } = await withCopy(200);
    const whole = readFileSync(copy);
    const damaged = (name: string, bytes: Buffer): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const zeros = Buffer.from(whole);
    zeros.fill(0, 8192, 20_480);
    const foreign = join(folder, 'foreign');
    const other = new Database(foreign);
    other.exec('CREATE TABLE t (a)');
    other.close();
    const newer = damaged('newer', whole);
    const future = new Database(newer);
    future.exec('INSERT INTO migrations (number, at) VALUES (999, 0)');
    future.close();
    for (const [file, text] of [
      [join(folder, 'none'), 'There is no file'],
      [damaged('text', Buffer.from('notes '.repeat(500))), 'it is not a SQLite database'],
      [damaged('empty', Buffer.alloc(0)), 'it is not a database of this server'],
      [damaged('cut', whole.subarray(0, whole.length / 2)), 'it is damaged'],
      [damaged('zeros', zeros), 'it is damaged'],
      [foreign, 'it is not a database of this server'],
      [newer, 'it was written by a newer version (999'],
    ] as const) {
      await expect(bring(data, file, true), file).rejects.toThrow(text);
    }
    expect(await ids(data)).toHaveLength(200);
  });
});

/** Creates a row over HTTP; tells whether it was acknowledged. */
async function write(server: RunningServer, key: string, id: string): Promise<boolean> {
  const body = { invoice_id: id, customer_id: 'c', group_id: 'g', issue_date: '2026-01-01T00:00:00Z', amount: 1 };
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  const answer = await fetch(`${server.url}/revenue/invoices`, { method: 'POST', headers, body: JSON.stringify(body) });
  return answer.status === 200;
}

it('while a server writes: the copy has every write that was answered before, and serves', async () => {
  const folder = tempFolder(onTestFinished);
  const [data, copy, other] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'other')];
  const { key } = await makeKey(data);
  const server = await startServer(data, onTestFinished, ['--rate-limit', 'off']);
  const acknowledged: string[] = [];
  let isOver = false;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let index = 0; !isOver; index += 1) {
      const id = `inv-${writer}-${index}`;
      if (await write(server, key, id)) acknowledged.push(id);
    }
  });
  await vi.waitUntil(() => acknowledged.length >= 100, { timeout: 30_000 });
  const before = [...acknowledged];
  const { code, stderr, stdout } = await spawnMain(['backup', copy, '--data', data]).finished;
  const after = acknowledged.length;
  isOver = true;
  await Promise.all(writers);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Wrote .*copy: \d+ bytes, \d+ rows in \d+ tables, checked and on the disk\.\n$/);
  expect(after).toBeGreaterThan(before.length);

  const busy = await spawnMain(['restore', copy, '--data', data, '--replace']).finished;
  expect(busy).toMatchObject({ code: 1, stderr: `${data} is in use: stop the server first.\n` });

  expect(await spawnMain(['restore', copy, '--data', other]).finished).toMatchObject({ code: 0, stderr: '' });
  const restored = await startServer(other, onTestFinished, ['--rate-limit', 'off']);
  for (const id of before) {
    const answer = await fetch(`${restored.url}/revenue/invoices/${id}`, { headers: { 'x-api-key': key } });
    expect(answer.status, id).toBe(200);
  }
  expect(await write(restored, key, 'new')).toBe(true);
});
