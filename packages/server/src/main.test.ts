import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteStore } from './store/sqlite.ts';
import { makeKey, spawnMain } from './test-support/program.ts';
import { tempFolder } from './test-support/temp-folder.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const run = (...args: string[]) => spawnMain(args).finished;

describe('the program', () => {
  it('prints help and version to stdout', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('First steps:') });
    expect(await run('keys', 'create', '--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--tenant NAME'),
    });
    expect(await run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) });
  });

  it.each([
    [
      ['serve', '--prot', '1'],
      'Unknown flag --prot; did you mean --port? "revenue-server serve --help" lists the flags.\n',
    ],
    [['serve', '--port', 'abc'], '--port must be a whole number from 0 to 65535, not "abc".\n'],
  ])('ends with 1 and one sentence: %j', async (args, stderr) => {
    expect(await run(...args)).toEqual({ code: 1, signal: null, stdout: '', stderr });
  });

  it('says which port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const ended = await run('serve', '--port', String(port), '--data', tempFolder(onTestFinished));
    expect(ended).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: `Port ${port} of 127.0.0.1 is in use: end the other process or choose another --port.\n`,
    });
  });

  it('says why it cannot listen on a host', async () => {
    const ended = await run('serve', '--host', '203.0.113.1', '--port', '0', '--data', tempFolder(onTestFinished));
    expect(ended).toMatchObject({
      code: 1,
      stderr: 'Cannot listen on host 203.0.113.1, port 0 (EADDRNOTAVAIL): check --host.\n',
    });
  });

  it('says what is wrong with the data folder', async () => {
    const folder = tempFolder(onTestFinished);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const data of [file, join(file, 'below')]) {
      const stderr = `Cannot use the data folder ${data}: it is not a folder.\n`;
      expect(await run('serve', '--port', '0', '--data', data)).toMatchObject({ code: 1, stderr });
    }
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'revenue.sqlite'), 'These are notes, not a database. '.repeat(50));
    const stderr = `Cannot use the data folder ${other}: its revenue.sqlite is not a SQLite database.\n`;
    expect(await run('serve', '--port', '0', '--data', other)).toMatchObject({ code: 1, stderr });
    expect(await run('keys', 'create', '--tenant', 'a', '--data', other)).toMatchObject({ code: 1, stderr });
  });
});

describe('keys', () => {
  it('are made, shown once as JSON, and stored as a hash only', async () => {
    const data = join(tempFolder(onTestFinished), 'data');
    const { code, stdout } = await run(
      'keys',
      'create',
      '--data',
      data,
      '--tenant',
      'acme',
      '--env',
      'live',
      '--scope',
      'revenue',
      '--json',
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const made = JSON.parse(stdout) as Record<string, string>;
    expect(Object.keys(made)).toEqual(['id', 'key', 'tenant', 'environment', 'scopes', 'created_at', 'expires_at']);
    expect(made).toMatchObject({ tenant: 'acme', environment: 'live', scopes: ['revenue'] });
    const key = made['key'] ?? '';
    expect(key).toMatch(/^ts_live_/);
    expect(readFileSync(join(data, 'revenue.sqlite')).includes(key.slice(20))).toBe(false);

    for (const args of [[], ['--json']]) {
      const list = await run('keys', 'list', '--data', data, ...args);
      expect(list).toMatchObject({ code: 0, stderr: '' });
      expect(list.stdout).toContain(made['id']);
      expect(list.stdout).toContain(key.slice(0, 18));
      expect(list.stdout).not.toContain(key.slice(20, 30));
    }
  });

  it('are shown to people with what to do next', async () => {
    const data = tempFolder(onTestFinished);
    const { stdout } = await run('keys', 'create', '--data', data, '--tenant', 'Acme Inc');
    expect(stdout).toMatch(
      /^A test key for tenant "Acme Inc", scopes: revenue\.\n\n {2}ts_test_\w+\n\nIt is shown this once/,
    );
    const table = await run('keys', 'list', '--data', data);
    expect(table.stdout).toMatch(
      /^ID +KEY +TENANT +ENV +SCOPES +CREATED +EXPIRES +REVOKED\nkey_\w+ +ts_test_\w{10}… +Acme Inc +test +revenue +\S+Z +- +-\n$/,
    );
  });

  it('end by their id, a second time too; an unknown id is an error that repeats no key', async () => {
    const data = tempFolder(onTestFinished);
    const { id, key } = await makeKey(data);
    expect(await run('keys', 'revoke', id, '--data', data)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('It ended now.'),
    });
    const again = await run('keys', 'revoke', id, '--data', data);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('It had already ended at') });
    expect(await run('keys', 'revoke', 'key_0', '--data', data)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'No key has the id "key_0": "revenue-server keys list" shows the ids.\n',
    });
    const pasted = await run('keys', 'revoke', key, '--data', data);
    expect(pasted.code).toBe(1);
    expect(pasted.stderr).not.toContain(key.slice(20));
  });

  it('are not looked for where there is no database', async () => {
    const data = join(tempFolder(onTestFinished), 'missing');
    for (const args of [['list'], ['revoke', 'key_1']]) {
      const ended = await run('keys', ...args, '--data', data);
      expect(ended).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`There is no database in ${data}: check --data`),
      });
    }
  });

  it('say so when there are none', async () => {
    const data = tempFolder(onTestFinished);
    await openSqliteStore({ data }).close();
    expect((await run('keys', 'list', '--data', data)).stdout).toContain('No keys yet');
    expect((await run('keys', 'list', '--data', data, '--json')).stdout).toBe('[]\n');
  });
});
