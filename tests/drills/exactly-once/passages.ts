import { NAME_HEADER, placeOf, type Trail } from './trail.ts';
import type { Passing, Upstream, Whole } from './upstream.ts';

/** Requests on their way to the server, each noted in the trail. */
export class Passages {
  readonly #upstream: Upstream;
  readonly #trail: Trail;
  readonly #underWay = new Map<string, Set<Promise<unknown>>>();

  constructor(upstream: Upstream, trail: Trail) {
    this.#upstream = upstream;
    this.#trail = trail;
  }

  async ask(passing: Passing): Promise<Whole> {
    const { name, end } = this.#trail.begin(String(passing.headers[NAME_HEADER]));
    const answer = this.#upstream.ask({ ...passing, headers: { ...passing.headers, [NAME_HEADER]: name } });
    const { sequence } = placeOf(name);
    const others = this.#underWay.get(sequence) ?? new Set();
    this.#underWay.set(sequence, others.add(answer));
    try {
      return await answer;
    } finally {
      end();
      others.delete(answer);
      if (others.size === 0) this.#underWay.delete(sequence);
    }
  }

  /** Sends the server half of a request: nothing can come of it. */
  askHalf(passing: Passing): Promise<void> {
    return this.#upstream.askHalf(passing);
  }

  /** Resolves once nothing of a sequence is with the server any more. */
  async ended(sequence: string): Promise<void> {
    for (let all = this.#underWay.get(sequence); all; all = this.#underWay.get(sequence)) {
      await Promise.allSettled(all);
      // The set is emptied by those who wait for the same answers.
      await Promise.resolve();
    }
  }
}
