import { notBeforeIssue } from './rules.ts';
import type { Checked, CheckOptions, Issue, Json, JsonObject, Shape } from './shape.ts';
import { checkFields, visit } from './visit.ts';
import { isObject, report, type Walk } from './walk.ts';

/**
 * Checks an object against its shape and copies it in normal form.
 *
 * All issues are found at once, up to 100. In the copy instants are UTC with milliseconds
 * and currencies upper case; everything else is as sent, and what the shape does not name
 * is left out, unless the shape is open. A field that is `undefined` counts as absent.
 * `default` of an absent field is taken in mode `create` only, at the top and below; in
 * mode `query` numbers and booleans are parsed from their text. Money is judged in the
 * currency of the same value (or its default on create); without one, precision is left to
 * the caller: see `amountIssue`.
 *
 * @throws SyntaxError when a `pattern` of the shape is no regular expression; never for a value.
 */
export function check(shape: Shape, value: unknown, options: CheckOptions): Checked {
  const walk: Walk = { options, issues: [], failures: 0, depth: 0 };
  const isPlain = shape.type === 'object' && shape.anyOf === undefined && shape.enum === undefined;
  const copy =
    isPlain && isObject(value) ? checkFields(walk, shape, value, '', undefined) : visitRoot(walk, shape, value);
  for (const rule of options.rules ?? []) {
    const wrong = notBeforeIssue(rule, copy);
    if (wrong !== undefined) report(walk, wrong);
  }
  return { issues: walk.issues, value: copy };
}

/**
 * Checks a value of any type, such as one parameter.
 *
 * @param path How the value is called in its issues. Default: empty.
 * @returns The normal form, or undefined for a value with issues.
 * @throws SyntaxError as `check` does.
 */
export function checkValue(
  shape: Shape,
  value: unknown,
  options: CheckOptions,
  path = '',
): { issues: Issue[]; value: Json | undefined } {
  const walk: Walk = { options, issues: [], failures: 0, depth: 0 };
  const copy = visit(walk, shape, value, path, true, undefined);
  return { issues: walk.issues, value: copy };
}

function visitRoot(walk: Walk, shape: Shape, value: unknown): JsonObject {
  const copy = visit(walk, shape, value, '', true, undefined);
  return isObject(copy) ? (copy as JsonObject) : {};
}
