import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import {
  isStorageError,
  type Manifest,
  type SummaryLine,
  type SummaryQuery,
  type WriteCommand,
  type WriteOutcome,
} from '@thrivestack-revenue/engine';
import type { StoreFiles } from './open-files.ts';
import { Progress } from './progress.ts';
import type { ReadThreadData } from './read-thread.ts';
import type { SettleThreadData } from './settle-thread.ts';
import { Caller, exitOf, startThread } from './thread.ts';
import { closedError, WriteQueue } from './write-queue.ts';
import type { WriteThreadData } from './write-thread.ts';

export interface StoreThreadsOptions {
  readonly manifest: Manifest;
  readonly batchLimit: number;
  readonly queueLimit: number;
  readonly onCrash: (error: Error) => void;
}

/** The thread of writes, and what its batches come out of. */
interface Writing {
  readonly worker: Worker;
  readonly queue: WriteQueue;
  readonly settling: MessagePort;
  readonly ended: Promise<void>;
}

/**
 * The threads of a store: one acknowledges writes, one settles them in the tables, one does reads that take
 * long. Each is started when it is first needed: a server that nobody writes to is small.
 */
export class StoreThreads {
  readonly #files: StoreFiles;
  readonly #options: StoreThreadsOptions;
  readonly #progress = new Progress();
  #writing: Writing | undefined;
  #settler: Caller | undefined;
  #reader: Caller | undefined;
  /** Number of the last batch that was acknowledged. */
  #stored: number;
  #settle: Promise<number> | undefined;
  #closing: Promise<void> | undefined;

  constructor(files: StoreFiles, options: StoreThreadsOptions) {
    this.#files = files;
    this.#options = options;
    this.#stored = files.settledTo;
    this.#progress.settled(files.settledTo);
  }

  /** Resolves when the write is on the disk. */
  write(command: WriteCommand): Promise<WriteOutcome> {
    if (this.#closing) return Promise.reject(closedError());
    this.#writing ??= this.#startWriter();
    return this.#writing.queue.push(command);
  }

  /** The last batch that the tables have, to a read that finds them behind; nothing when they have all. */
  settledTo(): number | undefined {
    if (!this.behind) return undefined;
    this.#progress.read();
    return this.#progress.settledTo;
  }

  /** True while the tables lack something that was acknowledged. */
  get behind(): boolean {
    return this.#progress.settledTo < this.#stored;
  }

  /** Settles what was acknowledged until now; resolves to whether the tables have it. */
  async catchUp(): Promise<boolean> {
    const wanted = this.#stored;
    while (this.#settler && this.#progress.settledTo < wanted) {
      // Those who ask in one turn wait for one call; who asks later may need more than it will settle.
      this.#settle ??= this.#settler.call<number>('settle');
      const call = this.#settle;
      queueMicrotask(() => {
        if (this.#settle === call) this.#settle = undefined;
      });
      if ((await call) < wanted) return false;
    }
    return true;
  }

  /** Adds up what was acknowledged, for when `catchUp` failed. */
  async peek(query: SummaryQuery): Promise<SummaryLine[]> {
    if (!this.#settler) throw closedError();
    return this.#settler.call('peek', query);
  }

  /** Adds up in a thread of its own, which is started by the first such read. */
  async summarizeAside(query: SummaryQuery): Promise<SummaryLine[]> {
    this.#reader ??= this.#startReader();
    return this.#reader.call('summarize', query);
  }

  /** Answers what waits, settles all, and ends the threads. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#writing?.queue.end();
    await this.#reader?.close();
    await this.catchUp().catch((error: unknown) => {
      // What the tables lack stays in the journal.
      if (!isStorageError(error)) throw error;
    });
    if (this.#writing) await this.#endWriter(this.#writing);
    // Last, so that SQLite finds nobody else and folds its log into the file.
    if (this.#settler) await this.#settler.close();
    else this.#writing?.settling.close();
    this.#files.unlock();
  }

  async #endWriter({ worker, ended }: Writing): Promise<void> {
    worker.postMessage(null);
    await ended;
  }

  #startWriter(): Writing {
    const { file, journalFile, settledTo } = this.#files;
    const { manifest, batchLimit, queueLimit } = this.#options;
    const { port1, port2: settling } = new MessageChannel();
    const progress = this.#progress.buffer;
    const data: WriteThreadData = { file, journalFile, settledTo, manifest, progress, settling: port1, batchLimit };
    const worker = this.#start('write-thread', data, [port1]);
    const ended = exitOf(worker);
    const queue = new WriteQueue(worker, queueLimit, (number) => {
      this.#stored = number;
      this.#settler ??= this.#startSettler(settling);
    });
    return { worker, queue, settling, ended };
  }

  #startSettler(settling: MessagePort): Caller {
    const { file } = this.#files;
    const { manifest } = this.#options;
    const data: SettleThreadData = { file, manifest, progress: this.#progress.buffer, settling };
    const worker = this.#start('settle-thread', data, [settling]);
    return new Caller(worker);
  }

  #startReader(): Caller {
    const data: ReadThreadData = { file: this.#files.file, manifest: this.#options.manifest };
    const worker = this.#start('read-thread', data);
    return new Caller(worker);
  }

  #start(name: string, data: unknown, transfer: MessagePort[] = []): Worker {
    const worker = startThread(name, data, transfer);
    worker.once('error', this.#options.onCrash);
    return worker;
  }
}
