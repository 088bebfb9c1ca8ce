import type { Model, Operation } from '../model.ts';
import { type Change, EVERYONE } from './change.ts';
import type { OperationMatch } from './model-changes.ts';
import { type Direction, typeChanges } from './type-changes.ts';
import type { OperationTypes, TypeProgram } from './type-program.ts';

/** Who says what of an operation, and which way it goes. */
const ROLES: readonly (readonly [keyof OperationTypes, Direction, string, string])[] = [
  ['body', 'in', 'body', 'in the body,'],
  ['query', 'in', 'query', 'in the query,'],
  ['path', 'in', 'path', 'in the path,'],
  ['answer', 'out', 'answer', 'in the answer,'],
];

/** What the type generator makes of an operation, besides the types of the contract. */
const MADE = ['Data', 'Error', 'Errors', 'Response', 'Responses'];

/** Compares the types of all operations, each in its direction, and the exported types that none of them uses. */
export function usedTypeChanges(
  { pairs }: OperationMatch,
  program: TypeProgram,
  models: readonly [Model, Model],
): Change[] {
  const names = new Set<string>();
  const used = pairs.flatMap(({ base, next }) => {
    const [before, after] = [program.types('base', base), program.types('next', next)];
    const roles = ROLES.flatMap(([role, direction, where, phrase]) => {
      const [was, is] = [before[role], after[role]];
      if (!was || !is) return [];
      return typeChanges(program.checker, was, is, direction, names).map(({ bump, field, text }) =>
        wireChange(next, bump, field === '' ? where : `${where}.${field}`, `${phrase} ${text}`),
      );
    });
    return [...roles, ...errorChanges(next, before, after, program, names)];
  });
  return [...used, ...unusedTypeChanges(program, models, names)];
}

/** Nobody knows which way a type goes that no operation uses: it has to fit both ways. */
function unusedTypeChanges(
  { checker, named }: TypeProgram,
  [base, next]: readonly [Model, Model],
  used: ReadonlySet<string>,
): Change[] {
  const titles = [base, next].flatMap(({ resources }) =>
    resources.flatMap(({ operations }) => operations.map(({ id }) => `${id.charAt(0).toUpperCase()}${id.slice(1)}`)),
  );
  const made = new Set(titles.flatMap((title) => MADE.map((ending) => `${title}${ending}`)));
  const left = next.typeNames.filter((name) => base.typeNames.includes(name) && !used.has(name) && !made.has(name));
  return left.flatMap((name) => {
    const [before, after] = [named('base', name), named('next', name)];
    if (!before || !after || name === 'ClientOptions') return [];
    const directions = ['in', 'out'] as const;
    const found = directions.flatMap((direction) => typeChanges(checker, before, after, direction));
    if (found.length === 0) return [];
    const bump = found.some((change) => change.bump === 'major') ? 'major' : 'minor';
    return [{ bump, audience: ['sdk'], where: `type ${name}`, text: `the type \`${name}\` has other fields` }];
  });
}

function errorChanges(
  operation: Operation,
  before: OperationTypes,
  after: OperationTypes,
  program: TypeProgram,
  names: Set<string>,
): Change[] {
  if (!before.errors || !after.errors) return [];
  return typeChanges(program.checker, before.errors, after.errors, 'out', names).map(({ bump, field, text }) => {
    const [status, ...inside] = field.split('.');
    if (inside.length > 0) return wireChange(operation, bump, `error.${inside.join('.')}`, `in errors, ${text}`);
    const told = text.endsWith('is new')
      ? 'may now fail with'
      : text.endsWith('is gone')
        ? 'no longer tells of'
        : undefined;
    return wireChange(operation, bump, `responses.${status}`, told ? `${told} status ${status}` : `in errors, ${text}`);
  });
}

function wireChange(operation: Operation, bump: Change['bump'], where: string, text: string): Change {
  return { bump, audience: EVERYONE, operation: operation.id, where: `${operation.id}.${where}`, text };
}
