import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Json } from './model.ts';

export type Path = readonly (string | number)[];
export type JsonObject = { [key: string]: Json };

/** A fault of the contract, with the place and what to do about it. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
}

/** A value of the contract, the path it really stands at, and the name of its component, if any. */
export interface Resolved {
  readonly value: Json;
  readonly path: Path;
  readonly name?: string;
}

/** The parsed contract, with the line of every value. */
export interface SpecDocument {
  readonly file: string;
  readonly root: JsonObject;
  /** `spec/openapi.yaml:42`, the line of the value at `path` or of its nearest parent. */
  locate(path: Path): string;
  /** Makes the error for the value at `path`. */
  fault(path: Path, message: string): SpecError;
  /** Follows `$ref` until there is none. */
  resolve(value: Json, path: Path): Resolved;
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a contract from a YAML or JSON file; anchors, aliases and merge keys are legal.
 * @param shown How the file is named in errors.
 * @throws SpecError on a syntax error, with its line.
 */
export function readSpec(file: string, shown: string = file): SpecDocument {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, merge: true });
  const first = document.errors[0];
  if (first) {
    throw new SpecError(`${shown}:${lines.linePos(first.pos[0]).line}: ${first.message.split('\n')[0]}`);
  }
  const root = document.toJS({ maxAliasCount: -1 }) as Json;
  if (!isObject(root)) throw new SpecError(`${shown}:1: the contract is not an object; start with "openapi: 3.1.0".`);

  const locate = (path: Path): string => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return `${shown}:${lines.linePos(node.range[0]).line}`;
    }
    return `${shown}:1`;
  };
  const fault = (path: Path, message: string): SpecError => new SpecError(`${locate(path)}: ${message}`);

  const resolve = (value: Json, path: Path): Resolved => {
    let current: Resolved = { value, path };
    for (let hops = 0; isObject(current.value) && typeof current.value['$ref'] === 'string'; hops++) {
      const ref = current.value['$ref'];
      if (hops > 32) throw fault(path, `"${ref}" refers to itself; break the circle.`);
      if (!ref.startsWith('#/')) {
        throw fault(current.path, `"${ref}" points outside this file; bundle the contract into one file.`);
      }
      const target = ref
        .slice(2)
        .split('/')
        .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
      const found = valueAt(root, target);
      if (found === undefined) {
        throw fault(current.path, `"${ref}" does not exist; add it or correct the name.`);
      }
      const named = target.length === 3 && target[0] === 'components';
      current = { value: found, path: target, ...(named ? { name: target[2] } : {}) };
    }
    return current;
  };
  return { file, root, locate, fault, resolve };
}

function valueAt(root: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = root;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}
