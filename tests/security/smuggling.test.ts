import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange } from '../fuzz/wire.ts';
import { keyOf, serverTarget } from '../wire/targets.ts';
import { goodBody, subjectOf } from './world.ts';

/*
 * Messages that two readers could cut apart in two ways. The server refuses them, and nothing after them is read.
 */

let target: Awaited<ReturnType<typeof serverTarget>>;
let port: number;
beforeAll(async () => {
  target = await serverTarget({ limits: 'off' });
  port = Number(new URL(target.url).port);
});
afterAll(() => target.close());

const { path } = subjectOf('list').operation;
const hidden = `GET ${path}/smuggled HTTP/1.1\r\nhost: h\r\n\r\n`;
const head = (...lines: string[]): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: h',
    `x-api-key: ${keyOf()}`,
    'content-type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n');

describe('a message with two readings is refused, and what follows is not read', () => {
  it.each([
    ['CL.TE', `${head('content-length: 4', 'transfer-encoding: chunked')}0\r\n\r\n${hidden}`],
    ['TE.CL', `${head('transfer-encoding: chunked', 'content-length: 4')}0\r\n\r\n${hidden}`],
    ['two lengths', head('content-length: 0', `content-length: ${hidden.length}`) + hidden],
    ['two equal lengths', head('content-length: 0', 'content-length: 0') + hidden],
    ['a list of lengths', head(`content-length: 0, ${hidden.length}`) + hidden],
    ['a signed length', head('content-length: +0') + hidden],
    ['a negative length', head('content-length: -1') + hidden],
    ['a length in hex', head('content-length: 0x0') + hidden],
    ['a length too long for a number', head('content-length: 99999999999999999999') + hidden],
    ['an empty length', head('content-length: ') + hidden],
    ['a blank before the colon', head('content-length : 0') + hidden],
    ['a blank before the colon of the encoding', `${head('transfer-encoding : chunked')}0\r\n\r\n${hidden}`],
    ['a folded line', `${head('transfer-encoding:\r\n chunked')}0\r\n\r\n${hidden}`],
    ['another encoding', `${head('transfer-encoding: xchunked')}0\r\n\r\n${hidden}`],
    ['chunked not last', `${head('transfer-encoding: chunked, identity')}0\r\n\r\n${hidden}`],
    [
      'chunked and then another line',
      `${head('transfer-encoding: chunked', 'transfer-encoding: x')}0\r\n\r\n${hidden}`,
    ],
    ['a quoted encoding', `${head('transfer-encoding: "chunked"')}0\r\n\r\n${hidden}`],
    ['a vertical tab', `${head('transfer-encoding: \x0bchunked')}0\r\n\r\n${hidden}`],
    ['a NUL in a name', `${head('transfer\0-encoding: chunked')}0\r\n\r\n${hidden}`],
    ['a bare line feed between lines', `${head('a: b\ntransfer-encoding: chunked')}0\r\n\r\n${hidden}`],
    ['a bare carriage return', `${head('a: b\rtransfer-encoding: chunked')}0\r\n\r\n${hidden}`],
    ['a chunk size with a sign', `${head('transfer-encoding: chunked')}-1\r\n\r\n0\r\n\r\n${hidden}`],
    ['a chunk size in 0x', `${head('transfer-encoding: chunked')}0x0\r\n\r\n${hidden}`],
    ['a chunk size that wraps', `${head('transfer-encoding: chunked')}10000000000000000\r\n${hidden}`],
    ['a chunk that is longer than its size', `${head('transfer-encoding: chunked')}2\r\n{}x\r\n0\r\n\r\n${hidden}`],
    ['a bare line feed after a chunk size', `${head('transfer-encoding: chunked')}0\n\r\n${hidden}`],
    ['a line feed in a chunk extension', `${head('transfer-encoding: chunked')}0;a=\nb\r\n\r\n${hidden}`],
    ['no host', `GET ${path} HTTP/1.1\r\nx-api-key: ${keyOf()}\r\n\r\n`],
    ['a version of the future', `GET ${path} HTTP/9.9\r\nhost: h\r\n\r\n${hidden}`],
    ['a blank line first and a broken method', `\r\n\x00GET ${path} HTTP/1.1\r\n\r\n${hidden}`],
  ])('%s', async (_name, text) => {
    const { answers, rest } = await exchange(port, Buffer.from(text, 'latin1'), []);
    expect(rest).toBe('');
    expect(answers.length, JSON.stringify(answers)).toBe(1);
    expect(answers[0]?.status, answers[0]?.body).toBe(400);
    expect(answers[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('a message with one reading is read so', () => {
  const remove = subjectOf('delete');
  const body = JSON.stringify(goodBody(remove, 'nobody'));

  it('a request behind a DELETE with a body is the next one', async () => {
    const lines = [
      `DELETE ${remove.operation.path} HTTP/1.1`,
      'host: h',
      `x-api-key: ${keyOf()}`,
      'content-type: application/json',
    ];
    const text = [...lines, `content-length: ${body.length}`, '', body].join('\r\n');
    const list = `GET ${path}?limit=1 HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\n\r\n`;
    const { answers, rest } = await exchange(port, Buffer.from(text + list), []);
    expect([answers.map(({ status }) => status), rest]).toEqual([[404, 200], '']);
  });

  it('a body without framing is no body but the next message, which is none', async () => {
    const text = [`DELETE ${remove.operation.path} HTTP/1.1`, 'host: h', `x-api-key: ${keyOf()}`, '', body].join(
      '\r\n',
    );
    const { answers } = await exchange(port, Buffer.from(text), []);
    expect(answers.map(({ status, body: answer }) => [status, JSON.parse(answer).error.code])).toEqual([
      [400, 'missing_field'],
    ]);
  });

  it('a body of GET is read and not taken for a request', async () => {
    const text = `GET ${path}?limit=1 HTTP/1.1\r\nhost: h\r\nx-api-key: ${keyOf()}\r\ncontent-length: ${hidden.length}\r\n\r\n${hidden}`;
    const { answers } = await exchange(port, Buffer.from(text), []);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  it('chunks may have extensions and trailers, which are not looked at', async () => {
    const id = JSON.stringify(goodBody(subjectOf('create'), 'chunked'));
    const cut = 10;
    const chunks = `${cut.toString(16)};a="b;c"\r\n${id.slice(0, cut)}\r\n${(id.length - cut).toString(16)};x\r\n${id.slice(cut)}\r\n0\r\nx-api-key: other\r\nhost: evil\r\n\r\n`;
    const { answers } = await exchange(port, Buffer.from(head('transfer-encoding: chunked') + chunks), []);
    expect(answers.map(({ status }) => status)).toEqual([200]);
  });

  it('the absolute form and a foreign host change nothing', async () => {
    const text = `GET http://evil.example${path}?limit=1 HTTP/1.1\r\nhost: other.example\r\nx-api-key: ${keyOf()}\r\n\r\n`;
    const { answers } = await exchange(port, Buffer.from(text), []);
    expect(answers.map(({ status }) => status)).toEqual([200]);
    expect(answers[0]?.body).not.toContain('example');
  });
});
