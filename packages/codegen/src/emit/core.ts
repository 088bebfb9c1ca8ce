import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Emitter, Model } from '../model.ts';
import { functionsFile } from './core-functions.ts';
import { checkNames, operationsOf, type PublicTypes, publicTypes, renamed, resourceType } from './core-names.ts';
import { resourcesFile } from './core-resources.ts';
import { validatorsFile } from './core-validators.ts';
import { readSurface, type Surface } from './surface.ts';
import { header, literal } from './text.ts';

const SURFACE = fileURLToPath(new URL('../../../core/src/surface.ts', import.meta.url));
const MANIFEST = fileURLToPath(new URL('../../../core/package.json', import.meta.url));
const FOLDER = 'packages/core/src/generated';

/** Writes the client's functions, resources, tables, validators and entries. */
export const emitCore: Emitter = (model) => {
  const surface = readSurface(SURFACE);
  checkNames(model, surface);
  const names = publicTypes(model, surface);
  return new Map([
    [`${FOLDER}/contract.gen.ts`, contractFile(model)],
    [`${FOLDER}/version.gen.ts`, versionFile()],
    [`${FOLDER}/functions.gen.ts`, functionsFile(model, names)],
    [`${FOLDER}/resources.gen.ts`, resourcesFile(model, names)],
    [`${FOLDER}/operations.gen.ts`, operationsFile(model)],
    [`${FOLDER}/validators.gen.ts`, validatorsFile(model, names)],
    [`${FOLDER}/index.gen.ts`, indexFile(model, surface, names)],
    [`${FOLDER}/functions-entry.gen.ts`, functionsEntryFile(model, surface, names)],
  ]);
};

function contractFile(model: Model): string {
  return `${header()}/** Header that carries the key. */
export const keyHeader = ${literal(model.keyHeader.toLowerCase())};

/** Where the API is when nobody says otherwise: the first server of the contract. */
export const defaultBaseUrl: string = ${literal(model.servers[0] ?? '')};
`;
}

function versionFile(): string {
  const { name, version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { name: string; version: string };
  const product = name.replace('@', '').replaceAll('/', '-');
  return `${header()}/** What the client calls itself where there is no browser: name and version of the package. */
export const userAgent = ${literal(`${product}/${version}`)};
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

function indexFile(model: Model, surface: Surface, names: PublicTypes): string {
  const types = ['RevenueClient', ...model.resources.map(resourceType)].sort();
  return (
    header() +
    ownExports(surface) +
    block('export', ['createClient', ...types.map((name) => `type ${name}`)], './resources.gen.ts') +
    contractTypes(names)
  );
}

function functionsEntryFile(model: Model, surface: Surface, names: PublicTypes): string {
  const functions = operationsOf(model).map(({ id }) => id);
  return (
    header() +
    `export { createClient } from '../client.ts';\n` +
    ownExports(surface) +
    block('export', functions.sort(), './functions.gen.ts') +
    contractTypes(names)
  );
}

function ownExports(surface: Surface): string {
  return block('export', surface.values, '../surface.ts') + block('export type', surface.types, '../surface.ts');
}

function contractTypes(names: PublicTypes): string {
  const exported = [...names].map(([name, shown]) => renamed(name, shown));
  return block('export type', exported, './types.gen.ts');
}

function block(keyword: string, names: readonly string[], from: string): string {
  return names.length === 0 ? '' : `${keyword} {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}
