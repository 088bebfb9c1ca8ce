/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** One value of the contract, reduced to what can be checked at run time. */
export interface Shape {
  /** The JSON type; `any` when the contract does not say. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'any';
  /** True when `null` is a legal value. */
  readonly nullable?: true;
  /** Taken for an absent field in mode `create`, nowhere else. */
  readonly default?: Json;
  /** The legal values, `const` included. */
  readonly enum?: readonly Json[];
  /** `date-time` is checked; other formats are documentation. */
  readonly format?: string;
  /** `id`: the resource's own key. `currency`: an ISO 4217 code. */
  readonly kind?: 'id' | 'currency';
  /** Set on money: the name of the field that holds its currency, in the same object or one around it. */
  readonly currencyField?: string;
  /** In characters (code points). */
  readonly minLength?: number;
  /** In characters (code points); replaces the limit of 1,024 bytes. */
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly items?: Shape;
  /** Fields of an object, in the order of the contract; an object without any is free-form. */
  readonly fields?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** True when fields that the contract does not name are legal; they are then kept as sent. */
  readonly open?: true;
  /** One of these must fit (`anyOf`, `oneOf`). */
  readonly anyOf?: readonly Shape[];
}

/** The instant in `field` may not lie before the one in `other`. */
export interface NotBeforeRule {
  readonly field: string;
  readonly other: string;
  /** The code of the issue, as the contract names it. */
  readonly code: string;
}

/** One thing that is wrong with one field. */
export interface Issue {
  /** Path of the field: `amount`, `lines[0].price`; empty for the whole value. */
  param: string;
  /** For programs. */
  code: string;
  /** For people: what is wrong and what to do. */
  message: string;
}

/** What the value is for: `create` alone takes defaults, `query` alone parses text. */
export type Mode = 'create' | 'update' | 'delete' | 'query' | 'any';

export interface CheckOptions {
  readonly mode: Mode;
  /**
   * Gives the decimal text that was on the wire for the number at a path, so that
   * money is judged on what was sent. Default: `String(value)`.
   */
  readonly numberText?: (path: string) => string | undefined;
  /** Rules between fields of the whole value. Default: none. */
  readonly rules?: readonly NotBeforeRule[];
}

export interface Checked {
  /** Empty when the value is good. At most 100. */
  issues: Issue[];
  /** A fresh, normalised copy; fields with an issue are left out. */
  value: JsonObject;
}
