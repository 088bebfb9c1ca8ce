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

/** A body that is being read. */
interface Watched {
  readonly since: number;
  size: number;
  /** Called when it comes too slowly; ends the connection. */
  readonly onSlow: () => void;
}

/** Reads bodies, and watches that they come. */
export class BodyReader {
  readonly #graceMs: number;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  /** @param graceMs Time that every body may take, in milliseconds. */
  constructor(graceMs: number = GRACE_MS) {
    this.#graceMs = graceMs;
  }

  /**
   * Reads a body, at most one byte beyond the engine's limit.
   *
   * @param onSlow Called when it comes too slowly; ends the connection.
   * @throws Error when the client goes away first, or is sent away for being slow.
   */
  read(request: IncomingMessage, onSlow: () => void): RequestBytes | Promise<RequestBytes> {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (encoding === undefined && (length === undefined || length === '0')) return { bytes: EMPTY, oversized: false };
    if (Number(length) > BODY_LIMIT_BYTES) return { bytes: OVERSIZED, oversized: true };
    return new Promise((resolve, reject) => {
      const body: Watched = { since: performance.now(), size: 0, onSlow };
      const chunks: Buffer[] = [];
      this.#watch(body);
      const done = (bytes: RequestBytes): void => {
        this.#watched.delete(body);
        resolve(bytes);
      };
      const onData = (chunk: Buffer): void => {
        body.size += chunk.length;
        if (body.size <= BODY_LIMIT_BYTES) {
          chunks.push(chunk);
          return;
        }
        request.off('data', onData).pause();
        done({ bytes: OVERSIZED, oversized: true });
      };
      request.on('data', onData);
      request.on('end', () => {
        done({ bytes: chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks), oversized: false });
      });
      request.on('error', reject);
      request.on('close', () => {
        // It comes with every request: an error, with its stack, is made only where it means something.
        if (this.#watched.delete(body)) reject(new Error('The client closed the connection.'));
      });
    });
  }

  /** One timer for all: most bodies are there before it is looked at again. */
  #watch(body: Watched): void {
    this.#watched.add(body);
    this.#timer ??= setInterval(() => this.#look(), Math.min(RATE_INTERVAL_MS, this.#graceMs));
  }

  #look(): void {
    const now = performance.now();
    for (const { since, size, onSlow } of this.#watched) {
      const took = now - since;
      if (took >= this.#graceMs && size * 1000 < LEAST_RATE * took) onSlow();
    }
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
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
