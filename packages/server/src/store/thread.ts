import { type MessagePort, parentPort, type TransferListItem, Worker } from 'node:worker_threads';
import { isStorageError, StorageError } from '@thrivestack-revenue/engine';

/** Memory of a thread for what has just been made, in MB. */
const YOUNG_MB = 8;

/** An error as it travels between threads: a class does not survive the way. */
export interface SentError {
  readonly storage?: StorageError['code'];
  readonly message: string;
}

export function sendError(error: unknown): SentError {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return isStorageError(error) ? { storage: error.code, message: error.message } : { message };
}

export function receiveError({ storage, message }: SentError): Error {
  return storage === undefined ? new Error(message) : new StorageError(storage, message);
}

/** Starts a thread of this package, from source or from what was built. */
export function startThread(name: string, workerData: unknown, transferList: TransferListItem[] = []): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  return new Worker(new URL(`./${name}.${fromSource ? 'ts' : 'js'}`, import.meta.url), {
    workerData,
    transferList,
    // Nothing lives long in them but what waits to be settled; a larger nursery only takes memory.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    // Our own packages have to be found from source as well, whoever runs this.
    ...(fromSource ? { execArgv: ['--conditions=@thrivestack-revenue/source'] } : {}),
  });
}

/** Resolves when a thread has ended, however; to be called before it can have: it is said once. */
export function exitOf(worker: Worker): Promise<void> {
  // Not `once` of node:events, which rejects after a crash: that is told elsewhere, and here nobody may be listening.
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
  });
}

interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

type Reply = { readonly id: number } & ({ readonly result: unknown } | { readonly error: SentError });

/** What a thread can be asked to do; `close` ends it. */
export type Handlers = Readonly<Record<string, (argument: never) => unknown>> & {
  /** Lets go of all that keeps the thread alive. */
  readonly close: () => void | Promise<void>;
};

/**
 * Answers calls in the order they come; a step that throws is answered with its error.
 *
 * After `close` the thread ends by itself: one that is cut off inside SQLite can take the process with it.
 */
export function answerCalls(handlers: Handlers, port: MessagePort | null = parentPort): void {
  port?.on('message', ({ id, name, argument }: Call) => {
    if (name === 'close') {
      void close(id);
      return;
    }
    let reply: Reply;
    try {
      reply = { id, result: handlers[name]?.(argument as never) };
    } catch (error) {
      reply = { id, error: sendError(error) };
    }
    port.postMessage(reply);
  });
  async function close(id: number): Promise<void> {
    let reply: Reply = { id, result: undefined };
    try {
      await handlers.close();
    } catch (error) {
      reply = { id, error: sendError(error) };
    }
    port?.postMessage(reply);
    port?.close();
  }
}

/** Calls a thread that runs `answerCalls`. */
export class Caller {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  readonly #exited: Promise<void>;
  #next = 0;
  #ended = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: Reply) => this.#take(reply));
    this.#exited = exitOf(worker);
    worker.once('exit', () => this.#end());
  }

  call<T>(name: string, argument?: unknown): Promise<T> {
    if (this.#ended) return Promise.reject(endedError());
    return new Promise<T>((resolve, reject) => {
      const id = this.#next;
      this.#next += 1;
      this.#waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      this.#worker.postMessage({ id, name, argument } satisfies Call);
    });
  }

  /** Calls `close`; resolves when the thread is gone. */
  async close(): Promise<void> {
    if (this.#ended) return;
    await this.call('close');
    await this.#exited;
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(receiveError(reply.error));
    else waiting?.resolve(reply.result);
  }

  /** Nobody will answer what is still open. */
  #end(): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(endedError());
    this.#waiting.clear();
  }
}

function endedError(): StorageError {
  return new StorageError('storage_unavailable', 'The thread of the storage has ended.');
}
