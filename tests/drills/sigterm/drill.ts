import { parseAnswer, type RawConnection, rawConnection } from '../../../packages/server/src/test-support/raw-http.ts';
import { Book, send } from '../kit/book.ts';
import { compare } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { between, seeded } from '../kit/seeded.ts';
import { type DrillServer, makeData, startServer } from '../kit/server.ts';
import { type CutError, INVOICES, wireTo } from '../kit/wire.ts';

/** Clients that send without pause, each on a connection that it keeps. */
const BUSY = 16;
/** Clients that open a connection for each request. */
const FRESH = 4;
/** Connections that were idle, and send in the moment before the signal. */
const IDLE = 8;
/** Those that send once the server has said that it stops: it waits for what may be on its way. */
const IDLE_AFTER = 16;
/** Who sends so soon after the signal, in milliseconds, must be answered; later ones may find the connection closed. */
const ON_THE_WAY_MS = 100;
const LIMIT_MS = 5000;

interface Tally {
  inFlight: number;
  onIdle: number;
  afterStop: number;
  refused: number;
  slowest: number;
}

export const sigterm: Drill = {
  name: 'sigterm',
  title: 'SIGTERM under load',
  about:
    `In each round, ${BUSY} clients write on kept connections, ${FRESH} on new ones, ${IDLE + IDLE_AFTER} connections are ` +
    `idle and one has sent half of a body. After a seeded number of answers ${IDLE} idle ones send, the signal follows at ` +
    `once, and when the server says that it stops the others send, if that is within ${ON_THE_WAY_MS} ms. All of that, and ` +
    'what is sent on busy kept connections, must be answered 200, the process must end with 0 within 5 s, and what was ' +
    'answered must be stored at the next start. New connections may be refused after the signal.',
  unit: 'rounds',
  usual: 60,
  run,
};

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const book = new Book();
  const tally: Tally = { inFlight: 0, onIdle: 0, afterStop: 0, refused: 0, slowest: 0 };
  const data = await makeData();
  try {
    for (let round = 0; round < count; round += 1) {
      const server = await startServer(data);
      const wire = wireTo(server);
      await compare(wire, book, complaints, { done: 0, undone: 0 });
      wire.close();
      await endUnderLoad(server, book, seeded(seed + round), round, complaints, tally);
      onProgress?.(round + 1);
    }
  } finally {
    await data.remove();
  }
  // On a busy machine a few rounds may all come too late for it.
  complaints.expect(tally.afterStop > 0 || count < 10, 'nothing was sent after a signal', `${count} rounds`);
  complaints.expect(tally.inFlight > 0, 'nothing was in flight at a signal', `${count} rounds`);
  return {
    rows: [
      ['acknowledged writes', book.acknowledged],
      ['requests in flight at the signals, all answered 200', tally.inFlight],
      ['of them sent on an idle connection right before', tally.onIdle],
      ['requests sent on an idle connection once the server had said that it stops', tally.afterStop],
      ['new connections refused or reset after the signal', tally.refused],
      ['slowest end of a process, in milliseconds', Math.round(tally.slowest)],
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

async function endUnderLoad(
  server: DrillServer,
  book: Book,
  random: () => number,
  round: number,
  complaints: Complaints,
  tally: Tally,
): Promise<void> {
  const idle = await Promise.all(Array.from({ length: IDLE + IDLE_AFTER }, () => used(server)));
  const sent: RawConnection[] = [];
  const ask = ({ socket }: RawConnection): void => void socket.write(head(server, 'GET', INVOICES, 0));
  const half = await used(server);
  const body = JSON.stringify({ ...CONTENT, invoice_id: `half_${round}` });
  let left = between(random, 50, 400);
  let signalled = 0;
  let open = 0;
  const signal = (): void => {
    half.socket.write(head(server, 'POST', INVOICES, body.length) + body.slice(0, 20));
    sent.push(...idle.splice(0, IDLE));
    sent.forEach(ask);
    tally.onIdle += sent.length;
    tally.inFlight += open + sent.length + 1;
    signalled = performance.now();
    process.kill(server.pid, 'SIGTERM');
  };
  const goOn = (): void => {
    half.socket.write(body.slice(20));
    if (performance.now() - signalled > ON_THE_WAY_MS) return;
    idle.forEach(ask);
    sent.push(...idle);
    tally.afterStop += idle.length;
  };
  const lane = async (number: number): Promise<void> => {
    const own = wireTo(server);
    for (;;) {
      const write = book.plan(number, random);
      open += 1;
      const isBefore = signalled === 0;
      const began = performance.now();
      const result = await send(own, write).catch((error: CutError) => error);
      open -= 1;
      if (result instanceof Error) {
        if (isBefore || result.reused) {
          const since = (then: number): number => Math.round(performance.now() - then);
          const told = `reused: ${result.reused}, ${since(began)} ms after it was sent, ${since(signalled)} after the signal`;
          complaints.add('a request in flight was not answered', `${result.message}; ${told}`);
        } else tally.refused += 1;
        own.close();
        return;
      }
      complaints.expect(result.status === 200, 'a request was refused', `${result.status} ${result.text}`);
      book.acknowledge(write);
      left -= 1;
      if (left === 0) signal();
      if (number >= BUSY) own.close();
    }
  };
  await Promise.all([
    ...Array.from({ length: BUSY + FRESH }, (_, number) => lane(number)),
    server.until(/"msg":"stopping"/).then(goOn),
  ]);
  const { code } = await server.finished;
  const took = performance.now() - signalled;
  tally.slowest = Math.max(tally.slowest, took);
  complaints.expect(code === 0, 'a process did not end with 0', String(code));
  complaints.expect(took < LIMIT_MS, 'a process took longer than 5 s', `${took} ms`);
  for (const one of [...sent, half]) await answered(one, complaints);
  book.acknowledge({ action: 'create', id: `half_${round}`, amount: CONTENT.amount, key: '', padding: 0 });
}

const CONTENT = { customer_id: 'cust_1', group_id: 'group_1', issue_date: '2026-01-15T00:00:00Z', amount: 1 } as const;

/** A connection that had a request: HTTP's own close cuts those that are idle. */
async function used(server: DrillServer): Promise<RawConnection> {
  const connection = await rawConnection(server.port);
  connection.socket.write('GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n');
  await connection.until(/\}$/);
  return connection;
}

function head({ apiKey }: DrillServer, method: string, target: string, length: number): string {
  return (
    `${method} ${target} HTTP/1.1\r\nHost: h\r\nX-Api-Key: ${apiKey}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${length}\r\n\r\n`
  );
}

/** The second answer of a connection must be a whole 200. */
async function answered(connection: RawConnection, complaints: Complaints): Promise<void> {
  const text = await connection.closed();
  const second = text.slice(text.indexOf('HTTP/1.1', 1));
  const isThere = text.indexOf('HTTP/1.1', 1) > 0;
  const { status } = isThere ? parseAnswer(second) : { status: 0 };
  complaints.expect(status === 200, 'a request sent on an idle connection was not answered 200', text.slice(-200));
}
