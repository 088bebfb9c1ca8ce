import { check, type NotBeforeRule, type Shape } from '@thrivestack-revenue/validation';
import { BadRequestError } from './errors.ts';
import type { BodyCheck } from './options.ts';

/** One thing that is wrong with a value. */
export interface ValidationIssue {
  /** Path of the field: `amount`, `lines[0].price`; empty for the whole value. */
  readonly param: string;
  /** For programs; the codes are the server's. */
  readonly code: string;
  /** For people: what is wrong and what to do. */
  readonly message: string;
}

/** An issue as Standard Schema has it. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** A result as Standard Schema has it: the value, or issues. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** Checks values before they are sent; forms take it as a Standard Schema. */
export interface Validator<T> {
  /** Lists everything that is wrong with a value; empty when nothing is. */
  check(value: unknown): { readonly issues: readonly ValidationIssue[] };
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'thrivestack-revenue';
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** Makes a validator of a shape; the generated validators are made with it. */
export function createValidator<T>(
  shape: Shape,
  mode: 'create' | 'update' | 'delete',
  rules: readonly NotBeforeRule[] = [],
): Validator<T> {
  const find = (value: unknown): readonly ValidationIssue[] => check(shape, value, { mode, rules }).issues;
  return {
    check: (value) => ({ issues: find(value) }),
    '~standard': {
      version: 1,
      vendor: 'thrivestack-revenue',
      validate(value) {
        const issues = find(value);
        // The value as it came: the server fills in defaults, and a form must not.
        if (issues.length === 0) return { value: value as T };
        return { issues: issues.map(({ message, param }) => ({ message, path: pathOf(param) })) };
      },
    },
  };
}

/** Joins validators by operation; a client takes the whole for its `validate`. */
export function together<T extends Readonly<Record<string, object>>>(validators: T): T & BodyCheck {
  const refuse: BodyCheck['~check'] = ({ id }, body) => {
    const validator = Object.hasOwn(validators, id) ? (validators[id] as Validator<unknown>) : undefined;
    const details = validator?.check(body).issues ?? [];
    const [first, ...others] = details;
    if (!first) return;
    // What the server would answer.
    const { code, param, message } = first;
    const more = others.length === 0 ? '' : ` (${others.length} more in details)`;
    throw new BadRequestError(message + more, { status: 400, code, param: param || undefined, details });
  };
  // Hidden, so that whoever lists the validators finds one for each operation.
  return Object.defineProperty({ ...validators }, '~check', { value: refuse }) as T & BodyCheck;
}

function pathOf(param: string): (string | number)[] {
  const parts = param.split(/[.[]/).filter((part) => part !== '');
  return parts.map((part) => (/^\d+\]$/.test(part) ? Number.parseInt(part, 10) : part));
}
