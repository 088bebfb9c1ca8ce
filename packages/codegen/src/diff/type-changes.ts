import ts from 'typescript';
import type { Change } from './change.ts';
import { PROBE } from './type-program.ts';

/** A difference of two types, at a field of them. */
export interface TypeChange {
  readonly bump: Change['bump'];
  /** The field, dotted, arrays as `[]`; empty for the whole. */
  readonly field: string;
  /** The field for people: `note`, or `note` of `Invoice`. */
  readonly text: string;
}

/** `in`: the caller sends it. `out`: the caller receives it. */
export type Direction = 'in' | 'out';

interface Walk {
  readonly checker: ts.TypeChecker;
  readonly direction: Direction;
  readonly found: TypeChange[];
  readonly seen: Set<string>;
  readonly names: Set<string>;
}

/** Where a walk stands: the whole path, and the path since the last type with a name. */
interface Place {
  readonly field: string;
  readonly inside: string;
  readonly name?: string;
}

/**
 * Compares a type of the old contract with its successor, field by field.
 * What callers send must still be taken (old extends new), what they receive must still fit
 * what they wrote (new extends old). A field that vanished breaks both, although types alone
 * would allow it: the server refuses unknown fields, and reading a missing one does not compile.
 * @param names Collects the names of the types that were met.
 */
export function typeChanges(
  checker: ts.TypeChecker,
  base: ts.Type,
  next: ts.Type,
  direction: Direction,
  names: Set<string> = new Set(),
): TypeChange[] {
  const walk: Walk = { checker, direction, found: [], seen: new Set(), names };
  compare(walk, base, next, { field: '', inside: '' });
  return walk.found;
}

function compare(walk: Walk, base: ts.Type, next: ts.Type, place: Place): void {
  compareNull(walk, base, next, place);
  const [before, after] = [walk.checker.getNonNullableType(base), walk.checker.getNonNullableType(next)];
  for (const part of [after, ...constituents(after)]) if (part.aliasSymbol) walk.names.add(part.aliasSymbol.name);
  const items = [element(walk.checker, before), element(walk.checker, after)] as const;
  if (items[0] && items[1]) {
    compare(walk, items[0], items[1], { ...place, field: `${place.field}[]`, inside: `${place.inside}[]` });
    return;
  }
  if (items[0] || items[1] || !isRecord(before) || !isRecord(after)) {
    compareValues(walk, before, after, place);
    return;
  }
  // The same pair of object types is reported once, where it is met first.
  const key = `${typeId(before)} ${typeId(after)}`;
  if (walk.seen.has(key)) return;
  walk.seen.add(key);
  const name = after.aliasSymbol?.name;
  // What is sent is known by its fields alone, at its top.
  const named = name !== undefined && !name.startsWith(PROBE) && (place.field !== '' || walk.direction === 'out');
  compareFields(walk, before, after, named ? { field: place.field, inside: '', name } : place);
}

function compareFields(walk: Walk, base: ts.Type, next: ts.Type, place: Place): void {
  const before = new Map(walk.checker.getPropertiesOfType(base).map((symbol) => [symbol.name, symbol]));
  const after = new Map(walk.checker.getPropertiesOfType(next).map((symbol) => [symbol.name, symbol]));
  for (const [name, symbol] of before) {
    const other = after.get(name);
    const at = within(place, name);
    if (!other) report(walk, 'major', at, walk.direction === 'in' ? 'is no longer taken' : 'is gone');
    else compareField(walk, symbol, other, at);
  }
  for (const [name, symbol] of after) {
    if (before.has(name)) continue;
    const at = within(place, name);
    if (walk.direction === 'out') report(walk, 'minor', at, 'is new');
    else if (isOptional(symbol)) report(walk, 'minor', at, 'is new and may be left out');
    else report(walk, 'major', at, 'is new and must be sent');
  }
  compareOthers(walk, base, next, place);
}

/** Fields of any name (`additionalProperties`): without them, nobody may send or read one any more. */
function compareOthers(walk: Walk, base: ts.Type, next: ts.Type, place: Place): void {
  const [before, after] = [base, next].map((type) => walk.checker.getIndexInfosOfType(type)[0]?.type);
  if (before && after) compare(walk, before, after, within(place, '*'));
  else if (after) report(walk, 'minor', place, 'may now have fields of any name');
  else if (before) report(walk, 'major', place, 'has only the fields named');
}

function compareField(walk: Walk, base: ts.Symbol, next: ts.Symbol, place: Place): void {
  const [before, after] = [isOptional(base), isOptional(next)];
  if (!before && after) {
    const sent = walk.direction === 'in';
    report(walk, sent ? 'minor' : 'major', place, sent ? 'may now be left out' : 'may now be missing');
  }
  if (before && !after) {
    const sent = walk.direction === 'in';
    report(walk, sent ? 'major' : 'minor', place, sent ? 'must now be sent' : 'is now always there');
  }
  compare(walk, walk.checker.getTypeOfSymbol(base), walk.checker.getTypeOfSymbol(next), place);
}

function compareNull(walk: Walk, base: ts.Type, next: ts.Type, place: Place): void {
  const [before, after] = [base, next].map((type) =>
    constituents(type).some((part) => (part.flags & ts.TypeFlags.Null) !== 0),
  );
  if (before === after) return;
  const breaks = walk.direction === 'in' ? before : after;
  report(walk, breaks ? 'major' : 'minor', place, after ? 'may now be `null`' : 'is never `null` any more');
}

function compareValues(walk: Walk, base: ts.Type, next: ts.Type, place: Place): void {
  const { checker, direction } = walk;
  const wider = checker.isTypeAssignableTo(base, next);
  const narrower = checker.isTypeAssignableTo(next, base);
  if (wider && narrower && !differInUnknown(base, next)) return;
  const fits = direction === 'in' ? wider : narrower;
  const [before, after] = [describe(checker, base), describe(checker, next)];
  const verb = direction === 'in' ? 'takes' : 'is';
  report(walk, fits ? 'minor' : 'major', place, `${verb} \`${after}\` now (it was \`${before}\`)`);
}

/** `any` fits everything, but is no promise. */
function differInUnknown(base: ts.Type, next: ts.Type): boolean {
  return ((base.flags ^ next.flags) & ts.TypeFlags.Any) !== 0;
}

function report(walk: Walk, bump: Change['bump'], { field, inside, name }: Place, text: string): void {
  const subject = inside === '' ? `\`${name ?? 'the whole'}\`` : `\`${inside}\`${name ? ` of \`${name}\`` : ''}`;
  walk.found.push({ bump, field, text: `${field === '' ? 'it' : subject} ${text}` });
}

function within({ field, inside, ...rest }: Place, name: string): Place {
  const join = (path: string): string => (path === '' ? name : `${path}.${name}`);
  return { ...rest, field: join(field), inside: join(inside) };
}

function isOptional(symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Optional) !== 0;
}

function constituents(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function element(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  return checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
}

function isRecord(type: ts.Type): boolean {
  const parts = type.isIntersection() ? type.types : [type];
  return parts.every((part) => (part.flags & ts.TypeFlags.Object) !== 0) && type.getCallSignatures().length === 0;
}

function describe(checker: ts.TypeChecker, type: ts.Type): string {
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function typeId(type: ts.Type): number {
  return (type as ts.Type & { readonly id: number }).id;
}
