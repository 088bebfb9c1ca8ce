import { isAllowed, takesNull } from './allowed.ts';
import { canonical } from './canonical.ts';
import { copyField, copyFree, DEEPEST, join } from './free.ts';
import { issue } from './messages.ts';
import { nearest } from './nearest.ts';
import { checkNumber } from './number.ts';
import { type Plan, planOf } from './plan.ts';
import type { Issue, Json, JsonObject, Shape } from './shape.ts';
import { checkText } from './text.ts';
import { isFull, isObject, own, put, report, type Scope, type Walk } from './walk.ts';

/** Checks one value and gives its normal form, or undefined when it has an issue. */
export function visit(
  walk: Walk,
  shape: Shape,
  raw: unknown,
  path: string,
  required: boolean,
  scope: Scope | undefined,
): Json | undefined {
  if (raw === null) {
    if (takesNull(shape)) return null;
    return report(walk, issue.isNull(path, shape.type === 'any' ? undefined : shape.type));
  }
  let copy = visitType(walk, shape, raw, path, required, scope);
  if (copy !== undefined && shape.anyOf !== undefined) {
    copy = visitAnyOf(walk, shape.anyOf, raw, path, required, scope);
  }
  if (copy === undefined || shape.enum === undefined) return copy;
  return isAllowed(shape.enum, raw, copy) ? copy : report(walk, issue.choice(path, shape.enum));
}

function visitType(
  walk: Walk,
  shape: Shape,
  raw: unknown,
  path: string,
  required: boolean,
  scope: Scope | undefined,
): Json | undefined {
  switch (shape.type) {
    case 'string':
      return checkText(walk, shape, raw, path, required);
    case 'number':
    case 'integer':
      return checkNumber(walk, shape, raw, path, scope);
    case 'boolean':
      return checkBoolean(walk, raw, path);
    case 'object':
      return nested(walk, path, () => visitObject(walk, shape, raw, path, scope));
    case 'array':
      return nested(walk, path, () => visitList(walk, shape, raw, path, scope));
    default:
      return copyFree(walk, raw, path);
  }
}

/** Runs a step one level deeper; undefined when it found an issue. */
function nested(walk: Walk, path: string, step: () => Json | undefined): Json | undefined {
  if (walk.depth >= DEEPEST) return report(walk, issue.tooDeep(path, DEEPEST));
  const failures = walk.failures;
  walk.depth += 1;
  const copy = step();
  walk.depth -= 1;
  return walk.failures === failures ? copy : undefined;
}

function checkBoolean(walk: Walk, raw: unknown, path: string): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  if (walk.options.mode === 'query' && (raw === 'true' || raw === 'false')) return raw === 'true';
  return report(walk, issue.type(path, 'boolean', walk.options.mode));
}

function visitObject(
  walk: Walk,
  shape: Shape,
  raw: unknown,
  path: string,
  scope: Scope | undefined,
): JsonObject | undefined {
  if (!isObject(raw)) return report(walk, issue.type(path, 'object', walk.options.mode));
  return checkFields(walk, shape, raw, path, scope);
}

/** Copies the good fields of an object, and reports the others. */
export function checkFields(walk: Walk, shape: Shape, raw: object, path: string, outer: Scope | undefined): JsonObject {
  const plan = planOf(shape);
  const scope: Scope = { shape, raw, outer };
  const copy: JsonObject = {};
  let known = 0;
  for (const field of plan.fields) {
    let value = own(raw, field.name);
    if (value !== undefined) known += 1;
    else if (walk.options.mode === 'create') value = field.shape.default;
    const param = path === '' ? field.name : join(path, field.name);
    if (value !== undefined) {
      const fresh = visit(walk, field.shape, value, param, field.required, scope);
      if (fresh !== undefined) put(copy, field.name, fresh);
    } else if (field.required) report(walk, issue.missing(param));
  }
  for (const name of plan.bare) if (own(raw, name) === undefined) report(walk, issue.missing(join(path, name)));
  const names = Object.keys(raw);
  if (names.length > known) checkOthers(walk, shape, plan, raw, names, copy, path);
  return copy;
}

/** Refuses or, in an open object, copies what the shape does not name. */
function checkOthers(
  walk: Walk,
  shape: Shape,
  plan: Plan,
  raw: object,
  names: readonly string[],
  copy: JsonObject,
  path: string,
): void {
  for (const name of names) {
    if (isFull(walk)) return;
    if (shape.fields !== undefined && Object.hasOwn(shape.fields, name)) continue;
    const value = own(raw, name);
    if (value === undefined) continue;
    if (plan.open) copyField(walk, copy, name, value, path);
    else report(walk, issue.unknown(join(path, name), nearest(name, plan.names)));
  }
}

function visitList(walk: Walk, shape: Shape, raw: unknown, path: string, scope: Scope | undefined): Json[] | undefined {
  // `?tag=a` is a list of one.
  const list = walk.options.mode === 'query' && typeof raw === 'string' ? [raw] : raw;
  if (!Array.isArray(list)) return report(walk, issue.type(path, 'array', walk.options.mode));
  const { minItems, maxItems, items } = shape;
  if (maxItems !== undefined && list.length > maxItems) return report(walk, issue.tooMany(path, maxItems));
  if (minItems !== undefined && list.length < minItems) return report(walk, issue.tooFew(path, minItems));
  const copy: Json[] = [];
  for (let at = 0; at < list.length && !isFull(walk); at += 1) {
    const param = `${path}[${at}]`;
    const item: unknown = list[at];
    const fresh = items === undefined ? copyFree(walk, item, param) : visit(walk, items, item, param, false, scope);
    if (fresh !== undefined) copy.push(fresh);
  }
  if (shape.uniqueItems && new Set(copy.map(canonical)).size < copy.length) {
    return report(walk, issue.duplicate(path));
  }
  return copy;
}

/** Takes the first form that fits; if only one has the right type, its issues are told. */
function visitAnyOf(
  walk: Walk,
  forms: readonly Shape[],
  raw: unknown,
  path: string,
  required: boolean,
  scope: Scope | undefined,
): Json | undefined {
  const near: Issue[][] = [];
  for (const form of forms) {
    const trial: Walk = { options: walk.options, issues: [], failures: 0, depth: walk.depth };
    const copy = visit(trial, form, raw, path, required, scope);
    if (copy !== undefined) return copy;
    if (!trial.issues.some(({ param, code }) => param === path && code === 'invalid_type')) near.push(trial.issues);
  }
  const [only] = near;
  if (only === undefined || near.length > 1) return report(walk, issue.noMatch(path));
  for (const found of only) report(walk, found);
  return undefined;
}
