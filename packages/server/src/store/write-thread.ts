import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Manifest, StorageError, type WriteCommand } from '@thrivestack-revenue/engine';
import { BatchWriter } from './batch-writer.ts';
import { limitCache, openForReading } from './database.ts';
import { Journal, type JournalEntry, openJournal } from './journal.ts';
import { Progress } from './progress.ts';
import { tablesOf } from './tables.ts';
import { type SentError, sendError } from './thread.ts';

/** What the thread of writes is started with. */
export interface WriteThreadData {
  readonly file: string;
  readonly journalFile: string;
  readonly manifest: Manifest;
  readonly settledTo: number;
  readonly progress: SharedArrayBuffer;
  /** Where batches go that the tables are to have. */
  readonly settling: MessagePort;
  /** Most commands of one commit. */
  readonly batchLimit: number;
}

/** What it says of the commands that came first. */
export type WriteReply =
  | {
      readonly number: number /** JSON text of the outcomes; `{"error":…}` for one that failed. */;
      readonly done: string;
    }
  | { readonly count: number; readonly failed: SentError };

/** What is sent to it: JSON texts of commands, then nothing. */
export type WriteRequest = string | null;

/** Rows and answers that may wait for the tables: what a start after a crash has to settle first. */
const MOST_UNSETTLED = 8192;
/** The same while somebody reads: each list looks through them. */
const MOST_UNSETTLED_READ = 4096;
/** How long the tables get to make room before a batch is refused, in milliseconds. */
const PATIENCE_MS = 5000;

const data = workerData as WriteThreadData;
const reading = openForReading(data.file);
const journaling = openJournal(data.journalFile);
const journal = new Journal(journaling);
const writer = new BatchWriter(reading, tablesOf(data.manifest), journal);
const progress = new Progress(data.progress);
writer.settledTo(data.settledTo);
// Batches are written once and read never; rows are looked up by their keys alone.
limitCache(journaling, 1000);
limitCache(reading, 4000);

parentPort?.on('message', (first: WriteRequest) => {
  // All that waits goes together: while one commit is on its way, the next batch gathers.
  const commands: WriteCommand[] = [];
  let request: WriteRequest | undefined = first;
  for (; typeof request === 'string'; request = next()) commands.push(...(JSON.parse(request) as WriteCommand[]));
  for (let from = 0; from < commands.length; from += data.batchLimit) {
    reply(write(commands.slice(from, from + data.batchLimit)));
  }
  if (request === null) close();
});

function next(): WriteRequest | undefined {
  return parentPort ? (receiveMessageOnPort(parentPort)?.message as WriteRequest | undefined) : undefined;
}

function reply(message: WriteReply): void {
  parentPort?.postMessage(message);
}

function write(commands: readonly WriteCommand[]): WriteReply {
  try {
    makeRoom();
    const { done, entry } = writer.execute(commands);
    // Before the answer: whoever reads what was acknowledged finds it on its way.
    if (entry) data.settling.postMessage(entry satisfies JournalEntry);
    const outcomes = done.map((one) => ('error' in one ? { error: sendError(one.error) } : one.outcome));
    return { number: entry?.number ?? 0, done: JSON.stringify(outcomes) };
  } catch (error) {
    return { count: commands.length, failed: sendError(error) };
  }
}

function makeRoom(): void {
  writer.settledTo(progress.settledTo);
  const end = performance.now() + PATIENCE_MS;
  while (writer.unsettled >= (progress.isRead ? MOST_UNSETTLED_READ : MOST_UNSETTLED)) {
    if (progress.failing || performance.now() > end) {
      throw new StorageError('storage_unavailable', 'Too much is journaled that the tables do not have.');
    }
    progress.wait();
    writer.settledTo(progress.settledTo);
  }
}

function close(): void {
  writer.settledTo(progress.settledTo);
  reading.close();
  journal.forget();
  journal.close();
  data.settling.close();
  parentPort?.close();
}
