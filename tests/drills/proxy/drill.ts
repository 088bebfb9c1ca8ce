import {
  type Client,
  createClient,
  createInvoice,
  deleteInvoice,
  isRevenueError,
  updateInvoice,
} from '@thrivestack-revenue/core/functions';
import { Book, send, type Write } from '../kit/book.ts';
import { amountOf, compare, type Settled } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { seeded } from '../kit/seeded.ts';
import { makeData, startServer } from '../kit/server.ts';
import { type Wire, wireTo } from '../kit/wire.ts';
import { startFaultProxy } from './fault-proxy.ts';

/** Clients of each kind. */
const LANES = 8;

interface Tally extends Settled {
  raw: number;
  rawCut: number;
  core: number;
  attempts: number;
  ambiguous: number;
  refused: number;
}

export const proxy: Drill = {
  name: 'proxy',
  title: 'Connections that are cut, delayed, truncated, dribbled',
  about:
    `${LANES} raw clients and ${LANES} of ours write through a proxy that draws a fault for each direction of each ` +
    'connection: it resets it after some bytes, ends it in the middle, holds bytes back, or passes a few at a time. Raw ' +
    'clients send each write once; ours repeats it under its key, three times at most. What was answered must be stored ' +
    'once, what was not wholly or not at all, what ours calls not done must not be done, and the server must live.',
  unit: 'writes',
  usual: 20_000,
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const book = new Book();
  const tally: Tally = { raw: 0, rawCut: 0, core: 0, attempts: 0, ambiguous: 0, refused: 0, done: 0, undone: 0 };
  const data = await makeData();
  const server = await startServer(data);
  const faulty = await startFaultProxy(server.port, seeded(seed));
  const direct = wireTo(server);
  const through = wireTo({ port: faulty.port, apiKey: data.apiKey });
  const options = { baseUrl: `http://127.0.0.1:${faulty.port}`, apiKey: data.apiKey, retryBudget: false as const };
  const client = createClient(options);
  let left = count;
  const lane = async (number: number): Promise<void> => {
    const random = seeded(seed * 1000 + number);
    while (left > 0) {
      left -= 1;
      if (left % 100 === 0) onProgress?.(count - left);
      const write = book.plan(number, random);
      const isDone =
        number < LANES
          ? await sendRaw(through, write, complaints, tally)
          : await sendByClient(client, direct, book, write, complaints, tally);
      if (isDone === true) book.acknowledge(write);
      else if (isDone === undefined) book.doubt(write);
    }
  };
  try {
    await Promise.all(Array.from({ length: 2 * LANES }, (_, number) => lane(number)));
    through.close();
    direct.close();
    await faulty.close();
    // After its end nothing is on the way any more.
    const { code } = await server.stop();
    complaints.expect(code === 0, 'a server did not end with 0', String(code));
    const again = await startServer(data);
    const wire = wireTo(again);
    await compare(wire, book, complaints, tally);
    wire.close();
    await again.stop();
  } finally {
    await data.remove();
  }
  complaints.expect(tally.rawCut > 0, 'no request of a raw client was cut', `${count} writes`);
  return {
    rows: [
      ['writes of raw clients', tally.raw],
      ['of them without an answer', tally.rawCut],
      ['writes of our client', tally.core],
      ['requests of our client for them', tally.attempts],
      ['calls of our client that ended ambiguous', tally.ambiguous],
      ['calls of our client that ended otherwise: nothing was done', tally.refused],
      ['writes without an answer that turned out done', tally.done],
      ['writes without an answer that turned out not done', tally.undone],
      ...[...faulty.met].sort().map(([name, times]) => [`connections: ${name}`, times] as const),
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

/** True: it was answered 200; undefined: it was not answered. */
async function sendRaw(wire: Wire, write: Write, complaints: Complaints, tally: Tally): Promise<true | undefined> {
  tally.raw += 1;
  const answer = await send(wire, write).catch(() => undefined);
  // A request that is cut off may be told so, as a 400 of the connection.
  if (answer?.status === 400 && /"code":"(malformed_request|request_timeout)"/.test(answer.text)) return undefined;
  if (answer) complaints.expect(answer.status === 200, 'a write was refused', `${answer.status} ${answer.text}`);
  else tally.rawCut += 1;
  return answer && true;
}

/** False as well: the client says that nothing was done, and nothing is. */
async function sendByClient(
  client: Client,
  direct: Wire,
  book: Book,
  write: Write,
  complaints: Complaints,
  tally: Tally,
): Promise<boolean | undefined> {
  tally.core += 1;
  const { action, id, amount, key: idempotencyKey } = write;
  const rest = { customer_id: 'cust_1', group_id: 'group_1', issue_date: '2026-01-15T00:00:00Z' };
  const options = { idempotencyKey, maxRetries: 2 };
  const call =
    action === 'create'
      ? createInvoice(client, { ...rest, invoice_id: id, amount }, options)
      : action === 'update'
        ? updateInvoice(client, { invoice_id: id, amount }, options)
        : deleteInvoice(client, { invoice_id: id }, options);
  try {
    const { response } = await call.withResponse();
    tally.attempts += response.attempts;
    return true;
  } catch (error) {
    if (!isRevenueError(error)) {
      complaints.add('an error of no known class', String(error));
      return undefined;
    }
    tally.attempts += error.attempts;
    if (error.ambiguous) {
      tally.ambiguous += 1;
      return undefined;
    }
    tally.refused += 1;
    const found = await amountOf(direct, id);
    const isAsBefore = found === book.row(id).amount;
    complaints.expect(isAsBefore, 'a write that was called not done is done', `${action} of ${id}: ${error}`);
    return isAsBefore ? false : undefined;
  }
}
