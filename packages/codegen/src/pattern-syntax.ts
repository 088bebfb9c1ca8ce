/** A regular expression, reduced to what says how it can be matched. */
export type PatternNode =
  /** One character; `source` is the class, the escape or the character itself. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  /** The body again and again; bounded repetitions are seen as unbounded ones. */
  | { readonly kind: 'loop'; readonly body: PatternNode; readonly mayBeEmpty: boolean };

/** The pattern itself, and what its look-arounds match beside it. */
export interface ParsedPattern {
  readonly main: PatternNode;
  readonly besides: readonly PatternNode[];
}

const EMPTY: PatternNode = { kind: 'sequence', parts: [] };

/** So many characters at most are written out for an exact count such as `{4}`. */
const MAX_COPIED = 128;

/** A repetition as it is written: `*`, `+?`, `{2,4}`. */
const REPETITION = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/uy;

/** An escape as a whole: `\d`, `\p{L}`, `\u{1F600}`, a pair of surrogates. */
const ESCAPE =
  /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB]..\\u[dD][c-fC-F]..|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<[^>]*>|[1-9]\d*|[\s\S])/uy;

const CLASS = /\[(?:\\[\s\S]|[^\]\\])*\]/uy;
const GROUP = /\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]*:))?/uy;

/**
 * Reads a regular expression that `new RegExp(pattern, 'u')` accepts.
 * @returns Undefined when it refers back to what a group matched.
 */
export function parsePattern(pattern: string): ParsedPattern | undefined {
  const besides: PatternNode[] = [];
  let at = 0;
  let refersBack = false;

  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const match = form.exec(pattern);
    if (match) at += match[0].length;
    return match;
  };

  const choice = (): PatternNode => {
    const options = [sequence()];
    while (pattern[at] === '|') {
      at++;
      options.push(sequence());
    }
    return options.length === 1 ? (options[0] ?? EMPTY) : { kind: 'choice', options };
  };

  const sequence = (): PatternNode => {
    const parts: PatternNode[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const part = term();
      const times = take(REPETITION);
      parts.push(times ? repeat(part, times) : part);
    }
    return { kind: 'sequence', parts };
  };

  const term = (): PatternNode => {
    const group = take(GROUP)?.[0];
    if (group !== undefined) {
      const inside = choice();
      at++;
      if (!/[=!]$/.test(group)) return inside;
      besides.push(inside);
      return EMPTY;
    }
    const taken = take(CLASS)?.[0] ?? take(ESCAPE)?.[0];
    if (taken !== undefined) {
      if (/^\\[1-9k]/.test(taken)) refersBack = true;
      return /^\\[bB]$/.test(taken) ? EMPTY : { kind: 'character', source: taken };
    }
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    at += character.length;
    return character === '^' || character === '$' ? EMPTY : { kind: 'character', source: character };
  };

  const main = choice();
  return refersBack ? undefined : { main, besides };
}

function repeat(body: PatternNode, [text, least, comma, most]: RegExpExecArray): PatternNode {
  if (text.startsWith('*')) return { kind: 'loop', body, mayBeEmpty: true };
  if (text.startsWith('+')) return { kind: 'loop', body, mayBeEmpty: false };
  const min = Number(least ?? 0);
  const max = text.startsWith('?') ? 1 : comma === '' ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most);
  if (max === 0) return EMPTY;
  if (max === 1) return min === 1 ? body : { kind: 'choice', options: [body, EMPTY] };
  if (min === max && size(body) * max <= MAX_COPIED) return { kind: 'sequence', parts: Array(max).fill(body) };
  return { kind: 'loop', body, mayBeEmpty: min === 0 };
}

function size(node: PatternNode): number {
  if (node.kind === 'character') return 1;
  if (node.kind === 'loop') return size(node.body);
  const inside = node.kind === 'sequence' ? node.parts : node.options;
  return inside.reduce((sum, part) => sum + size(part), 0);
}
