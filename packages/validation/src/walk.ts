import type { CheckOptions, Issue, JsonObject, Shape } from './shape.ts';

/** More than this helps nobody, and an answer must not outgrow its request. */
const MOST_ISSUES = 100;

/** One run over one value. */
export interface Walk {
  readonly options: CheckOptions;
  readonly issues: Issue[];
  /** Counts every failure, those past the last kept issue as well. */
  failures: number;
  depth: number;
}

/** An object that is being checked, and the one around it. */
export interface Scope {
  readonly shape: Shape;
  readonly raw: object;
  readonly outer: Scope | undefined;
}

/** Keeps an issue; gives undefined, which stands for a value with an issue everywhere here. */
export function report(walk: Walk, issue: Issue): undefined {
  walk.failures += 1;
  if (walk.issues.length < MOST_ISSUES) walk.issues.push(issue);
}

/** Tells whether more issues would be thrown away. */
export function isFull(walk: Walk): boolean {
  return walk.issues.length >= MOST_ISSUES;
}

/** Gives an own property; names such as `constructor` find nothing that was not sent. */
export function own(source: object, name: string): unknown {
  return Object.hasOwn(source, name) ? (source as Record<string, unknown>)[name] : undefined;
}

/** Sets a property, `__proto__` too, without touching the prototype. */
export function put(target: JsonObject, name: string, value: JsonObject[string]): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  } else target[name] = value;
}

/** Tells whether a value is an object and no list. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
