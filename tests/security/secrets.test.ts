import { readdirSync, readFileSync } from 'node:fs';
import { generateKey } from '@thrivestack-revenue/engine';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeKey, spawnMain, startServer } from '../../packages/server/src/test-support/program.ts';
import { tempFolder } from '../../packages/server/src/test-support/temp-folder.ts';
import { exchange } from '../fuzz/wire.ts';
import { goodBody, subjectOf, subjects } from './world.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The part of a key that nobody may see: all but its prefix. */
const secretOf = (key: string): string => key.slice(19);

describe('a key is shown once and kept nowhere', () => {
  it('not in the files of the database, the log at any level, an answer, or what the commands print', async () => {
    const data = tempFolder(onTestFinished);
    const known = [await makeKey(data), await makeKey(data, '--env', 'live')];
    const unknown = [generateKey('test'), generateKey('live')];
    const server = await startServer(data, onTestFinished, ['--log-level', 'trace', '--rate-limit', 'off']);
    const answers: string[] = [];
    const say = async (bytes: string): Promise<void> => {
      const { answers: all, rest } = await exchange(server.port, Buffer.from(bytes, 'latin1'), []);
      answers.push(rest, ...all.map((answer) => JSON.stringify(answer)));
    };
    for (const key of [...known.map((one) => one.key), ...unknown]) {
      for (const subject of subjects) {
        const { method, path } = subject.operation;
        const target = path.replace(/\{[^}]*\}/, 'row');
        const body = subject.operation.body ? JSON.stringify(goodBody(subject, 'row')) : '';
        const head = `host: h\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nidempotency-key: k`;
        await say(`${method} ${target} HTTP/1.1\r\n${head}\r\nx-api-key: ${key}\r\n\r\n${body}`);
      }
      const { path } = subjectOf('list').operation;
      // Where a key does not belong, and in what is no HTTP at all.
      await say(
        `GET ${path}/${key} HTTP/1.1\r\nhost: h\r\nx-api-key: ${key}\r\n\r\n`.replace(`/${key} `, `?q=${key} `),
      );
      await say(`GET /${key} HTTP/1.1\r\nhost: ${key}\r\nx-api-key : ${key}\r\n\r\n`);
      await say(`${key}\r\n\r\n`);
      await say(`GET / HTTP/1.1\r\nhost: h\r\nx-api-key: ${key}${'x'.repeat(17_000)}\r\n\r\n`);
      await say(
        `GET /nowhere HTTP/1.1\r\nhost: h\r\nx-api-key: ${key}, ${key}\r\nauthorization: Bearer ${key}\r\n\r\n`,
      );
    }
    const listed = await spawnMain(['keys', 'list', '--data', data]).finished;
    const revoked = await spawnMain(['keys', 'revoke', known[0]?.id ?? '', '--data', data]).finished;
    // While it runs, so that what is not yet folded into the database is looked at too.
    const live = readdirSync(data).map((name) => [name, readFileSync(`${data}/${name}`).toString('latin1')] as const);
    server.child.kill('SIGTERM');
    const { stdout, stderr } = await server.finished;
    const after = readdirSync(data).map((name) => [name, readFileSync(`${data}/${name}`).toString('latin1')] as const);
    expect(live.map(([name]) => name).some((name) => name.endsWith('-wal'))).toBe(true);
    expect(stdout.match(/"msg":"request"/g)?.length).toBeGreaterThan(20);
    expect(answers.join('')).toContain('"status":200');
    const outputs = {
      answers: answers.join('\n'),
      stdout,
      stderr,
      listed: listed.stdout + listed.stderr,
      revoked: revoked.stdout + revoked.stderr,
      ...Object.fromEntries([...live, ...after]),
    };
    for (const { key } of known) {
      for (const [name, text] of Object.entries(outputs))
        expect(String(text).includes(secretOf(key)), name).toBe(false);
    }
    for (const key of unknown) {
      for (const [name, text] of Object.entries(outputs))
        expect(String(text).includes(secretOf(key)), name).toBe(false);
    }
  });
});
