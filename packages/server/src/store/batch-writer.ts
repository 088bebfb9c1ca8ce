import {
  executeWrite,
  type ResourceDefinition,
  type WriteCommand,
  type WriteOutcome,
} from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import type { Journal, JournalEntry } from './journal.ts';
import { lookUp } from './look-up.ts';
import { Overlay } from './overlay.ts';
import { guarded } from './sqlite-error.ts';
import { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { WriteBatch } from './write-batch.ts';

/** What became of one command: an outcome, or the error that it alone ended with. */
export type Done = { readonly outcome: WriteOutcome } | { readonly error: unknown };

/** What became of a batch. */
export interface WrittenBatch {
  readonly done: readonly Done[];
  /** Nothing when no command had anything to store. */
  readonly entry: JournalEntry | undefined;
}

/** Does writes, many with one commit, synchronously: it lives in a thread of its own. */
export class BatchWriter {
  readonly #statements: Statements;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #journal: Journal;
  readonly #overlay = new Overlay();

  /** @param reading A connection to the tables that only reads. */
  constructor(reading: Database.Database, tables: ReadonlyMap<string, Table>, journal: Journal) {
    this.#statements = new Statements(reading);
    this.#tables = tables;
    this.#journal = journal;
  }

  /** Rows and answers that are acknowledged and not settled. */
  get unsettled(): number {
    return this.#overlay.size;
  }

  /**
   * Does all commands; when it returns, what they did is on the disk.
   *
   * @throws StorageError when the disk fails; nothing of any of them is stored then.
   */
  execute(commands: readonly WriteCommand[]): WrittenBatch {
    const stored = guarded(() => lookUp(commands, this.#overlay, this.#statements, this.#tables));
    const batch = new WriteBatch(stored);
    const done = commands.map((command) => this.#run(batch, command));
    if (batch.empty) return { done, entry: undefined };
    const text = batch.text();
    const number = this.#journal.append(text);
    this.#overlay.add(number, batch.changed);
    return { done, entry: { number, batch: text } };
  }

  /** Takes note that the tables have the batches up to a number. */
  settledTo(number: number): void {
    this.#overlay.settledTo(number);
    this.#journal.settledTo(number);
  }

  #run(batch: WriteBatch, command: WriteCommand): Done {
    try {
      const definition = this.#definition(command.resource);
      return { outcome: batch.run((transaction) => executeWrite(transaction, definition, command)) };
    } catch (error) {
      return { error };
    }
  }

  #definition(resource: string): ResourceDefinition {
    const table = this.#tables.get(resource);
    if (!table) throw new Error(`The store has no resource "${resource}".`);
    return table.resource;
  }
}
