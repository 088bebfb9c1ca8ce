import { parentPort, workerData } from 'node:worker_threads';
import { moveLog } from './checkpoints.ts';
import { openForWriting } from './database.ts';

/** What the thread that moves the log into the file is started with. */
export interface CheckpointThreadData {
  readonly file: string;
}

const database = openForWriting((workerData as CheckpointThreadData).file);

// Whoever writes goes on meanwhile.
parentPort?.on('message', () => {
  moveLog(database);
  parentPort?.postMessage('moved');
});
