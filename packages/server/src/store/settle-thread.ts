import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { isStorageError, type Manifest, type SummaryQuery } from '@thrivestack-revenue/engine';
import { Checkpoints } from './checkpoints.ts';
import { openForWriting } from './database.ts';
import type { JournalEntry } from './journal.ts';
import { Progress } from './progress.ts';
import { Settler } from './settler.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { tablesOf } from './tables.ts';
import { answerCalls } from './thread.ts';

/** What the thread that settles is started with. */
export interface SettleThreadData {
  readonly file: string;
  readonly manifest: Manifest;
  readonly progress: SharedArrayBuffer;
  /** Where batches come from. */
  readonly settling: MessagePort;
}

/** How much is settled at once: a row costs less in a large batch. */
interface Pace {
  /** So many characters of batches are settled at once; a write has about 600. */
  readonly enough: number;
  /** Fewer wait this long for company, in milliseconds, unless a read needs them. */
  readonly delayMs: number;
}

/** While somebody reads: each list looks through what is not settled. */
const SHORT: Pace = { enough: 600_000, delayMs: 50 };
/** While nobody does. */
const LONG: Pace = { enough: 1_500_000, delayMs: 100 };
/** Nothing has come for so long, in milliseconds: there is time for what was put off. */
const IDLE_MS = 200;
/** Pause after the disk refused, in milliseconds. */
const RETRY_MS = 250;

const data = workerData as SettleThreadData;
const database = openForWriting(data.file);
const tables = tablesOf(data.manifest);
const settler = new Settler(database, tables);
const reader = new SqliteReader(database, tables);
const progress = new Progress(data.progress);
const checkpoints = new Checkpoints(database, data.file);
let waiting: JournalEntry[] = [];
let size = 0;
let timer: NodeJS.Timeout | undefined;
let idle: NodeJS.Timeout | undefined;

// While the disk fails, reads see what is journaled without a page being written for it.
database.pragma('temp_store = MEMORY');

data.settling.on('message', (entry: JournalEntry) => {
  add(entry);
  take();
  if (progress.failing) return;
  const { enough, delayMs } = progress.isRead ? SHORT : LONG;
  if (size >= enough) settle();
  else timer ??= setTimeout(settle, delayMs);
});

answerCalls({
  /** Settles all that was acknowledged; returns how far the tables are. */
  settle: () => {
    progress.read();
    take();
    settle();
    return progress.settledTo;
  },
  /** Adds up what was acknowledged although the tables do not have it. */
  peek: (query: SummaryQuery) => {
    take();
    return settler.peek(waiting, () => reader.summarize(query));
  },
  close: async () => {
    take();
    settle();
    clearTimeout(timer);
    clearTimeout(idle);
    data.settling.close();
    // First, so that SQLite finds nobody else and folds its log into the file.
    await checkpoints.close();
    database.close();
  },
});

function add(entry: JournalEntry): void {
  waiting.push(entry);
  size += entry.batch.length;
}

/** Takes all that has come, ahead of the messages that say so. */
function take(): void {
  for (;;) {
    const message = receiveMessageOnPort(data.settling);
    if (!message) return;
    add(message.message as JournalEntry);
  }
}

function settle(): void {
  clearTimeout(timer);
  timer = undefined;
  const last = waiting.at(-1);
  if (!last) return;
  try {
    settler.settle(waiting);
  } catch (error) {
    if (!isStorageError(error)) throw error;
    progress.failed();
    timer = setTimeout(settle, RETRY_MS);
    return;
  }
  waiting = [];
  size = 0;
  progress.settled(last.number);
  checkpoints.look();
  tidyWhenIdle();
}

function tidyWhenIdle(): void {
  clearTimeout(idle);
  if (settler.untidy) idle = setTimeout(tidy, IDLE_MS);
}

function tidy(): void {
  // Who has something to settle comes back here afterwards.
  if (waiting.length > 0) return;
  try {
    settler.tidy();
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
  checkpoints.look();
  tidyWhenIdle();
}
