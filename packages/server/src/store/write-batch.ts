import type {
  AuditEntry,
  IdempotencyClaim,
  IdempotencyRecord,
  Scope,
  StoredRow,
  WriteTransaction,
} from '@thrivestack-revenue/engine';
import { type Answer, batchText, type Change, changeOf } from './journal-batch.ts';
import { answerName, type BatchChanges, type KnownRow, rowName } from './overlay.ts';

/** What was stored before a batch, by name. */
export interface Stored {
  row(name: string): StoredRow | undefined;
  answer(name: string): IdempotencyRecord | undefined;
}

/** What one command does; nothing of it counts before the command has ended. */
interface Step {
  row?: KnownRow & { readonly name: string };
  entry?: AuditEntry;
  answer?: { readonly name: string; readonly record: IdempotencyRecord; readonly answer: Answer };
}

/** The transaction of a batch, in memory: each command sees what those before it did. */
export class WriteBatch {
  readonly #stored: Stored;
  readonly #rows = new Map<string, KnownRow>();
  readonly #answers = new Map<string, IdempotencyRecord>();
  readonly #changes: Change[] = [];
  readonly #journaled: Answer[] = [];
  #step: Step = {};

  constructor(stored: Stored) {
    this.#stored = stored;
  }

  /** What the batch changed, by name. */
  get changed(): BatchChanges {
    return { rows: this.#rows, answers: this.#answers };
  }

  /** True when there is nothing to store. */
  get empty(): boolean {
    return this.#changes.length === 0 && this.#journaled.length === 0;
  }

  /** What the journal is to keep. */
  text(): string {
    return batchText({ changes: this.#changes, answers: this.#journaled });
  }

  /** Runs one command; if it throws, it has done nothing. */
  run<T>(command: (transaction: WriteTransaction) => T): T {
    this.#step = {};
    const result = command(this.#transaction);
    const { row, entry, answer } = this.#step;
    if (row) this.#rows.set(row.name, row);
    if (entry) this.#changes.push(changeOf(entry, row?.row));
    if (answer) {
      this.#answers.set(answer.name, answer.record);
      this.#journaled.push(answer.answer);
    }
    return result;
  }

  /** Aggregates are made from the audit entries when the batch is settled. */
  readonly #transaction: WriteTransaction = {
    idempotent: (scope, claim) => {
      const name = answerName(scope, claim);
      return this.#answers.get(name) ?? this.#stored.answer(name);
    },
    putIdempotent: (scope, claim, record) => {
      this.#step.answer = { name: answerName(scope, claim), record, answer: answerOf(scope, claim, record) };
    },
    row: (scope, resource, id) => {
      const name = rowName(scope, resource, id);
      const known = this.#rows.get(name);
      return known ? known.row : this.#stored.row(name);
    },
    putRow: (scope, resource, row) => {
      this.#step.row = { name: rowName(scope, resource, row.id), row };
    },
    deleteRow: (scope, resource, id) => {
      this.#step.row = { name: rowName(scope, resource, id), row: undefined };
    },
    addAudit: (entry) => {
      this.#step.entry = entry;
    },
  };
}

function answerOf({ tenant, environment }: Scope, claim: IdempotencyClaim, record: IdempotencyRecord): Answer {
  const { method, path, key } = claim;
  return [tenant, environment, method, path, key, record.fingerprint, record.body, record.at];
}
