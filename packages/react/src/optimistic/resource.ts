/** A row as the API shows it. */
export type Row = Readonly<Record<string, unknown>>;

/** What the contract says of one resource, as far as its rows in a cache are concerned. */
export interface OptimisticResource {
  /** Field that names a row. */
  readonly key: string;
  /** What each method does to its row. */
  readonly writes: Readonly<Record<string, 'create' | 'update' | 'delete'>>;
  /** Method that reads one row. */
  readonly get?: string;
  readonly list?: OptimisticList;
  /** Fields that are instants: compared in UTC, shown to the millisecond. */
  readonly instants: readonly string[];
  /** Fields that are currencies: shown in upper case. */
  readonly currencies: readonly string[];
  /** What a new row has when its body says nothing. */
  readonly defaults: Row;
  /** Fields that are shown as `null` when the row has no value. */
  readonly nulls: readonly string[];
  /** Fields that the server sets: when the row was made, and when it was last changed. */
  readonly created?: string;
  readonly updated?: string;
}

/** The names and rules of a list. */
export interface OptimisticList {
  /** Method that reads it. */
  readonly method: string;
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
  /** Parameters that filter. */
  readonly filters: Readonly<
    Record<string, readonly [field: string, op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'prefix']>
  >;
}

/** One write that is under way. */
export interface Change {
  readonly id: unknown;
  /** The row after it; undefined when there is none, or when nothing of it is known. */
  readonly after: Row | undefined;
  /** Fields that the server sets with this write: no row has later ones. */
  readonly newest: readonly (string | undefined)[];
}
