import { workerData } from 'node:worker_threads';
import type { Manifest, SummaryQuery } from '@thrivestack-revenue/engine';
import { limitCache, openForReading } from './database.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { tablesOf } from './tables.ts';
import { answerCalls } from './thread.ts';

/** What the thread of long reads is started with. */
export interface ReadThreadData {
  readonly file: string;
  readonly manifest: Manifest;
}

const { file, manifest } = workerData as ReadThreadData;
const database = openForReading(file);
limitCache(database, 8000);
const reader = new SqliteReader(database, tablesOf(manifest));

answerCalls({
  summarize: (query: SummaryQuery) => reader.summarize(query),
  close: () => {
    database.close();
  },
});
