import type { Manifest, WriteCommand } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { BatchWriter, type WrittenBatch } from '../store/batch-writer.ts';
import { JOURNAL_FILE, openForReading, openForWriting, prepareFile } from '../store/database.ts';
import { Journal, openJournal } from '../store/journal.ts';
import { settleJournal } from '../store/open-files.ts';
import { Settler } from '../store/settler.ts';
import { tablesOf } from '../store/tables.ts';

/** What the threads of a store do, step by step and in this one. */
export interface DirectWriter {
  /** The connection to the tables. */
  readonly connection: Database.Database;
  readonly journal: Journal;
  readonly journalConnection: Database.Database;
  /** Writes a batch into the journal; the tables do not have it yet. */
  execute(commands: readonly WriteCommand[]): WrittenBatch;
  /** Settles what was written. */
  settle(): void;
  /** Does a part of what was put off; false when nothing was. */
  tidy(): boolean;
  /** Reads as if what was written were settled. */
  peek<T>(read: () => T): T;
  close(): void;
}

/**
 * Opens files that a store has prepared and closed.
 *
 * @param zoneRows Rows of a zone, should they be fewer than usual.
 */
export function directWriter(data: string, manifest: Manifest, zoneRows?: number): DirectWriter {
  const file = prepareFile(data);
  const connection = openForWriting(file);
  const reading = openForReading(file);
  const tables = tablesOf(manifest);
  const journalConnection = openJournal(prepareFile(data, JOURNAL_FILE));
  const journal = new Journal(journalConnection);
  const settler = new Settler(connection, tables, zoneRows);
  const writer = new BatchWriter(reading, tables, journal);
  writer.settledTo(settleJournal(connection, tables, journal));
  let waiting: WrittenBatch[] = [];
  return {
    connection,
    journal,
    journalConnection,
    execute(commands) {
      const written = writer.execute(commands);
      waiting.push(written);
      return written;
    },
    settle() {
      const entries = waiting.flatMap(({ entry }) => entry ?? []);
      waiting = [];
      settler.settle(entries);
      const last = entries.at(-1);
      if (last) writer.settledTo(last.number);
    },
    peek(read) {
      const entries = waiting.flatMap(({ entry }) => entry ?? []);
      return settler.peek(entries, read);
    },
    tidy() {
      if (!settler.untidy) return false;
      settler.tidy();
      return true;
    },
    close() {
      reading.close();
      journal.close();
      connection.close();
    },
  };
}

/** Writes commands into the tables of closed files, as one batch. */
export function writeDirectly(data: string, manifest: Manifest, commands: readonly WriteCommand[]): void {
  const writer = directWriter(data, manifest);
  writer.execute(commands);
  writer.settle();
  writer.close();
}
