import { issue } from './messages.ts';
import type { Json, JsonObject } from './shape.ts';
import { checkSound } from './text.ts';
import { isFull, put, report, type Walk } from './walk.ts';

/** Far deeper than any contract; keeps a cyclic value from running for ever. */
export const DEEPEST = 64;

/** Copies a value that the contract does not describe; only what JSON cannot carry is refused. */
export function copyFree(walk: Walk, raw: unknown, path: string): Json | undefined {
  if (raw === null || typeof raw === 'boolean') return raw;
  if (typeof raw === 'string') return checkSound(walk, raw, path) ? raw : undefined;
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw + 0 : report(walk, issue.notJson(path));
  if (typeof raw !== 'object') return report(walk, issue.notJson(path));
  if (walk.depth >= DEEPEST) return report(walk, issue.tooDeep(path, DEEPEST));
  walk.depth += 1;
  const failures = walk.failures;
  const copy = Array.isArray(raw) ? copyList(walk, raw, path) : copyObject(walk, raw, path);
  walk.depth -= 1;
  return walk.failures === failures ? copy : undefined;
}

function copyList(walk: Walk, raw: readonly unknown[], path: string): Json[] {
  const copy: Json[] = [];
  for (let at = 0; at < raw.length && !isFull(walk); at += 1) {
    const item = copyFree(walk, raw[at], `${path}[${at}]`);
    if (item !== undefined) copy.push(item);
  }
  return copy;
}

function copyObject(walk: Walk, raw: object, path: string): JsonObject {
  const copy: JsonObject = {};
  for (const [name, value] of Object.entries(raw)) {
    if (isFull(walk)) break;
    if (value !== undefined) copyField(walk, copy, name, value, path);
  }
  return copy;
}

/** Copies one field that the contract does not name into an object. */
export function copyField(walk: Walk, target: JsonObject, name: string, value: unknown, path: string): void {
  const param = join(path, name);
  if (!checkSound(walk, name, param)) return;
  const copy = copyFree(walk, value, param);
  if (copy !== undefined) put(target, name, copy);
}

/** Names longer than any contract's are cut, so that an answer does not outgrow its request. */
const LONGEST_NAME = 128;

/** Joins the path of an object and the name of a field. */
export function join(path: string, name: string): string {
  const short = name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;
  return path === '' ? short : `${path}.${short}`;
}
