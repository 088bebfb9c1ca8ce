/** Collects complaints, the first of each kind in full. */
export class Complaints {
  readonly #found = new Map<string, { count: number; first: string }>();

  add(kind: string, detail: string): void {
    const earlier = this.#found.get(kind);
    if (earlier) earlier.count += 1;
    else this.#found.set(kind, { count: 1, first: detail });
  }

  /** Complains unless something is so. */
  expect(holds: boolean, kind: string, detail: string): void {
    if (!holds) this.add(kind, detail);
  }

  list(): string[] {
    return [...this.#found].map(([kind, { count, first }]) => `${kind}, ${count} times; the first: ${first}`);
  }
}
