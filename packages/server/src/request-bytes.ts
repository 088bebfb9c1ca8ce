import type { IncomingMessage } from 'node:http';
import { BODY_LIMIT_BYTES } from '@thrivestack-revenue/engine';

/** Most of an oversized body that is read and thrown away, in bytes. */
const DISCARD_LIMIT_BYTES = 1_048_576;
/** How long it is read at most, in milliseconds. */
const DISCARD_LIMIT_MS = 2000;

/** A body may take this long whatever its size, in milliseconds. */
const GRACE_MS = 5000;
/** After that it must have come this fast on the whole, in bytes per second: the longest body takes half a minute. */
const LEAST_RATE = 2048;
/** How often the rate is looked at, in milliseconds. */
const RATE_INTERVAL_MS = 250;

const EMPTY = new Uint8Array(0);
/** Stands for every body over the limit: the engine refuses it for its length. */
const OVERSIZED = new Uint8Array(BODY_LIMIT_BYTES + 1);

/** The bytes of a body. */
export interface RequestBytes {
  readonly bytes: Uint8Array;
  /** More is to come, which must be discarded before the connection is closed. */
  readonly oversized: boolean;
}

/** What happens to a body that dribbles in. */
export interface SlowBody {
  /** Time that every body may take, in milliseconds; default 5,000. */
  readonly graceMs?: number | undefined;
  /** Called once; ends the connection. */
  readonly onSlow: () => void;
}

/**
 * Reads a body, at most one byte beyond the engine's limit.
 *
 * @throws Error when the client goes away first, or is sent away for being slow.
 */
export function readBytes(request: IncomingMessage, slow: SlowBody): Promise<RequestBytes> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) {
    return Promise.resolve({ bytes: EMPTY, oversized: false });
  }
  if (Number(length) > BODY_LIMIT_BYTES) return Promise.resolve({ bytes: OVERSIZED, oversized: true });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stopWatch = watchRate(() => size, slow);
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= BODY_LIMIT_BYTES) {
        chunks.push(chunk);
        return;
      }
      request.off('data', onData).pause();
      stopWatch();
      resolve({ bytes: OVERSIZED, oversized: true });
    };
    request.on('data', onData);
    let ended = false;
    request.once('end', () => {
      ended = true;
      stopWatch();
      resolve({ bytes: chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks), oversized: false });
    });
    request.once('error', reject);
    request.once('close', () => {
      // It comes with every request: an error, with its stack, is made only where it means something.
      if (ended) return;
      stopWatch();
      reject(new Error('The client closed the connection.'));
    });
  });
}

/** Tells of a body that comes too slowly; returns what ends the watch. */
function watchRate(received: () => number, { graceMs = GRACE_MS, onSlow }: SlowBody): () => void {
  const start = performance.now();
  let timer = setTimeout(look, graceMs);
  function look(): void {
    if (received() * 1000 < LEAST_RATE * (performance.now() - start)) onSlow();
    else timer = setTimeout(look, RATE_INTERVAL_MS);
  }
  return () => clearTimeout(timer);
}

/**
 * Reads and forgets the rest of a body, up to 1 MiB or 2 s. Closing a connection with unread
 * data resets it, and the answer that is on its way would be lost.
 */
export function discardRest(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    const timer = setTimeout(done, DISCARD_LIMIT_MS);
    function done(): void {
      clearTimeout(timer);
      request.off('data', onData).pause();
      resolve();
    }
    function onData(chunk: Buffer): void {
      size += chunk.length;
      if (size > DISCARD_LIMIT_BYTES) done();
    }
    if (request.readableEnded || request.destroyed) return done();
    request.once('end', done).once('close', done).on('error', done).on('data', onData).resume();
  });
}
