import { type Audience, type Change, sentence } from './change.ts';
import type { SpecDiff } from './diff-specs.ts';

const READERS: Readonly<Record<Audience, string>> = {
  sdk: 'SDK users',
  hooks: 'hook users',
  http: 'HTTP users',
};
/** Operations that a sentence names; the rest is counted. */
const NAMED = 5;

/** Sentences that are for the same people. */
export interface Section {
  /** `For everyone`, `For SDK users`, `For SDK users and hook users`. */
  readonly title: string;
  readonly lines: readonly { readonly bump: Change['bump']; readonly text: string }[];
}

/** Prints a difference for programs: one JSON object. */
export function jsonReport({ bump, changes }: SpecDiff): string {
  const rows = changes.map((change) => ({
    bump: change.bump,
    audience: change.audience,
    ...(change.operation === undefined ? {} : { operation: change.operation }),
    where: change.where,
    message: sentence(change),
  }));
  return JSON.stringify({ bump, changes: rows }, null, 2);
}

/** Prints a difference for people: what changed, for whom, and the bump. */
export function textReport({ bump, changes }: SpecDiff, base: string): string {
  if (bump === 'none') return `none: nothing that has an effect changed since ${base}.\n`;
  const lines = sections(changes).flatMap((section) => [
    `${section.title}:`,
    ...section.lines.map((line) => `  ${line.bump.padEnd(5)}  ${line.text}`),
    '',
  ]);
  return `${lines.join('\n')}\n${bump}: what changed since ${base} requires a ${bump} version.\n`;
}

/** Groups changes by who notices them, and joins those that say the same of several operations. */
export function sections(changes: readonly Change[]): Section[] {
  const titles = new Map<string, Map<string, Change[]>>();
  for (const change of changes) {
    const title = `For ${readers(change.audience)}`;
    const group = titles.get(title) ?? new Map<string, Change[]>();
    const key = `${change.bump} ${change.text}`;
    group.set(key, [...(group.get(key) ?? []), change]);
    titles.set(title, group);
  }
  return [...titles].map(([title, group]) => ({
    title,
    lines: [...group.values()].flatMap((same) => {
      const [first] = same;
      return first ? [{ bump: first.bump, text: joined(first, same) }] : [];
    }),
  }));
}

function readers(audience: readonly Audience[]): string {
  if (audience.length === Object.keys(READERS).length) return 'everyone (SDK, hooks, HTTP)';
  return audience.map((name) => READERS[name]).join(' and ');
}

function joined(first: Change, same: readonly Change[]): string {
  const operations = [...new Set(same.flatMap(({ operation }) => operation ?? []))];
  if (operations.length < 2) return sentence(first);
  const more = operations.length > NAMED ? ` and ${operations.length - NAMED} more` : '';
  return sentence({ ...first, operation: `${operations.slice(0, NAMED).join(', ')}${more}` });
}
