import { type Case, equal, failure, has, type Setting, truly } from './case.ts';
import { invoice, meet, secret } from './wire.ts';

/** The entry `./observe`, and listeners of one's own. */
export const observerCases: Case[] = [
  {
    name: 'observe: logTo has a line for each event, with a time and without a secret',
    async run(setting) {
      const { lines, observer } = logged(setting);
      const { client } = meet(setting, '500-then-200', { observers: [observer] });
      await setting.entries.functions.createInvoice(client, invoice);
      equal(lines, [
        'debug POST /revenue/invoices: attempt 1',
        'warn POST /revenue/invoices: ServerError 500 in … ms (request req_1)',
        'warn Attempt 1 failed (ServerError); the next one is in … ms.',
        'debug POST /revenue/invoices: attempt 2',
        'info POST /revenue/invoices: 200 in … ms',
      ]);
    },
  },
  {
    name: 'observe: logTo says that a write had been done, and shows no id',
    async run(setting) {
      const { lines, observer } = logged(setting);
      const { client } = meet(setting, '500-after-commit', { observers: [observer] });
      await setting.entries.functions.createInvoice(client, invoice);
      truly(lines.at(-1) === 'info POST /revenue/invoices: 200, done before in … ms', `${lines.at(-1)}`);
      const { client: other } = meet(setting, 'html-502', { observers: [observer], maxRetries: 0 });
      await failure(setting.entries.functions.getInvoice(other, 'inv_SENTINEL'));
      truly(lines.at(-1) === 'warn GET /revenue/invoices/{invoice_id}: ServerError 502 in … ms', `${lines.at(-1)}`);
      for (const shown of [secret, 'SENTINEL', invoice.invoice_id, invoice.customer_id]) {
        truly(!lines.join('\n').includes(shown), `${shown} is in a line`);
      }
    },
  },
  {
    name: 'observe: traceWith opens a span for every attempt, and ends it once',
    async run(setting) {
      const { spans, tracer } = traced();
      const { client, seen } = meet(setting, '500-then-200', {
        observers: [setting.entries.observe.traceWith(tracer)],
      });
      await setting.entries.functions.createInvoice(client, invoice);
      const { hostname, port } = new URL(setting.world.origin);
      const common = {
        'http.request.method': 'POST',
        'url.template': '/revenue/invoices',
        'server.address': hostname,
        'server.port': Number(port),
      };
      const failed = { 'http.response.status_code': 500, 'error.type': '500' };
      const repeated = { 'http.response.status_code': 200, 'http.request.resend_count': 1 };
      const name = 'POST /revenue/invoices';
      equal(spans, [
        { name, attributes: { ...common, ...failed }, status: { code: 2, message: 'ServerError' }, ended: 1 },
        { name, attributes: { ...common, ...repeated }, status: null, ended: 1 },
      ]);
      equal((await seen()).requests[0]?.headers['traceparent'], undefined, 'traceparent');
    },
  },
  {
    name: 'observe: traceWith lets the server join the trace, each attempt under its own span',
    async run(setting) {
      const { traceWith } = setting.entries.observe;
      const { client, seen } = meet(setting, '500-then-200', {
        observers: [traceWith(traced().tracer, { propagate: true })],
      });
      await setting.entries.functions.createInvoice(client, invoice);
      const sent = (await seen()).requests.map(({ headers }) => headers['traceparent']);
      equal(
        sent,
        [1, 2].map((span) => `00-${'a'.repeat(32)}-${String(span).padStart(16, '0')}-01`),
      );
    },
  },
  {
    name: 'listeners hear of every attempt, may add headers, and may throw',
    async run(setting) {
      const heard: string[] = [];
      const { client, seen } = meet(setting, '500-then-200', {
        onRequest: ({ attempt, headers }) => {
          heard.push(`request ${attempt} ${'x-api-key' in headers}`);
          headers['x-attempt'] = String(attempt);
          throw new Error('a fault in a display');
        },
        onResponse: ({ request, response, error, durationMs }) => {
          truly(durationMs >= 0, `durationMs ${durationMs}`);
          heard.push(`response ${request.attempt} ${response?.status ?? error?.status}`);
          throw new Error('a fault in a display');
        },
      });
      has(await setting.entries.functions.createInvoice(client, invoice), { success: true });
      equal(heard, ['request 1 false', 'response 1 500', 'request 2 false', 'response 2 200']);
      equal(
        (await seen()).requests.map(({ headers }) => headers['x-attempt']),
        ['1', '2'],
      );
    },
  },
];

/** A logger that keeps its lines; times are taken out of them. */
function logged({ entries }: Setting) {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (line: string): void => {
      lines.push(`${level} ${line.replace(/in \d+ ms/, 'in … ms')}`);
    };
  const logger = { debug: write('debug'), info: write('info'), warn: write('warn') };
  return { lines, observer: entries.observe.logTo(logger) };
}

/** A span as a tracer of OpenTelemetry would have kept it. */
interface KeptSpan {
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  status: unknown;
  ended: number;
}

function traced() {
  const spans: KeptSpan[] = [];
  const tracer: import('@thrivestack-revenue/core/observe').Tracer = {
    startSpan(name, { attributes }) {
      const span: KeptSpan = { name, attributes: { ...attributes }, status: null, ended: 0 };
      const spanId = String(spans.push(span)).padStart(16, '0');
      return {
        setAttribute: (key, value) => Object.assign(span.attributes, { [key]: value }),
        setStatus: (status) => Object.assign(span, { status }),
        spanContext: () => ({ traceId: 'a'.repeat(32), spanId, traceFlags: 1 }),
        end: () => {
          span.ended += 1;
        },
      };
    },
  };
  return { spans, tracer };
}
