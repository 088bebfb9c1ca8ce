import { asCurrency } from './currencies.ts';
import { issue } from './messages.ts';
import { amountIssue, isMultiple, parseDecimal } from './money.ts';
import type { Shape } from './shape.ts';
import { own, report, type Scope, type Walk } from './walk.ts';

const WHOLE = /^-?[0-9]+$/;

/** Checks a number; in a query it is parsed from its text. */
export function checkNumber(
  walk: Walk,
  shape: Shape,
  raw: unknown,
  path: string,
  scope: Scope | undefined,
): number | undefined {
  const kind = shape.type === 'integer' ? 'integer' : 'number';
  const { mode, numberText } = walk.options;
  let value = raw;
  let text: string | undefined;
  if (mode === 'query' && typeof raw === 'string') {
    const isNumber = parseDecimal(raw) !== undefined && (kind === 'number' || WHOLE.test(raw));
    if (!isNumber) return report(walk, issue.type(path, kind, mode));
    value = Number(raw);
    text = raw;
  } else text = numberText?.(path);
  if (typeof value !== 'number' || Number.isNaN(value)) return report(walk, issue.type(path, kind, mode));
  // Without a text, Infinity was never a number on the wire; with one it is 1e400.
  if (text === undefined && !Number.isFinite(value)) return report(walk, issue.type(path, kind, mode));
  if (shape.currencyField !== undefined) {
    const wrong = amountIssue(path, text ?? String(value), currencyOf(walk, shape.currencyField, scope));
    if (wrong !== undefined) return report(walk, wrong);
  }
  if (kind === 'integer' && !Number.isInteger(value) && Number.isFinite(value)) {
    return report(walk, issue.type(path, kind, mode));
  }
  return inRange(walk, shape, value, path) ? value + 0 : undefined;
}

function inRange(walk: Walk, shape: Shape, value: number, path: string): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = shape;
  // Beyond these a number is not what was sent any more.
  const most = shape.type === 'integer' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE;
  if (minimum !== undefined && value < minimum) report(walk, issue.tooSmall(path, minimum, false));
  else if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    report(walk, issue.tooSmall(path, exclusiveMinimum, true));
  } else if (maximum !== undefined && value > maximum) report(walk, issue.tooLarge(path, maximum, false));
  else if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    report(walk, issue.tooLarge(path, exclusiveMaximum, true));
  } else if (value > most) report(walk, issue.tooLarge(path, most, false));
  else if (value < -most) report(walk, issue.tooSmall(path, -most, false));
  else if (multipleOf !== undefined && !isMultiple(value, multipleOf)) report(walk, issue.multiple(path, multipleOf));
  else return true;
  return false;
}

/** The currency of an amount, when the value itself names one; on create its default counts. */
function currencyOf(walk: Walk, name: string, scope: Scope | undefined): string | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const field = at.shape.fields === undefined ? undefined : (own(at.shape.fields, name) as Shape | undefined);
    if (field === undefined) continue;
    const raw = own(at.raw, name);
    const sent = raw === undefined && walk.options.mode === 'create' ? field.default : raw;
    return typeof sent === 'string' ? asCurrency(sent) : undefined;
  }
  return undefined;
}
