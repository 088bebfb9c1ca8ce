import type { Statements } from './statements.ts';

/** A value that the driver binds. */
export type Bound = string | number | bigint | null;

/** Rows per statement, largest first: a row costs less in a statement with many. */
const SIZES = [64, 16, 4, 1];

/** Inserts rows with few statements. */
export class BulkInsert {
  readonly #texts: readonly (readonly [number, string])[];

  /**
   * @param head `INSERT INTO … (…)`.
   * @param width Values of a row.
   * @param tail What follows the values, such as an `ON CONFLICT` clause.
   */
  constructor(head: string, width: number, tail = '') {
    const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
    this.#texts = SIZES.map((size) => [
      size,
      `${head} VALUES ${Array.from({ length: size }, () => row).join(', ')} ${tail}`,
    ]);
  }

  run(statements: Statements, rows: readonly (readonly Bound[])[]): void {
    let from = 0;
    for (const [size, sql] of this.#texts) {
      for (; rows.length - from >= size; from += size) statements.of(sql).run(rows.slice(from, from + size).flat());
    }
  }
}
