import { parseInstant } from './dates.ts';
import { issue } from './messages.ts';
import type { Issue, NotBeforeRule } from './shape.ts';

/**
 * Judges one rule between two instants; undefined when it holds.
 *
 * Holds as well when one of the two is absent, `null`, or no instant.
 */
export function notBeforeIssue(rule: NotBeforeRule, fields: Readonly<Record<string, unknown>>): Issue | undefined {
  const later = instantOf(fields, rule.field);
  const earlier = instantOf(fields, rule.other);
  if (later === undefined || earlier === undefined || later >= earlier) return undefined;
  return issue.notBefore(rule.field, rule.other, rule.code);
}

function instantOf(fields: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? parseInstant(value) : undefined;
}
