import { fileURLToPath } from 'node:url';
import type { Emitter, Model } from '../model.ts';
import { functionsFile } from './core-functions.ts';
import { checkNames, operationsOf, publicTypes, renamed, resourceType } from './core-names.ts';
import { resourcesFile } from './core-resources.ts';
import { validatorsFile } from './core-validators.ts';
import { readSurface, type Surface } from './surface.ts';
import { header, literal } from './text.ts';

const SURFACE = fileURLToPath(new URL('../../../core/src/surface.ts', import.meta.url));
const FOLDER = 'packages/core/src/generated';

/** Writes the client's functions, resources, tables, validators and entries. */
export const emitCore: Emitter = (model) => {
  const surface = readSurface(SURFACE);
  checkNames(model, surface);
  return new Map([
    [`${FOLDER}/contract.gen.ts`, contractFile(model)],
    [`${FOLDER}/functions.gen.ts`, functionsFile(model, surface)],
    [`${FOLDER}/resources.gen.ts`, resourcesFile(model, surface)],
    [`${FOLDER}/operations.gen.ts`, operationsFile(model)],
    [`${FOLDER}/validators.gen.ts`, validatorsFile(model, surface)],
    [`${FOLDER}/index.gen.ts`, indexFile(model, surface)],
    [`${FOLDER}/functions-entry.gen.ts`, functionsEntryFile(model, surface)],
  ]);
};

function contractFile(model: Model): string {
  return `${header()}/** Header that carries the key. */
export const keyHeader = ${literal(model.keyHeader.toLowerCase())};

/** Where the API is when nobody says otherwise: the first server of the contract. */
export const defaultBaseUrl: string = ${literal(model.servers[0] ?? '')};
`;
}

function operationsFile(model: Model): string {
  const rows = operationsOf(model).map(
    ({ httpMethod, path }) => `  { method: ${literal(httpMethod)}, path: ${literal(path)} },\n`,
  );
  return `${header()}/** What the contract allows: methods and path templates. */
export const operations: readonly { readonly method: string; readonly path: string }[] = [
${rows.join('')}];
`;
}

function indexFile(model: Model, surface: Surface): string {
  const types = ['RevenueClient', ...model.resources.map(resourceType)].sort();
  return (
    header() +
    ownExports(surface) +
    block('export', ['createClient', ...types.map((name) => `type ${name}`)], './resources.gen.ts') +
    contractTypes(model, surface)
  );
}

function functionsEntryFile(model: Model, surface: Surface): string {
  const functions = operationsOf(model).map(({ id }) => id);
  return (
    header() +
    `export { createClient } from '../client.ts';\n` +
    ownExports(surface) +
    block('export', functions.sort(), './functions.gen.ts') +
    contractTypes(model, surface)
  );
}

function ownExports(surface: Surface): string {
  return block('export', surface.values, '../surface.ts') + block('export type', surface.types, '../surface.ts');
}

function contractTypes(model: Model, surface: Surface): string {
  const names = publicTypes(model, surface).map(([name, shown]) => renamed(name, shown));
  return block('export type', names, './types.gen.ts');
}

function block(keyword: string, names: readonly string[], from: string): string {
  return names.length === 0 ? '' : `${keyword} {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}
