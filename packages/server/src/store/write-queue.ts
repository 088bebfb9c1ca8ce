import type { Worker } from 'node:worker_threads';
import { StorageError, type WriteCommand, type WriteOutcome } from '@thrivestack-revenue/engine';
import { receiveError, type SentError } from './thread.ts';
import type { WriteReply, WriteRequest } from './write-thread.ts';

interface Waiting {
  readonly resolve: (outcome: WriteOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** Sends writes to their thread, all of one turn of the event loop together, and hands out the outcomes. */
export class WriteQueue {
  readonly #worker: Worker;
  readonly #limit: number;
  readonly #onStored: (number: number) => void;
  #gathered: WriteCommand[] = [];
  /** In the order in which the thread answers. */
  #waiting: Waiting[] = [];
  #ended: StorageError | undefined;
  #drained: (() => void) | undefined;

  /**
   * @param limit Most writes that wait; one more is refused with `write_queue_full`.
   * @param onStored Called with the number of each batch, before its writes are answered.
   */
  constructor(worker: Worker, limit: number, onStored: (number: number) => void) {
    this.#worker = worker;
    this.#limit = limit;
    this.#onStored = onStored;
    worker.on('message', (reply: WriteReply) => this.#take(reply));
    worker.once('exit', () => this.#fail());
  }

  push(command: WriteCommand): Promise<WriteOutcome> {
    if (this.#ended) return Promise.reject(this.#ended);
    if (this.#waiting.length >= this.#limit) {
      return Promise.reject(new StorageError('write_queue_full', `${this.#limit} writes are waiting.`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#gathered.push(command) === 1) setImmediate(() => this.#send());
    });
  }

  /** Takes no more writes; resolves when all that wait are answered. */
  async end(): Promise<void> {
    this.#ended ??= closedError();
    if (this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
  }

  #send(): void {
    const request: WriteRequest = JSON.stringify(this.#gathered);
    this.#gathered = [];
    this.#worker.postMessage(request);
  }

  #take(reply: WriteReply): void {
    if ('failed' in reply) {
      const error = receiveError(reply.failed);
      for (const { reject } of this.#shift(reply.count)) reject(error);
    } else {
      if (reply.number > 0) this.#onStored(reply.number);
      const done = JSON.parse(reply.done) as (WriteOutcome | { readonly error: SentError })[];
      const waiting = this.#shift(done.length);
      for (const [index, outcome] of done.entries()) {
        if ('ok' in outcome) waiting[index]?.resolve(outcome);
        else waiting[index]?.reject(receiveError(outcome.error));
      }
    }
    if (this.#waiting.length === 0) this.#drained?.();
  }

  #shift(count: number): Waiting[] {
    return this.#waiting.splice(0, count);
  }

  /** The thread is gone: what became of these is not known. */
  #fail(): void {
    this.#ended ??= closedError();
    for (const { reject } of this.#shift(this.#waiting.length)) reject(this.#ended);
    this.#drained?.();
  }
}

/** What becomes of a write to a store that is closed. */
export function closedError(): StorageError {
  return new StorageError('storage_unavailable', 'The database cannot be used (closed).');
}
