import { beforeEach, expect, it, vi } from 'vitest';
import { clientOf, rejection } from '../../test/calls.ts';
import { invoice } from '../../test/invoice.ts';
import { failure, loopback, reset, stored } from '../../test/loopback.ts';
import { createInvoice } from '../generated/functions.gen.ts';
import { type Tracer, traceWith } from '../observe.ts';

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

interface Recorded {
  readonly name: string;
  readonly attributes: Record<string, unknown>;
  status?: unknown;
  ended: number;
}

function record(): { readonly spans: Recorded[]; readonly tracer: Tracer } {
  const spans: Recorded[] = [];
  return {
    spans,
    tracer: {
      startSpan(name, { attributes }) {
        const span: Recorded = { name, attributes: { ...attributes }, ended: 0 };
        spans.push(span);
        return {
          setAttribute(key, value) {
            span.attributes[key] = value;
          },
          setStatus(status) {
            span.status = status;
          },
          spanContext: () => ({ traceId: 'a'.repeat(32), spanId: `${spans.length}`.padStart(16, '0'), traceFlags: 1 }),
          end() {
            span.ended += 1;
          },
        };
      },
    },
  };
}

it('opens a span for every attempt and ends it once', async () => {
  const server = await loopback(reset, stored);
  const { spans, tracer } = record();
  await createInvoice(clientOf(server, { observers: [traceWith(tracer)] }), invoice);
  const common = {
    'http.request.method': 'POST',
    'url.template': '/revenue/invoices',
    'server.address': '127.0.0.1',
    'server.port': Number(new URL(server.url).port),
  };
  expect(spans).toEqual([
    {
      name: 'POST /revenue/invoices',
      attributes: { ...common, 'error.type': 'ConnectionError' },
      status: { code: 2, message: 'ConnectionError' },
      ended: 1,
    },
    {
      name: 'POST /revenue/invoices',
      attributes: { ...common, 'http.request.resend_count': 1, 'http.response.status_code': 200 },
      ended: 1,
    },
  ]);
  expect(server.requests[0]?.headers).not.toHaveProperty('traceparent');
});

it('has the status of a failure', async () => {
  const server = await loopback(failure(400, 'wrong'));
  const { spans, tracer } = record();
  await rejection(createInvoice(clientOf(server, { observers: [traceWith(tracer)] }), invoice));
  expect(spans).toMatchObject([{ attributes: { 'http.response.status_code': 400, 'error.type': '400' }, ended: 1 }]);
});

it('lets the server join the trace, each attempt under its own span', async () => {
  const server = await loopback(reset, stored);
  const { tracer } = record();
  await createInvoice(clientOf(server, { observers: [traceWith(tracer, { propagate: true })] }), invoice);
  expect(server.requests.map(({ headers }) => headers['traceparent'])).toEqual([
    `00-${'a'.repeat(32)}-0000000000000001-01`,
    `00-${'a'.repeat(32)}-0000000000000002-01`,
  ]);
});
