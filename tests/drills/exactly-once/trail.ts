import type { Observer } from '@thrivestack-revenue/core/functions';

/** Names each request, given the step by its call, so that the server's history tells which of them did what; `inv_7.1.3` is the third for step 1. */
export const NAME_HEADER = 'x-request-id';

/** Where a request belongs. */
export interface Place {
  readonly sequence: string;
  /** Name of its step: the sequence and the step's number. */
  readonly step: string;
  readonly index: number;
}

/** Reads the name of a request; copies have one part more. */
export function placeOf(name: string): Place {
  const [sequence = '', index = ''] = name.split('.');
  return { sequence, step: `${sequence}.${index}`, index: Number(index) };
}

/** One passage of a request to the server, in the order of the proxy's events. */
interface Passage {
  readonly name: string;
  readonly began: number;
  ended: number;
}

/** What went to the server, when, and what the client had given up by then. */
export class Trail {
  readonly #passages = new Map<string, Passage[]>();
  readonly #requests = new Map<string, number>();
  readonly #givenUp = new Set<string>();
  #events = 0;

  /** For the clients: numbers the requests of each call, and notes those that the client's own time limit ended. */
  readonly observer: Observer = {
    onRequest: ({ headers }) => {
      const step = headers[NAME_HEADER] ?? '';
      const number = (this.#requests.get(step) ?? 0) + 1;
      this.#requests.set(step, number);
      headers[NAME_HEADER] = `${step}.${number}`;
    },
    onResponse: ({ request, error }) => {
      if (error?.code === 'timeout') this.#givenUp.add(request.headers[NAME_HEADER] ?? '');
    },
  };

  /** Notes that a request goes to the server; what is returned notes its answer. A request that goes again is renamed. */
  begin(asked: string): { readonly name: string; readonly end: () => void } {
    const { sequence } = placeOf(asked);
    const passages = this.#passages.get(sequence) ?? [];
    this.#passages.set(sequence, passages);
    const copies = passages.filter(({ name }) => name.split('.', 3).join('.') === asked).length;
    const name = copies === 0 ? asked : `${asked}.${copies}`;
    const passage: Passage = { name, began: ++this.#events, ended: Number.POSITIVE_INFINITY };
    passages.push(passage);
    const end = (): void => {
      passage.ended = ++this.#events;
    };
    return { name, end };
  }

  /**
   * Tells whether a request was overtaken: the client had given it up, and the server had not answered it yet when a
   * later write of its sequence arrived.
   */
  isOvertaken(name: string): boolean {
    const { sequence, index } = placeOf(name);
    const passages = this.#passages.get(sequence) ?? [];
    const own = passages.find((passage) => passage.name === name);
    const isPassed = passages.some((other) => own && placeOf(other.name).index > index && other.began < own.ended);
    return isPassed && this.#givenUp.has(name);
  }

  /** Forgets a sequence that is over. */
  forget(sequence: string): void {
    this.#passages.delete(sequence);
  }
}
