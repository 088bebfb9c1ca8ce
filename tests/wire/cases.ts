import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** With whose key a step is sent; the default is a good test key of the first tenant. */
export type KeyName = 'main' | 'none' | 'bad' | 'no-scope' | 'other-tenant' | 'live';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** `null` leaves a header out that would be sent otherwise. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: Json;
  /** The body as text, instead of `body`. */
  readonly raw?: string;
  readonly key?: KeyName;
}

export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

export interface WireStep {
  readonly request: WireRequest;
  readonly response: WireResponse;
}

export interface WireFile {
  readonly title: string;
  readonly cases: readonly { readonly name: string; readonly steps: readonly WireStep[] }[];
}

/** Reads every file of wire cases, sorted by name. */
export function readCases(): WireFile[] {
  const folder = fileURLToPath(new URL('../../spec/cases', import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as WireFile);
}

/** Puts the text `<any>` wherever the expected value has it, so that the rest can be compared. */
export function masked(actual: Json | undefined, expected: Json | undefined): Json | undefined {
  if (expected === '<any>' && actual !== undefined) return '<any>';
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.map((member, index) => masked(member, expected[index]) ?? null);
  }
  if (isObject(actual) && isObject(expected)) {
    return Object.fromEntries(
      Object.entries(actual).map(([name, value]) => [name, masked(value, expected[name]) ?? null]),
    );
  }
  return actual;
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
