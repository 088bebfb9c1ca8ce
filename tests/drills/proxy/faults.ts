import { between } from '../kit/seeded.ts';
import { type CutPoint, parts } from './message-meter.ts';

/** What happens to one direction of a connection. */
export interface Fault {
  readonly kind: 'none' | 'cut' | 'truncate' | 'delay' | 'dribble';
  /** Kind and part, as `cut in the body`. */
  readonly name: string;
  /** Where the direction ends; nothing when the fault does not end it. */
  readonly point?: CutPoint;
}

/** Both directions of a connection. */
export interface Faults {
  readonly request: Fault;
  readonly answer: Fault;
}

const NONE: Fault = { kind: 'none', name: 'as it is' };
/** Cards on which both directions have a fault. */
const DOUBLE = 4;

const ENDING = (['cut', 'truncate'] as const).flatMap((kind) =>
  parts.map((part) => ({ kind, part, name: `${kind} ${part === 'end' ? 'at' : 'in'} the ${part}` })),
);
const SLOW = (['delay', 'dribble'] as const).map((kind): Fault => ({ kind, name: kind }));

/** Every fault that a run must have made, by the name that it is counted under. */
export const faultNames: readonly string[] = ['request', 'answer'].flatMap((direction) =>
  [...ENDING, ...SLOW].map(({ name }) => `${direction} ${name}`),
);

/** Deals faults as cards of a shuffled deck that has each once for each direction, so that none is missed by chance. */
export function faultDeck(random: () => number): () => Faults {
  let cards: Faults[] = [];
  return () => {
    if (cards.length === 0) cards = shuffled(random, deck(random));
    return cards.pop() ?? { request: NONE, answer: NONE };
  };
}

function deck(random: () => number): Faults[] {
  const all = (): Fault[] => [...SLOW, ...ENDING.map(({ kind, part, name }) => ending(random, kind, part, name))];
  const any = (): Fault => {
    const faults = all();
    return faults[between(random, 0, faults.length - 1)] ?? NONE;
  };
  return [
    { request: NONE, answer: NONE },
    ...all().map((request) => ({ request, answer: NONE })),
    ...all().map((answer) => ({ request: NONE, answer })),
    ...Array.from({ length: DOUBLE }, () => ({ request: any(), answer: any() })),
  ];
}

function ending(random: () => number, kind: 'cut' | 'truncate', part: CutPoint['part'], name: string): Fault {
  return { kind, name, point: { message: between(random, 0, 2), part, share: random() } };
}

function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  const left = [...items];
  return Array.from({ length: left.length }, () => left.splice(between(random, 0, left.length - 1), 1)).flat();
}
