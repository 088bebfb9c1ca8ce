import { type PatternNode, parsePattern } from './pattern-syntax.ts';

/**
 * Says why a pattern cannot be used, and what to do; undefined when it can.
 *
 * A pattern checks what strangers send. Where a text can be matched in two ways within one repetition,
 * as `(a+)+` and `(\d|\w)*` can, the ways double with every character, and one short text stops a server.
 */
export function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/u: /s, '') : String(error);
    return `is no regular expression with the flag u (${reason}); correct it.`;
  }
  const parsed = parsePattern(pattern);
  if (!parsed) return 'refers back to a group, and its cost cannot be told; write it without back reference.';
  if (![parsed.main, ...parsed.besides].some(isExponential)) return undefined;
  return 'can take time that doubles with every character; let no repetition hold another that matches the same text.';
}

/** How many ways there are: none, one, or more. */
type Ways = 0 | 1 | 2;

/** The characters of a pattern, numbered, and which may follow which in how many ways. */
interface Automaton {
  readonly sources: string[];
  readonly follow: Map<number, Ways>[];
}

/** What can begin and end a part, and in how many ways it can match nothing. */
interface Part {
  readonly first: ReadonlyMap<number, Ways>;
  readonly last: ReadonlyMap<number, Ways>;
  readonly empty: Ways;
}

/** Whether two ways lead from some character to itself over the same text. */
function isExponential(node: PatternNode): boolean {
  const automaton: Automaton = { sources: [], follow: [] };
  build(automaton, node);
  const meet = overlap(automaton.sources);
  // What holds for one character of a circle holds for all of it.
  return circles(automaton).some((circle) => isAmbiguous(automaton, meet, circle));
}

/** Groups the characters that can be followed, sooner or later, by themselves: one group per circle. */
function circles({ follow }: Automaton): Set<number>[] {
  const reach = (start: number, next: (position: number) => Iterable<number>): Set<number> => {
    const reached = new Set(next(start));
    for (const position of reached) for (const other of next(position)) reached.add(other);
    return reached;
  };
  const precede: number[][] = follow.map(() => []);
  for (const [position, next] of follow.entries()) for (const other of next.keys()) precede[other]?.push(position);
  const found: Set<number>[] = [];
  for (const position of follow.keys()) {
    if (found.some((circle) => circle.has(position))) continue;
    const before = reach(position, (at) => precede[at] ?? []);
    const after = reach(position, (at) => follow[at]?.keys() ?? []);
    if (after.has(position)) found.push(new Set([...after].filter((other) => before.has(other))));
  }
  return found;
}

/** Glushkov's construction, with the ways counted. */
function build(automaton: Automaton, node: PatternNode): Part {
  if (node.kind === 'character') {
    const position = automaton.sources.push(node.source) - 1;
    automaton.follow.push(new Map());
    return { first: new Map([[position, 1]]), last: new Map([[position, 1]]), empty: 0 };
  }
  if (node.kind === 'loop') {
    const body = build(automaton, node.body);
    connect(automaton, body.last, body.first);
    return { ...body, empty: node.mayBeEmpty ? 1 : body.empty };
  }
  if (node.kind === 'choice') {
    const options = node.options.map((option) => build(automaton, option));
    return {
      first: add(...options.map(({ first }) => first)),
      last: add(...options.map(({ last }) => last)),
      empty: cap(options.reduce((sum, { empty }) => sum + empty, 0)),
    };
  }
  let whole: Part = { first: new Map(), last: new Map(), empty: 1 };
  for (const part of node.parts.map((each) => build(automaton, each))) {
    connect(automaton, whole.last, part.first);
    whole = {
      first: add(whole.first, times(part.first, whole.empty)),
      last: add(times(whole.last, part.empty), part.last),
      empty: cap(whole.empty * part.empty),
    };
  }
  return whole;
}

function connect({ follow }: Automaton, from: ReadonlyMap<number, Ways>, to: ReadonlyMap<number, Ways>): void {
  for (const [position, ways] of from) {
    follow[position] = add(follow[position] ?? new Map(), times(to, ways));
  }
}

function add(...all: ReadonlyMap<number, Ways>[]): Map<number, Ways> {
  const sum = new Map<number, Ways>();
  for (const [position, ways] of all.flatMap((each) => [...each])) {
    sum.set(position, cap((sum.get(position) ?? 0) + ways));
  }
  return sum;
}

function times(all: ReadonlyMap<number, Ways>, factor: Ways): Map<number, Ways> {
  return new Map(factor === 0 ? [] : [...all].map(([position, ways]) => [position, cap(ways * factor)]));
}

function cap(count: number): Ways {
  return count > 1 ? 2 : count === 1 ? 1 : 0;
}

/** Walks two ways at once from one character of a circle, and looks for a walk back on which they differ. */
function isAmbiguous(
  { sources, follow }: Automaton,
  meet: (a: number, b: number) => boolean,
  circle: ReadonlySet<number>,
): boolean {
  const [start = 0] = circle;
  const pair = (a: number, b: number): number => a * sources.length + b;
  const home = pair(start, start);
  const reached = new Set([home]);
  const before = new Map<number, { readonly from: number; readonly differs: boolean }[]>();
  for (const from of reached) {
    const [a, b] = [Math.floor(from / sources.length), from % sources.length];
    for (const [nextA, ways] of follow[a] ?? []) {
      for (const nextB of follow[b]?.keys() ?? []) {
        if (!circle.has(nextA) || !circle.has(nextB) || !meet(nextA, nextB)) continue;
        const to = pair(nextA, nextB);
        const step = { from, differs: nextA !== nextB || (a === b && ways > 1) };
        const steps = before.get(to);
        if (steps) steps.push(step);
        else before.set(to, [step]);
        reached.add(to);
      }
    }
  }
  const returning = new Set([home]);
  for (const to of returning) {
    for (const { from, differs } of before.get(to) ?? []) {
      if (differs) return true;
      returning.add(from);
    }
  }
  return false;
}

/** Tells whether two characters of a pattern can be the same one. */
function overlap(sources: readonly string[]): (a: number, b: number) => boolean {
  const written = [...sources.join('')].map((character) => character.codePointAt(0) ?? 0);
  const samples = [...new Set([...Array(0x250).keys(), ...SAMPLES, ...written])].map((code) =>
    String.fromCodePoint(code),
  );
  const matched = new Map(
    [...new Set(sources)].map((source) => {
      const form = new RegExp(`^(?:${source})$`, 'u');
      return [source, samples.map((sample) => form.test(sample))] as const;
    }),
  );
  return (a, b) => {
    const [one, other] = [matched.get(sources[a] ?? ''), matched.get(sources[b] ?? '')];
    return sources[a] === sources[b] || (one ?? []).some((fits, index) => fits && other?.[index] === true);
  };
}

/** One character each of scripts, digits, marks, spaces and symbols beyond Latin. */
const SAMPLES = [
  0x301, 0x3a9, 0x3b1, 0x416, 0x436, 0x5d0, 0x627, 0x661, 0x905, 0xe01, 0x1e9e, 0x2003, 0x2028, 0x20ac, 0x2122, 0x2160,
  0x3042, 0x4e00, 0xac00, 0xe000, 0xfeff, 0xff21, 0xfffd, 0x1f600, 0x10ffff,
];
