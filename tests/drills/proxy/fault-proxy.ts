import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { between } from '../kit/seeded.ts';
import { type Fault, faultDeck } from './faults.ts';
import { MessageMeter } from './message-meter.ts';

/** How long a delay holds bytes back, in milliseconds at the most. */
const DELAY_MS = 20;
/** A connection that no fault ends is ended after so many answers at the most, so that there are always new ones. */
const LONGEST = 8;

export interface FaultProxy {
  readonly port: number;
  /** How often each fault was made, as `request cut in the body`; one that was only planned does not count. */
  readonly made: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Starts a proxy in front of a port that does something else to each connection, in both directions. */
export async function startFaultProxy(port: number, random: () => number): Promise<FaultProxy> {
  const made = new Map<string, number>();
  const open = new Set<Socket>();
  const deal = faultDeck(random);
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    const { request, answer } = deal();
    const note = (name: string) => (): void => void made.set(name, (made.get(name) ?? 0) + 1);
    pass(client, upstream, request, random, note(`request ${request.name}`));
    pass(upstream, client, answer, random, note(`answer ${answer.name}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    made,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Passes bytes on, in order, until the fault of this direction ends the connection. */
function pass(from: Socket, to: Socket, fault: Fault, random: () => number, onMade: () => void): void {
  const { kind } = fault;
  const last = { message: between(random, 2, LONGEST), part: 'end', share: 0 } as const;
  const meter = new MessageMeter(fault.point ?? last);
  let isOver = false;
  let isCounted = false;
  const count = (): void => {
    if (!isCounted) onMade();
    isCounted = true;
  };
  const forward = async (chunk: Buffer): Promise<void> => {
    if (isOver) return;
    const left = meter.find(chunk);
    const part = left === undefined ? chunk : chunk.subarray(0, left);
    if (kind === 'delay') await new Promise((resolve) => setTimeout(resolve, between(random, 1, DELAY_MS)));
    if (kind === 'dribble') await dribble(part, to, random);
    else await new Promise<void>((resolve) => to.write(part, () => resolve()));
    if (kind === 'delay' || kind === 'dribble') count();
    if (left === undefined) return;
    isOver = true;
    if (fault.point) count();
    // A peer that stops in the middle ends its own direction only.
    if (kind === 'truncate' || !fault.point) to.end();
    else for (const socket of [from, to]) socket.resetAndDestroy();
  };
  let turn = Promise.resolve();
  from.on('data', (chunk: Buffer) => {
    turn = turn.then(() => (to.writable ? forward(chunk) : undefined));
  });
  from.on('end', () => {
    turn = turn.then(() => void to.end());
  });
}

async function dribble(bytes: Buffer, to: Socket, random: () => number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const length = between(random, 1, 40);
    to.write(bytes.subarray(at, at + length));
    at += length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
