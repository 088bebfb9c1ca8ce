export interface DrillOptions {
  readonly seed: number;
  /** How often the drill does its thing. */
  readonly count: number;
  /** Told after each. */
  readonly onProgress?: (done: number) => void;
}

/** A name, and a value for each column. */
export type ResultRow = readonly [string, ...(string | number)[]];

/** What a drill found. */
export interface DrillResult {
  /** Names of the columns, when there are several. */
  readonly columns?: readonly string[];
  /** What was counted, in the order of the table. */
  readonly rows: readonly ResultRow[];
  /** What is wrong, in words; empty when nothing is. A drill that never did what it is for says so here. */
  readonly complaints: readonly string[];
}

export interface Drill {
  readonly name: string;
  readonly title: string;
  /** What is done and what must hold, in sentences. */
  readonly about: string;
  /** What `--count` counts, and how many the long form does. */
  readonly unit: string;
  readonly usual: number;
  /** Versions of the tools that took part. */
  readonly tools?: () => readonly string[];
  run(options: DrillOptions): Promise<DrillResult>;
}
