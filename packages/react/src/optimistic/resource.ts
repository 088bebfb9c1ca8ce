/** A row as the API shows it. */
export type Row = Readonly<Record<string, unknown>>;

/** What the contract says of one resource, as far as its rows in a cache are concerned. */
export interface OptimisticResource {
  /** Field that names a row. */
  readonly key: string;
  /** What each method does to its row. */
  readonly writes: Readonly<Record<string, RowWrite>>;
  /** Methods of reads that hold rows: that of one row (`null` when there is none), and those of lists. */
  readonly reads: readonly [one: string | null, ...lists: string[]];
  /** Field of a page that holds the rows. */
  readonly items: string;
  /** Field of a page with the cursor of the next. */
  readonly next: string;
  /** Field of a page that says whether there is a next. */
  readonly more: string;
  /** Parameters by what they are for, each with what the server takes when it is not given. */
  readonly cursor: string;
  readonly limit: readonly [parameter: string, rows: number];
  readonly sort: readonly [parameter: string, field: string];
  readonly order: readonly [parameter: string, direction: string];
  /**
   * What each parameter filters by: a row passes when the field's value is less than (-1), equal to (0)
   * or greater than (1) what is asked for; without numbers its text has to begin so. One without a field
   * filters nothing.
   */
  readonly filters: Readonly<Record<string, readonly [field?: string, ...passes: number[]]>>;
  /** Fields that are instants: shown in UTC to the millisecond. */
  readonly instants: readonly string[];
  /** Fields that are currencies: shown in upper case. */
  readonly currencies: readonly string[];
  /** Fields that are shown as `null` when the row has no value. */
  readonly nulls: readonly string[];
}

/**
 * What a method does: what the row after it begins with (values of a new row, `true` for the row as it
 * is, `false` for none), and the fields that the server sets with it.
 */
export type RowWrite = readonly [begin: Row | boolean, ...sets: string[]];

/** What is to be shown of one row. */
export interface Change {
  readonly id: unknown;
  /** The row after it; undefined when there is none, or when nothing of it is known. */
  readonly after?: Row | undefined;
  /** Fields that the server sets with this write: no row has later ones. */
  readonly sets: readonly string[];
}

/** A write that is shown before its answer is there. */
export interface Pending extends Change {
  after?: Row | undefined;
  readonly begin: Row | boolean;
  readonly body: Row;
  /** Stands for the server's time until it has answered, RFC 3339. */
  readonly at: string;
}
