import type { Model, Operation, Parameter, Resource, Shape, StoredField } from '../model.ts';
import { type Change, EVERYONE } from './change.ts';
import { shapeChanges } from './shape-changes.ts';

/** An operation with its old self. */
export interface OperationPair {
  readonly base: Operation;
  readonly next: Operation;
}

/** The operations of two contracts, matched by method and path. */
export interface OperationMatch {
  readonly pairs: readonly OperationPair[];
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
  /** What names of this sort begin with or hold: operations and resources that went, or came, or were renamed. */
  readonly lostNames: readonly string[];
  readonly newNames: readonly string[];
}

/** Matches the operations of two contracts by what a request shows: method and path. */
export function matchOperations(base: Model, next: Model): OperationMatch {
  const before = new Map(operationsOf(base).map((operation) => [route(operation), operation]));
  const after = new Map(operationsOf(next).map((operation) => [route(operation), operation]));
  const pairs = [...before].flatMap(([key, operation]) => {
    const other = after.get(key);
    return other ? [{ base: operation, next: other }] : [];
  });
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, operation]) => operation);
  const added = [...after].filter(([key]) => !before.has(key)).map(([, operation]) => operation);
  return {
    pairs,
    removed,
    added,
    lostNames: [...stems(base, next), ...idStems(removed), ...idStems(renamed(pairs, 'base'))],
    newNames: [...stems(next, base), ...idStems(added), ...idStems(renamed(pairs, 'next'))],
  };
}

function renamed(pairs: readonly OperationPair[], side: 'base' | 'next'): Operation[] {
  return pairs.filter(({ base, next }) => base.id !== next.id).map((pair) => pair[side]);
}

function idStems(operations: readonly Operation[]): string[] {
  return operations.flatMap(({ id }) => [id, `${id.charAt(0).toUpperCase()}${id.slice(1)}`]);
}

/** Names after resources that the other contract lacks. */
function stems(model: Model, other: Model): string[] {
  const known = new Set(other.resources.map(({ name }) => name));
  const lacking = model.resources.filter(({ name }) => !known.has(name));
  return lacking.flatMap(({ property, nounPlural }) => [`${property}Key`, `${nounPlural}Resource`]);
}

/** Compares what neither types nor redocly know of: names, limits, defaults, extensions, storage. */
export function modelChanges(base: Model, next: Model, match: OperationMatch): Change[] {
  return [
    ...contractChanges(base, next),
    ...presenceChanges(match),
    ...match.pairs.flatMap((pair) => operationChanges(pair)),
    ...resourcePairs(base, next).flatMap(([before, after]) => storageChanges(before, after)),
  ];
}

function operationsOf(model: Model): Operation[] {
  return model.resources.flatMap(({ operations }) => operations);
}

function route({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}

function contractChanges(base: Model, next: Model): Change[] {
  const found: Change[] = [];
  if (base.keyHeader !== next.keyHeader) {
    const text = `the key is sent in the header \`${next.keyHeader}\` (it was \`${base.keyHeader}\`)`;
    found.push({ bump: 'major', audience: EVERYONE, where: 'security', text });
  }
  if (base.servers[0] !== next.servers[0]) {
    const text = `calls go to ${next.servers[0] ?? 'no server'} unless told otherwise (it was ${base.servers[0] ?? 'none'})`;
    found.push({ bump: 'major', audience: EVERYONE, where: 'servers.0', text });
  }
  return found;
}

function presenceChanges({ removed, added }: OperationMatch): Change[] {
  const movedTo = new Map(added.map((operation) => [operation.id, operation]));
  const gone = removed.map((operation): Change => {
    const other = movedTo.get(operation.id);
    const text = other ? `moved from ${route(operation)} to ${route(other)}` : `${route(operation)} is gone`;
    return { bump: 'major', audience: EVERYONE, operation: operation.id, where: operation.id, text };
  });
  const moved = new Set(removed.map(({ id }) => id));
  const fresh = added
    .filter(({ id }) => !moved.has(id))
    .map((operation): Change => {
      const text = `${route(operation)} is new`;
      return { bump: 'minor', audience: EVERYONE, operation: operation.id, where: operation.id, text };
    });
  return [...gone, ...fresh];
}

function operationChanges({ base, next }: OperationPair): Change[] {
  const found: Change[] = [];
  const add = (bump: Change['bump'], where: string, text: string, audience = EVERYONE): void => {
    found.push({ bump, audience, operation: next.id, where: `${next.id}${where}`, text });
  };
  if (base.id !== next.id) {
    add('major', '', `is the new name of \`${base.id}\`; function, method and hook are called after it`, [
      'sdk',
      'hooks',
    ]);
  } else if (base.method !== next.method) {
    add('major', '', `the client's method is \`${next.method}\` (it was \`${base.method}\`)`, ['sdk']);
  }
  if (base.scope !== next.scope)
    add('major', '.security', `needs the scope \`${next.scope}\` (it was \`${base.scope}\`)`);
  if (!base.deprecated && next.deprecated) add('minor', '', 'is deprecated');
  if (base.deprecated && !next.deprecated) add('patch', '', 'is no longer deprecated');
  for (const name of ['cursor', 'limit', 'items', 'next', 'more'] as const) {
    const [before, after] = [base.pagination?.[name], next.pagination?.[name]];
    if (before === after) continue;
    add('major', '.x-pagination', `paging finds its ${name} in \`${after}\` (it was \`${before}\`)`);
  }
  invalidationChanges(base, next, add);
  for (const { bump, field, text } of bodyShapeChanges(base.bodyShape, next.bodyShape)) {
    add(bump, field === '' ? '.body' : `.body.${field}`, text);
  }
  for (const parameter of next.query) {
    const before = base.query.find(({ name }) => name === parameter.name);
    if (before) parameterChanges(before, parameter, add);
  }
  return found;
}

type Add = (bump: Change['bump'], where: string, text: string, audience?: Change['audience']) => void;

function bodyShapeChanges(base: Shape | undefined, next: Shape | undefined): ReturnType<typeof shapeChanges> {
  return base && next ? shapeChanges(base, next) : [];
}

function invalidationChanges(base: Operation, next: Operation, add: Add): void {
  const fewer = base.invalidates.filter((name) => !next.invalidates.includes(name));
  const more = next.invalidates.filter((name) => !base.invalidates.includes(name));
  const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const where = '.x-invalidates';
  if (fewer.length > 0) add('major', where, `no longer refreshes what is cached of ${list(fewer)}`, ['hooks']);
  if (more.length > 0) add('minor', where, `refreshes what is cached of ${list(more)} too`, ['hooks']);
}

function parameterChanges(base: Parameter, next: Parameter, add: Add): void {
  const where = `.query.${next.name}`;
  const [before, after] = [meaning(base), meaning(next)];
  if (before !== after) add('major', where, `\`${next.name}\` ${after} (before, it ${before})`);
  for (const { bump, text } of shapeChanges(base.shape, next.shape, next.name)) add(bump, where, text);
}

function meaning({ role }: Parameter): string {
  if (role.kind === 'filter') return `filters \`${role.field}\` by \`${role.op}\``;
  return {
    'sort-field': 'names the field to sort by',
    'sort-order': 'names the order',
    cursor: 'is the cursor',
    limit: 'is the limit',
  }[role.kind];
}

function resourcePairs(base: Model, next: Model): [Resource, Resource][] {
  return base.resources.flatMap((before): [Resource, Resource][] => {
    const after = next.resources.find(({ path }) => path === before.path);
    return after ? [[before, after]] : [];
  });
}

/** Rows that are stored already have to stay readable. */
function storageChanges(base: Resource, next: Resource): Change[] {
  const found: Change[] = [];
  const add = (where: string, text: string): void => {
    found.push({ bump: 'major', audience: ['http'], where: `${next.name}.${where}`, text });
  };
  if (base.key !== next.key) add('key', `\`${next.name}\` are known by \`${next.key}\` (it was \`${base.key}\`)`);
  if (base.alreadyExistsCode !== next.alreadyExistsCode) {
    add(
      'errors',
      `a second one of \`${next.name}\` fails with \`${next.alreadyExistsCode}\` (it was \`${base.alreadyExistsCode}\`)`,
    );
  }
  for (const field of next.fields) {
    const before = base.fields.find(({ name }) => name === field.name);
    const [was, is] = [before && storage(before), storage(field)];
    // Every stored integer is a number, and a plain value is one of several types.
    if (was === undefined || was === is || (was === 'integer' && is === 'number')) continue;
    if (is === 'any' && field.shape.anyOf && !CONVERTED.has(was)) continue;
    add(
      `stored.${field.name}`,
      `\`${field.name}\` of \`${next.name}\` is stored as ${is} (it was ${was}): stored rows need a conversion`,
    );
  }
  return found;
}

/** What is not stored as it was sent. */
const CONVERTED = new Set(['money', 'an instant']);

function storage({ shape }: StoredField): string {
  if (shape.currencyField !== undefined) return 'money';
  return shape.format === 'date-time' ? 'an instant' : shape.type;
}
