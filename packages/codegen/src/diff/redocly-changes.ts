import type { JsonObject } from '../spec-document.ts';
import { type Change, compareBumps, EVERYONE } from './change.ts';
import type { RedoclyChange } from './redocly.ts';
import { locate } from './redocly-place.ts';

/** Keywords of a schema or a parameter that the comparison of the generated types decides, both ways. */
const TYPED = new Set(['type', 'required', 'enum', 'const', 'nullable', 'anyOf', 'oneOf', 'allOf', '$ref']);
/** Extensions that the comparison of the models decides: written or implied, they are the same. */
const MODELLED = new Set(['x-filter', 'x-invalidates', 'x-money', 'x-not-before', 'x-pagination', 'x-sort']);
/** What only people read. */
const TEXTS = new Set([
  'SpecExtension',
  'ExternalDocs',
  'Example',
  'ExamplesMap',
  'Tag',
  'TagList',
  'Contact',
  'License',
  'Info',
]);
/** Rules of redocly that cannot tell a wider alternative from a narrower one; types and shapes can. */
const UNDECIDED = new Set(['schema-combinator-changed']);

/**
 * Translates what redocly found into changes, without what was found already.
 * A change is left out only for one at the same place that asks for as much.
 */
export function redoclyChanges(
  reported: readonly RedoclyChange[],
  base: JsonObject,
  next: JsonObject,
  known: readonly Change[],
): Change[] {
  return reported.flatMap((entry) => {
    const change = translate(entry, base, next);
    if (!change) return [];
    // A field stands for its object, but never for the object's own texts.
    const covers = (where: string): boolean =>
      where === change.where || (change.bump !== 'patch' && where.startsWith(`${change.where}.`));
    const covered = known.some(({ bump, where }) => covers(where) && compareBumps(bump, change.bump) >= 0);
    return covered ? [] : [change];
  });
}

function translate(entry: RedoclyChange, base: JsonObject, next: JsonObject): Change | undefined {
  // Operations are matched by method and path already.
  if (entry.typeName === 'PathItem' && (entry.kind !== 'modified' || entry.property === 'key')) return undefined;
  const judged = entry.verdicts.filter(({ ruleId }) => !UNDECIDED.has(ruleId));
  if (judged.length === 0 && (entry.verdicts.length > 0 || decidedElsewhere(entry))) return undefined;
  const place = locate(entry, base, next);
  const deprecated = entry.property === 'deprecated' && entry.revision?.value === true;
  return {
    bump: deprecated ? 'minor' : impactOf(entry),
    audience: EVERYONE,
    ...(place.operation === undefined ? {} : { operation: place.operation }),
    where: place.where,
    text: judged.length > 0 ? plain(judged.map(({ message }) => message)) : describe(entry, place.label, deprecated),
  };
}

function decidedElsewhere({ typeName, property, path }: RedoclyChange): boolean {
  const name = property ?? path.split('/').at(-1) ?? '';
  if (MODELLED.has(name)) return true;
  if (TYPED.has(name) && (typeName === 'Schema' || typeName === 'Parameter')) return true;
  // The version inside the contract follows a release, it does not ask for one.
  if (typeName === 'Info' && name === 'version') return true;
  // A name of a component is an exported type, which is compared as such.
  return property === 'key' || path.startsWith('#/components/schemas/');
}

function impactOf({ impact, typeName, property, revision }: RedoclyChange): Change['bump'] {
  if (impact === 'minor' && TEXTS.has(typeName)) return 'patch';
  const looser = typeName === 'RequestBody' && property === 'required' && revision?.value === false;
  return looser ? 'minor' : impact;
}

function plain(messages: readonly string[]): string {
  return messages
    .map((message) => message.replace(/\.$/, ''))
    .join('; ')
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

function describe({ kind, typeName, property }: RedoclyChange, label: string, deprecated: boolean): string {
  if (deprecated) return `${label} is deprecated`;
  const subject = property === undefined ? `the ${words(typeName)} at ${label}` : `\`${property}\` of ${label}`;
  return `${subject} ${{ added: 'is new', removed: 'is gone', modified: 'reads differently' }[kind]}`;
}

/** `HeadersMap` → `headers map`. */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
