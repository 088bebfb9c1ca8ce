import { workerData } from 'node:worker_threads';
import { moveLog } from './checkpoints.ts';
import { openForWriting } from './database.ts';
import { answerCalls } from './thread.ts';

/** What the thread that moves the log into the file is started with. */
export interface CheckpointThreadData {
  readonly file: string;
}

const database = openForWriting((workerData as CheckpointThreadData).file);

answerCalls({
  /** Whoever writes goes on meanwhile. */
  move: () => moveLog(database),
  close: () => void database.close(),
});
