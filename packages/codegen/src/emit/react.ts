import { fileURLToPath } from 'node:url';
import type { Emitter, Model } from '../model.ts';
import { checkNames, type Exports, generatedExports } from './react-exports.ts';
import { hooksFile, prefetchFile } from './react-hooks.ts';
import { qualified } from './react-names.ts';
import { optimisticFile } from './react-optimistic.ts';
import { keysFile, optionsFile } from './react-options.ts';
import { readSurface, type Surface } from './surface.ts';
import { header } from './text.ts';

const PACKAGE = 'packages/react/src';
const FOLDER = `${PACKAGE}/generated`;

/** Writes keys, options, hooks and prefetch of every resource, and the entries. */
export const emitReact: Emitter = (contract) => {
  const model = qualified(contract, surfaceOf('packages/core/src/surface.ts'));
  checkNames(model, [...surfaceOf(`${PACKAGE}/surface.ts`).values, ...surfaceOf(`${PACKAGE}/surface.ts`).types]);
  const files = new Map([[`${FOLDER}/keys.gen.ts`, keysFile(model.resources)]]);
  for (const resource of model.resources) {
    files.set(`${FOLDER}/${resource.name}.options.gen.ts`, optionsFile(resource));
    files.set(`${FOLDER}/${resource.name}.hooks.gen.ts`, hooksFile(resource));
    const prefetch = prefetchFile(resource);
    if (prefetch) files.set(`${FOLDER}/${resource.name}.prefetch.gen.ts`, prefetch);
  }
  // A comment may stand before a directive; the build puts it first.
  files.set(`${FOLDER}/index.gen.ts`, `${header()}'use client';\n\n${entry(model, 'surface', true)}`);
  files.set(`${FOLDER}/optimistic.gen.ts`, optimisticFile(model.resources));
  files.set(`${FOLDER}/server.gen.ts`, header() + entry(model, 'server-surface', false));
  return files;
};

function surfaceOf(path: string): Surface {
  return readSurface(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)));
}

function entry(model: Model, surface: string, hooks: boolean): string {
  const written = surfaceOf(`${PACKAGE}/${surface}.ts`);
  const all: Exports[] = [
    { from: `../${surface}.ts`, names: written.types, types: true },
    { from: `../${surface}.ts`, names: written.values },
    ...generatedExports(model, hooks),
  ].filter(({ names }) => names.length > 0);
  return all
    .map(({ from, names, types }) => {
      const lines = [...names].sort().map((name) => `  ${name},\n`);
      return `export ${types ? 'type ' : ''}{\n${lines.join('')}} from '${from}';\n`;
    })
    .join('');
}
