/** How long `wait` waits at most, in milliseconds. */
const WAIT_MS = 50;

const SETTLED = 0;
const FAILING = 1;
const READ_AT = 2;

/** Somebody reads as long as the last read that found the tables behind is not longer ago, in nanoseconds. */
const READING_NS = 1_000_000_000n;

/** How far the tables are, in memory that threads share. */
export class Progress {
  readonly #cells: BigInt64Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(3 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.#cells = new BigInt64Array(buffer);
  }

  get buffer(): SharedArrayBuffer {
    return this.#cells.buffer as SharedArrayBuffer;
  }

  /** The tables have all batches up to this one. */
  get settledTo(): number {
    return Number(Atomics.load(this.#cells, SETTLED));
  }

  /** True after an attempt that the disk refused, until one succeeds. */
  get failing(): boolean {
    return Atomics.load(this.#cells, FAILING) !== 0n;
  }

  /** True while there are reads that find the tables behind. */
  get isRead(): boolean {
    const at = Atomics.load(this.#cells, READ_AT);
    // A clock that nobody sets, and that is the same in every thread; zero: nobody has read yet.
    return at !== 0n && process.hrtime.bigint() - at < READING_NS;
  }

  /** Takes note of a read that finds the tables behind. */
  read(): void {
    Atomics.store(this.#cells, READ_AT, process.hrtime.bigint());
  }

  settled(number: number): void {
    Atomics.store(this.#cells, FAILING, 0n);
    Atomics.store(this.#cells, SETTLED, BigInt(number));
    Atomics.notify(this.#cells, SETTLED);
  }

  failed(): void {
    Atomics.store(this.#cells, FAILING, 1n);
    Atomics.notify(this.#cells, SETTLED);
  }

  /** Blocks this thread until something may have changed. */
  wait(): void {
    Atomics.wait(this.#cells, SETTLED, Atomics.load(this.#cells, SETTLED), WAIT_MS);
  }
}
