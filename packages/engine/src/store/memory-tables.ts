import { IDEMPOTENCY_TTL_MS, type WriteTransaction } from '../write.ts';
import { type Aggregates, addToAggregates } from './memory-summary.ts';
import type { AuditEntry, IdempotencyClaim, IdempotencyRecord, Scope, StoredRow, SummaryLine } from './port.ts';

/** The tables of a memory store. */
export interface MemoryTables {
  /** Returns the rows of one resource by id. */
  rows(scope: Scope, resource: string): Map<string, StoredRow>;
  aggregates(scope: Scope, resource: string): Aggregates;
  audit(): readonly AuditEntry[];
  /** Begins a transaction: nothing is changed before `commit`, so an error changes nothing. */
  begin(at: number): WriteTransaction & { commit(): void };
}

/** Makes empty tables. */
export function createMemoryTables(): MemoryTables {
  const rows = tableSet<StoredRow>();
  const aggregates = tableSet<SummaryLine>();
  const answers = new Map<string, IdempotencyRecord>();
  const audit: AuditEntry[] = [];
  return {
    rows,
    aggregates,
    audit: () => audit,
    begin(at) {
      const changes: (() => void)[] = [];
      return {
        row: (scope, resource, id) => rows(scope, resource).get(id),
        putRow: (scope, resource, row) => void changes.push(() => rows(scope, resource).set(row.id, row)),
        deleteRow: (scope, resource, id) => void changes.push(() => rows(scope, resource).delete(id)),
        addAudit: (entry) => void changes.push(() => audit.push(entry)),
        addToSummary: (scope, resource, deltas) =>
          void changes.push(() => addToAggregates(aggregates(scope, resource), deltas)),
        idempotent: (scope, claim) => answers.get(answerName(scope, claim)),
        putIdempotent: (scope, claim, record) =>
          void changes.push(() => {
            const name = answerName(scope, claim);
            // Deleted first, so that the map stays in the order of time and `forget` can stop early.
            answers.delete(name);
            answers.set(name, record);
          }),
        commit() {
          for (const change of changes) change();
          forget(answers, at);
        },
      };
    },
  };
}

/** Makes tables, one for each scope and resource. */
function tableSet<T>(): (scope: Scope, resource: string) => Map<string, T> {
  const tables = new Map<string, Map<string, T>>();
  return ({ tenant, environment }, resource) => {
    const name = JSON.stringify([tenant, environment, resource]);
    const table = tables.get(name) ?? new Map<string, T>();
    tables.set(name, table);
    return table;
  };
}

function answerName({ tenant, environment }: Scope, { method, path, key }: IdempotencyClaim): string {
  return JSON.stringify([tenant, environment, method, path, key]);
}

/** Drops old answers. Kept for twice the time that is promised, so that a clock that is set does not cut it short. */
function forget(answers: Map<string, IdempotencyRecord>, now: number): void {
  for (const [name, record] of answers) {
    if (now - record.at < 2 * IDEMPOTENCY_TTL_MS) return;
    answers.delete(name);
  }
}
