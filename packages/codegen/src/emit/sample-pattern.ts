/** Characters that a sample is made of, the nicest first. */
const CHARACTERS = [
  ...'1aAbB234567890cdefghijklmnopqrstuvwxyzCDEFGHIJKLMNOPQRSTUVWXYZ-_ .,:;/+@#%&=*?!()[]{}"\'~^$|<>é\t',
];

/** How often a repeated part stands beyond what it must. */
const EXTRAS = [0, 1, 2, 4, 8, 16, 32, 64];

/**
 * Makes a text that a regular expression accepts.
 * Plain parts, classes, groups, alternatives and repetitions are followed; the result is always tried.
 * @returns undefined when none was found.
 */
export function samplePattern(pattern: string, fits: (text: string) => boolean): string | undefined {
  const expression = compile(pattern);
  if (!expression) return undefined;
  for (const extra of EXTRAS) {
    const text = new PatternReader(pattern, extra).read();
    if (text !== undefined && expression.test(text) && fits(text)) return text;
  }
  return undefined;
}

/** Compiles as validation does; undefined when it is no regular expression. */
export function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

/** Walks over a pattern and writes the first text that it describes. */
class PatternReader {
  private at = 0;
  private readonly pattern: string;
  private readonly extra: number;

  constructor(pattern: string, extra: number) {
    this.pattern = pattern;
    this.extra = extra;
  }

  read(): string | undefined {
    const text = this.alternatives();
    return this.at === this.pattern.length ? text : undefined;
  }

  private alternatives(): string | undefined {
    const found = [this.sequence()];
    while (this.pattern[this.at] === '|') {
      this.at += 1;
      found.push(this.sequence());
    }
    return found.find((text) => text !== undefined);
  }

  private sequence(): string | undefined {
    let text: string | undefined = '';
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at] ?? '')) {
      const atom = this.atom();
      const times = this.times();
      text = text === undefined || (atom === undefined && times > 0) ? undefined : text + (atom ?? '').repeat(times);
    }
    return text;
  }

  private atom(): string | undefined {
    const rest = this.pattern.slice(this.at);
    const empty = /^(?:\^|\$|\\[bB])/.exec(rest);
    if (empty) return this.skip(empty[0].length, '');
    const look = /^\(\?<?[=!]/.exec(rest);
    if (look) return this.group(look[0].length) === undefined ? undefined : '';
    const open = /^\((?:\?:|\?<[A-Za-z_$][\w$]*>)?/.exec(rest);
    if (open) return this.group(open[0].length);
    const one = /^(?:\[\^?(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9A-Fa-f]{4}|\\x..|\\c.|\\.|.)/su.exec(
      rest,
    );
    if (!one) return this.skip(rest.length, undefined);
    const expression = compile(`^${one[0]}$`);
    const literal = one[0].replace(/^\\/, '');
    return this.skip(
      one[0].length,
      [literal, ...CHARACTERS].find((character) => [...character].length === 1 && expression?.test(character)),
    );
  }

  private group(prefix: number): string | undefined {
    this.at += prefix;
    const text = this.alternatives();
    if (this.pattern[this.at] !== ')') return this.skip(this.pattern.length, undefined);
    return this.skip(1, text);
  }

  private times(): number {
    const repeat = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.pattern.slice(this.at));
    if (!repeat) return 1;
    this.at += repeat[0].length;
    const [sign, least, comma, most] = repeat;
    if (sign.startsWith('?')) return Math.min(1, this.extra);
    const low = sign.startsWith('*') ? 0 : Number(least ?? 1);
    const high = sign.startsWith('{')
      ? comma
        ? Number(most || Number.POSITIVE_INFINITY)
        : low
      : Number.POSITIVE_INFINITY;
    return Math.min(low + this.extra, high);
  }

  private skip<T>(length: number, value: T): T {
    this.at += length;
    return value;
  }
}
