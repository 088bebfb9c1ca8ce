import { invalid, type Refusal } from './errors.ts';
import type { Json, JsonObject } from './manifest.ts';

/** Deepest nesting of objects and lists that a body may have. */
const MAX_DEPTH = 8;
/** Names that reach an object's prototype in careless code. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
const decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What a body says. */
export interface ParsedJson {
  readonly value: Json;
  /** Texts of the numbers that JavaScript would write in another way, by path (`amount`, `lines[0].price`). */
  readonly numbers: ReadonlyMap<string, string> | undefined;
  /** Returns the text of the number at a path if it is one of `numbers`. */
  numberText(path: string): string | undefined;
}

/**
 * Parses the bytes of a JSON body, strictly and in linear time.
 *
 * `JSON.parse` keeps the last of two equal keys and forgets how a number was written;
 * a body with money may not be read that way.
 *
 * @throws Refusal 400 `invalid_json`, `duplicate_key`, or `unknown_field` for a key such as `__proto__`.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw invalid('invalid_json', 'The body is not valid UTF-8. Encode it as UTF-8.');
  }
  const parser = new Parser(text);
  const value = parser.document();
  const { numbers } = parser;
  return { value, numbers, numberText: (path) => numbers?.get(path) };
}

class Parser {
  numbers: Map<string, string> | undefined;
  private readonly text: string;
  private at = 0;
  /** Names and indexes from the top to the value being read. */
  private readonly path: (string | number)[] = [];

  constructor(text: string) {
    this.text = text;
  }

  document(): Json {
    if (this.text.charCodeAt(0) === 0xfeff) throw this.fault('a byte order mark is not allowed');
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.fault('nothing may follow the value');
    return value;
  }

  private value(depth: number): Json {
    this.space();
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b:
        return this.object(depth + 1);
      case 0x5b:
        return this.list(depth + 1);
      case 0x22:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number(depth);
    }
  }

  private object(depth: number): JsonObject {
    this.enter(depth);
    const result: JsonObject = {};
    this.space();
    if (this.took(0x7d)) return result;
    do {
      this.space();
      const start = this.at;
      if (this.text.charCodeAt(start) !== 0x22) throw this.fault('expected a name in double quotes');
      const name = this.string();
      this.path[depth - 1] = name;
      if (FORBIDDEN.has(name)) {
        throw invalid('unknown_field', `${name} is never a field. Remove it.`, this.pathText(depth));
      }
      if (Object.hasOwn(result, name)) {
        this.at = start;
        throw this.fault(`the name ${quoted(name)} appears twice in one object`, 'duplicate_key', this.pathText(depth));
      }
      this.space();
      if (!this.took(0x3a)) throw this.fault('expected ":"');
      result[name] = this.value(depth);
      this.space();
    } while (this.took(0x2c));
    if (!this.took(0x7d)) throw this.fault('expected "," or "}"');
    return result;
  }

  private list(depth: number): Json[] {
    this.enter(depth);
    const result: Json[] = [];
    this.space();
    if (this.took(0x5d)) return result;
    do {
      this.path[depth - 1] = result.length;
      result.push(this.value(depth));
      this.space();
    } while (this.took(0x2c));
    if (!this.took(0x5d)) throw this.fault('expected "," or "]"');
    return result;
  }

  private enter(depth: number): void {
    if (depth > MAX_DEPTH) throw this.fault(`more than ${MAX_DEPTH} levels deep`);
    this.at += 1;
  }

  private string(): string {
    const { text } = this;
    let start = this.at + 1;
    let result = '';
    for (let at = start; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        this.at = at + 1;
        return result === '' ? text.slice(start, at) : result + text.slice(start, at);
      }
      if (code === 0x5c) {
        result += text.slice(start, at) + this.escape(at + 1);
        at = this.at - 1;
        start = this.at;
      } else if (!(code >= 0x20)) {
        this.at = at;
        throw this.fault(at < text.length ? 'a control character must be written as \\u00XX' : 'the text has no end');
      }
    }
  }

  /** Reads what follows a backslash and leaves `this.at` behind it. */
  private escape(at: number): string {
    const letter = this.text.charAt(at);
    if (letter !== 'u') {
      this.at = at + 1;
      const character = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
      if (character !== undefined) return character;
      this.at = at;
      throw this.fault('an unknown escape');
    }
    const digits = this.text.slice(at + 1, at + 5);
    this.at = at;
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.fault('\\u needs four hexadecimal digits');
    this.at = at + 5;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private number(depth: number): number {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined)
      throw this.fault(this.at < this.text.length ? 'expected a value' : 'the body ends too early');
    const value = Number(found);
    this.at += found.length;
    if (String(value) !== found) {
      this.numbers ??= new Map();
      this.numbers.set(this.pathText(depth), found);
    }
    return value;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.fault('expected a value');
    this.at += word.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private took(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at += 1;
    return true;
  }

  private pathText(depth: number): string {
    let text = '';
    for (let index = 0; index < depth; index += 1) {
      const part = this.path[index] ?? '';
      text += typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`;
    }
    return text;
  }

  private fault(what: string, code = 'invalid_json', param?: string): Refusal {
    const before = this.text.slice(0, this.at).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    return invalid(code, `The body is not valid JSON at ${place}: ${what}.`, param);
  }
}

/** A name in a message, cut to a readable length. */
function quoted(name: string): string {
  return JSON.stringify(name.length <= 40 ? name : `${name.slice(0, 40)}…`);
}
