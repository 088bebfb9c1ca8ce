import {
  type Client,
  createClient,
  createInvoice,
  deleteInvoice,
  isRevenueError,
  updateInvoice,
} from '@thrivestack-revenue/core/functions';
import { Book, contentOf, send, type Write } from '../kit/book.ts';
import { amountOf, compare, type Settled } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult, ResultRow } from '../kit/drill.ts';
import { seeded } from '../kit/seeded.ts';
import { makeData, startServer } from '../kit/server.ts';
import { type Wire, wireTo } from '../kit/wire.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { faultNames } from './faults.ts';

/** Clients of each kind. */
const LANES = 8;

interface Tally extends Settled {
  raw: number;
  rawCut: number;
  rawTold: number;
  core: number;
  attempts: number;
  ambiguous: number;
  refused: number;
}

export const proxy: Drill = {
  name: 'proxy',
  title: 'Connections that are cut, delayed, truncated, dribbled',
  about:
    `${LANES} raw clients and ${LANES} of ours (both transports) write through a proxy that deals a fault to each direction of ` +
    'each connection: within one of its first requests or answers, in the head, in the body or at the end, it is reset (cut) ' +
    'or ended (truncate); or bytes are held back, or passed on a few at a time. Raw clients send each write once; ours ' +
    'repeats it under its key, three times at most. What was answered must be stored once, what was not wholly or not at ' +
    'all, what ours calls not done must not be done, and the server must live. Each fault must have been made.',
  unit: 'writes',
  usual: 20_000,
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const book = new Book();
  const tally: Tally = {
    raw: 0,
    rawCut: 0,
    rawTold: 0,
    core: 0,
    attempts: 0,
    ambiguous: 0,
    refused: 0,
    done: 0,
    undone: 0,
  };
  const data = await makeData();
  const server = await startServer(data);
  const proxies = [
    await startFaultProxy(server.port, seeded(seed)),
    await startFaultProxy(server.port, seeded(seed + 1)),
  ] as const;
  const direct = wireTo(server);
  const raw = wireTo({ port: proxies[0].port, apiKey: data.apiKey });
  const ours = clients(proxies[1].port, data.apiKey);
  // Half of the writes for each kind of client: ours takes longer for one.
  const left = [Math.ceil(count / 2), Math.floor(count / 2)];
  let begun = 0;
  const lane = async (number: number): Promise<void> => {
    const random = seeded(seed * 1000 + number);
    const client = ours[number % 2] ?? ours[0];
    const kind = number < LANES ? 0 : 1;
    for (; (left[kind] ?? 0) > 0; onProgress?.(++begun)) {
      left[kind] = (left[kind] ?? 0) - 1;
      const write = book.plan(number, random);
      const isDone =
        kind === 0
          ? await sendRaw(raw, write, complaints, tally)
          : await sendByClient(client, direct, book, write, complaints, tally);
      if (isDone === true) book.acknowledge(write);
      else if (isDone === undefined) book.doubt(write);
    }
  };
  try {
    await Promise.all(Array.from({ length: 2 * LANES }, (_, number) => lane(number)));
    for (const wire of [raw, direct]) wire.close();
    for (const one of proxies) await one.close();
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
  for (const [index, name] of ['raw clients', 'our client'].entries()) {
    const never = faultNames.filter((fault) => !proxies[index]?.made.has(fault));
    for (const fault of never) complaints.add(`a fault never met ${name}`, fault);
  }
  return { columns: ['raw clients', 'our client'], rows: rows(tally, proxies), complaints: complaints.list() };
}

function rows(tally: Tally, proxies: readonly FaultProxy[]): ResultRow[] {
  return [
    ['writes', tally.raw, tally.core],
    ['requests for them', tally.raw, tally.attempts],
    ['writes without an answer (ours: calls that ended ambiguous)', tally.rawCut, tally.ambiguous],
    ['requests told that they were cut short (400)', tally.rawTold, ''],
    ['calls that ended otherwise: nothing was done', '', tally.refused],
    ['writes without an answer that turned out done, of both', tally.done, ''],
    ['writes without an answer that turned out not done, of both', tally.undone, ''],
    ...faultNames.map((name): ResultRow => [`made: ${name}`, ...proxies.map(({ made }) => made.get(name) ?? 0)]),
  ];
}

/** One client on the package's own choice of a transport, and one on `fetch`. */
function clients(port: number, apiKey: string): readonly [Client, Client] {
  const options = { baseUrl: `http://127.0.0.1:${port}`, apiKey, retryBudget: false as const };
  return [createClient(options), createClient({ ...options, fetch: (url, init) => fetch(url, init) })];
}

/** True: it was answered 200; undefined: it was not answered. */
async function sendRaw(wire: Wire, write: Write, complaints: Complaints, tally: Tally): Promise<true | undefined> {
  tally.raw += 1;
  const answer = await send(wire, write).catch(() => undefined);
  // A request that is cut off may be told so, as a 400 of the connection.
  if (answer?.status === 400 && /"code":"(malformed_request|request_timeout)"/.test(answer.text)) {
    tally.rawTold += 1;
    return undefined;
  }
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
  const options = { idempotencyKey, maxRetries: 2 };
  const call =
    action === 'create'
      ? createInvoice(client, contentOf(write), options)
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
