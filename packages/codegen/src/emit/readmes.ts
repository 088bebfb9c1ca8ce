import type { Emitter, Model, Operation, Resource } from '../model.ts';
import { SpecError } from '../spec-document.ts';
import { alignedTable, cell, code } from './markdown.ts';
import { namesOf } from './react-names.ts';
import { marks } from './reference.ts';
import { jsMember } from './samples-text.ts';

/** Between these lines a README is generated. */
export const BLOCK_START = '<!-- operations:start -->';
export const BLOCK_END = '<!-- operations:end -->';

/** Gives the present text of a file, by its path from the root; undefined when there is none. */
export type ReadText = (path: string) => string | undefined;

type Row = (operation: Operation, resource: Resource) => readonly string[];

/** What the table of each package says. */
const TABLES: Readonly<Record<string, { readonly titles: readonly string[]; readonly row: Row }>> = {
  'packages/core/README.md': {
    titles: ['method', 'function', 'request', 'vendor', 'self-hosted'],
    row: (operation, { property }) => [
      code(`revenue${jsMember(property)}.${operation.method}(${argumentsOf(operation).join(', ')})`),
      code(`${operation.id}(${['client', ...argumentsOf(operation)].join(', ')})`),
      requestOf(operation),
      ...marks(operation),
    ],
  },
  'packages/react/README.md': {
    titles: ['hook', 'options', 'request', 'vendor', 'self-hosted'],
    row: (operation) => [
      code(`${operation.hook}(${operation.bodyShape ? '' : argumentsOf(operation).join(', ')})`),
      code(operation.bodyShape ? namesOf(operation).mutation : namesOf(operation).options),
      requestOf(operation),
      ...marks(operation),
    ],
  },
  'packages/server/README.md': {
    titles: ['request', 'does', 'scope', 'vendor has it too'],
    row: (operation) => [requestOf(operation), does(operation), code(operation.scope), marks(operation)[0]],
  },
  'packages/msw/README.md': {
    titles: ['request', 'does', 'vendor has it too'],
    row: (operation) => [requestOf(operation), does(operation), marks(operation)[0]],
  },
};

/** Makes the emitter of the tables of operations in the READMEs; the rest of each README stays as it is. */
export function readmeEmitter(read: ReadText): Emitter {
  return (model) =>
    new Map(
      Object.entries(TABLES).map(([path, { titles, row }]) => [
        path,
        replaceBlock(path, read(path) ?? '', operationTable(model, titles, row)),
      ]),
    );
}

/**
 * Replaces what stands between the two marks.
 * @throws SpecError when they are not both there, once, in this order.
 */
export function replaceBlock(path: string, text: string, content: string): string {
  const [before, rest, ...more] = text.split(BLOCK_START);
  const [, after, ...others] = (rest ?? '').split(BLOCK_END);
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new SpecError(
      `${path}: the place for the table of operations is missing; add these two lines once where it belongs:\n${BLOCK_START}\n${BLOCK_END}`,
    );
  }
  return `${before}${BLOCK_START}\n\n${content}\n${BLOCK_END}${after}`;
}

function operationTable(model: Model, titles: readonly string[], row: Row): string {
  const rows = model.resources.flatMap((resource) => resource.operations.map((operation) => row(operation, resource)));
  return alignedTable(titles, rows);
}

function argumentsOf({ pathParameter, query, bodyShape, kind }: Operation): string[] {
  return [
    ...(pathParameter ? ['id'] : []),
    ...(query.length > 0 || kind === 'list' ? ['query?'] : []),
    ...(bodyShape ? ['body'] : []),
  ];
}

function requestOf({ httpMethod, path }: Operation): string {
  return code(`${httpMethod} ${path}`);
}

function does({ summary, id }: Operation): string {
  return `[${cell(summary)}](../../docs/reference.md#${id.toLowerCase()})`;
}
