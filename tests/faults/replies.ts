import { success, type Turn } from './turn.ts';

/** Deals with one request. */
export type Reply = (turn: Turn) => void;

const html = '<!doctype html><title>Not the API</title><p>A page of somebody else.</p>';
const jsonType = { 'content-type': 'application/json' };
const DRIP_MS = 200;

/** Every way in which the server misbehaves; `ok` is the one in which it does not. */
export const replies = {
  ok: done,
  // Refusals that pass.
  '429-seconds': first((turn) => answer(turn, 429, failure('rate_limited'), { 'retry-after': '1' })),
  // A date has whole seconds: two of them are between one and two from now.
  '429-date': first((turn) => answer(turn, 429, failure('rate_limited'), { 'retry-after': inSeconds(2) })),
  '429-ms': first((turn) => answer(turn, 429, failure('rate_limited'), { 'retry-after-ms': '50' })),
  '429-none': first((turn) => answer(turn, 429, failure('rate_limited'))),
  '429-beyond': (turn) => answer(turn, 429, failure('rate_limited'), { 'retry-after': '3600' }),
  '503-seconds': first((turn) => answer(turn, 503, failure('unavailable'), { 'retry-after': '1' })),
  '500-then-200': first((turn) => answer(turn, 500, failure('internal'))),
  '500-after-commit': first((turn) => {
    turn.commit();
    answer(turn, 500, failure('internal'));
  }),
  'always-500': (turn) => answer(turn, 500, failure('internal')),
  // Connections that break.
  'commit-then-reset': first((turn) => {
    turn.commit();
    reset(turn);
  }),
  'reset-before-answer': first(reset),
  'reset-mid-body': first((turn) => {
    const { body } = turn.commit();
    turn.response.writeHead(200, { ...jsonType, 'content-length': Buffer.byteLength(body) });
    turn.response.write(body.slice(0, 12), () => reset(turn));
  }),
  'stale-socket': (turn) => {
    if (turn.isReused && !turn.marks.has('reset')) {
      turn.marks.add('reset');
      reset(turn);
    } else done(turn);
  },
  // Answers that do not come, or not to their end.
  'no-headers': () => {},
  'no-body': ({ response }) => {
    response.writeHead(200, jsonType).flushHeaders();
  },
  drip: ({ response }) => {
    response.writeHead(200, jsonType);
    const timer = setInterval(() => response.write(' '), DRIP_MS);
    response.on('close', () => clearInterval(timer));
  },
  // Successes that are none.
  'truncated-json': committed('{"success":tr'),
  'empty-200': committed(''),
  'no-content-204': (turn) => {
    turn.commit();
    turn.response.writeHead(204).end();
  },
  'null-200': committed('null'),
  'html-200': committed(html, 'text/html'),
  'wrong-types': committed('{"success":"yes","invoice_id":5}'),
  'success-11mb': committed(
    `{"success":true,"invoice_id":"inv_1","id":"made_1","padding":"${'x'.repeat(11_000_000)}"}`,
  ),
  // Bodies that are odd.
  'html-502': (turn) => {
    turn.response.writeHead(502, { 'content-type': 'text/html' }).end(html);
  },
  'error-5mb': (turn) => answer(turn, 400, failure('bad', 'x'.repeat(5_000_000))),
  'unknown-fields': (turn) => {
    turn.commit();
    const body = success(turn.request.body, { invented: { later: ['by', 'the server'] }, status: 'a_new_value' });
    answer(turn, 200, body);
  },
  'invalid-utf8': (turn) => {
    turn.commit();
    const [head, tail] = success(turn.request.body, { note: '@' }).split('@');
    turn.response
      .writeHead(200, jsonType)
      .end(Buffer.concat([Buffer.from(`${head}`), Buffer.from([0xff, 0xc3]), Buffer.from(`${tail}`)]));
  },
  // HTTP that is none.
  'chunked-garbage': first((turn) => {
    turn.commit();
    raw(
      turn,
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{"success":true}\r\n',
    );
  }),
  'length-too-long': first((turn) => {
    const { body } = turn.commit();
    raw(
      turn,
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length + 100}\r\n\r\n${body}`,
    );
  }),
  'length-too-short': first((turn) => {
    const { body } = turn.commit();
    raw(turn, `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length - 5}\r\n\r\n${body}`);
  }),
  '1xx-flood': (turn) => {
    const { body } = turn.commit();
    raw(
      turn,
      `${'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(10_000)}HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
  },
  // Ways to another origin.
  'redirect-307': (turn) => redirect(turn, 307),
  'redirect-302': (turn) => redirect(turn, 302),
} satisfies Record<string, Reply>;

export type FaultName = keyof typeof replies;

function done(turn: Turn): void {
  const { status, body, headers } = turn.commit();
  turn.response.writeHead(status, headers).end(body);
}

/** Misbehaves once; the rest of the run goes well. */
function first(reply: Reply): Reply {
  return (turn) => (turn.attempt === 1 ? reply(turn) : done(turn));
}

/** Does the write and answers 200 with a text of any kind. */
function committed(text: string, type = 'application/json'): Reply {
  return (turn) => {
    turn.commit();
    turn.response.writeHead(200, { 'content-type': type }).end(text);
  };
}

function answer({ response }: Turn, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...jsonType, ...headers }).end(body);
}

function redirect({ response, otherOrigin }: Turn, status: number): void {
  response.writeHead(status, { location: `${otherOrigin}/elsewhere` }).end();
}

function reset({ response }: Turn): void {
  response.socket?.resetAndDestroy();
}

/** Writes bytes past the HTTP server, and ends the connection. */
function raw({ response: { socket } }: Turn, bytes: string): void {
  socket?.end(bytes);
}

function failure(code: string, message = `It is ${code}.`): string {
  return JSON.stringify({ success: false, error: { type: code, code, message }, request_id: 'req_1' });
}

function inSeconds(count: number): string {
  return new Date(Date.now() + count * 1000).toUTCString();
}
