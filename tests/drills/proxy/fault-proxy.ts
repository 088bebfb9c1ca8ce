import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { between } from '../kit/seeded.ts';

/** What happens to the bytes of one direction of a connection. */
export const faults = ['none', 'cut', 'truncate', 'delay', 'dribble'] as const;
export type Fault = (typeof faults)[number];

/** How long a delay holds bytes back, in milliseconds at the most. */
const DELAY_MS = 20;

export interface FaultProxy {
  readonly port: number;
  /** How many connections met each fault, as `request cut` or `answer delay`. */
  readonly met: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Starts a proxy in front of a port that does something else to each connection, in both directions. */
export async function startFaultProxy(port: number, random: () => number): Promise<FaultProxy> {
  const met = new Map<string, number>();
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
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
    const draw = (direction: string): Fault => {
      // Half of the directions are left alone, so that many connections have one fault only.
      const fault = random() < 0.5 ? 'none' : (faults[between(random, 1, faults.length - 1)] ?? 'none');
      met.set(`${direction} ${fault}`, (met.get(`${direction} ${fault}`) ?? 0) + 1);
      return fault;
    };
    pass(client, upstream, draw('request'), random, end);
    pass(upstream, client, draw('answer'), random, end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    met,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Passes bytes on, in order, until the fault of this direction ends the connection. */
function pass(from: Socket, to: Socket, fault: Fault, random: () => number, end: () => void): void {
  // A few requests of a kept connection pass before it is cut; every connection is, so that there are always new ones.
  let left = fault === 'cut' || fault === 'truncate' ? between(random, 0, 1500) : between(random, 1500, 15_000);
  let turn = Promise.resolve();
  const forward = async (chunk: Buffer): Promise<void> => {
    if (fault === 'delay') await new Promise((resolve) => setTimeout(resolve, between(random, 1, DELAY_MS)));
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (fault === 'dribble') await dribble(part, to, random);
    else to.write(part);
    if (left > 0) return;
    // `end` closes this direction only, as a peer that stops in the middle; `cut` resets both.
    if (fault === 'truncate') to.end();
    else end();
  };
  from.on('data', (chunk: Buffer) => {
    turn = turn.then(() => (to.writable ? forward(chunk) : undefined));
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
