import { fileURLToPath } from 'node:url';
import type { Emitter, Model, Resource } from '../model.ts';
import { hooksFile, prefetchFile } from './react-hooks.ts';
import { namesOf, paging, qualified, reads, resourceKeyName } from './react-names.ts';
import { keysFile, optionsFile } from './react-options.ts';
import { readSurface, type Surface } from './surface.ts';
import { header } from './text.ts';

const PACKAGE = 'packages/react/src';
const FOLDER = `${PACKAGE}/generated`;

/** Writes keys, options, hooks and prefetch of every resource, and the two entries. */
export const emitReact: Emitter = (contract) => {
  const model = qualified(contract, surfaceOf('packages/core/src/surface.ts'));
  const files = new Map([[`${FOLDER}/keys.gen.ts`, keysFile(model.resources)]]);
  for (const resource of model.resources) {
    files.set(`${FOLDER}/${resource.name}.options.gen.ts`, optionsFile(resource));
    files.set(`${FOLDER}/${resource.name}.hooks.gen.ts`, hooksFile(resource));
    const prefetch = prefetchFile(resource);
    if (prefetch) files.set(`${FOLDER}/${resource.name}.prefetch.gen.ts`, prefetch);
  }
  // A comment may stand before a directive; the build puts it first.
  files.set(`${FOLDER}/index.gen.ts`, `${header()}'use client';\n\n${entry(model, 'surface', true)}`);
  files.set(`${FOLDER}/server.gen.ts`, header() + entry(model, 'server-surface', false));
  return files;
};

function surfaceOf(path: string): Surface {
  return readSurface(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)));
}

interface Exports {
  readonly from: string;
  readonly names: readonly string[];
  readonly types?: boolean;
}

function entry(model: Model, surface: string, hooks: boolean): string {
  const written = surfaceOf(`${PACKAGE}/${surface}.ts`);
  const all: Exports[] = [
    { from: `../${surface}.ts`, names: written.types, types: true },
    { from: `../${surface}.ts`, names: written.values },
    ...generatedExports(model, hooks),
  ].filter(({ names }) => names.length > 0);
  const seen = new Set<string>();
  for (const name of all.flatMap(({ names }) => names)) {
    if (seen.has(name))
      throw new Error(`two things would be exported as "${name}" from ${PACKAGE}; rename an operationId.`);
    seen.add(name);
  }
  return all
    .map(({ from, names, types }) => {
      const lines = [...names].sort().map((name) => `  ${name},\n`);
      return `export ${types ? 'type ' : ''}{\n${lines.join('')}} from '${from}';\n`;
    })
    .join('');
}

function generatedExports(model: Model, hooks: boolean): Exports[] {
  const keys = './keys.gen.ts';
  return [
    { from: keys, names: model.resources.flatMap(argTypeNames), types: true },
    { from: keys, names: model.resources.flatMap(keyNames) },
    ...model.resources.flatMap((resource) => [
      { from: `./${resource.name}.options.gen.ts`, names: optionNames(resource) },
      { from: `./${resource.name}.prefetch.gen.ts`, names: prefetchNames(resource) },
      ...(hooks ? [{ from: `./${resource.name}.hooks.gen.ts`, names: hookNames(resource) }] : []),
    ]),
  ];
}

function argTypeNames({ operations }: Resource): string[] {
  return operations.filter(({ types }) => types.query !== undefined).map((operation) => namesOf(operation).args);
}

function keyNames(resource: Resource): string[] {
  const names = resource.operations.flatMap((operation) => {
    const { key, infiniteKey } = namesOf(operation);
    return paging(operation) ? [key, infiniteKey] : [key];
  });
  return [resourceKeyName(resource), ...names];
}

function optionNames({ operations }: Resource): string[] {
  return operations.flatMap((operation) => {
    const { options, infiniteOptions, mutation } = namesOf(operation);
    if (!reads(operation)) return [mutation];
    return paging(operation) ? [options, infiniteOptions] : [options];
  });
}

function prefetchNames({ operations }: Resource): string[] {
  return operations.filter(reads).flatMap((operation) => {
    const { prefetch, ensure, prefetchInfinite, ensureInfinite } = namesOf(operation);
    return paging(operation) ? [prefetch, ensure, prefetchInfinite, ensureInfinite] : [prefetch, ensure];
  });
}

function hookNames({ operations }: Resource): string[] {
  return operations.flatMap((operation) => {
    const { hook, infiniteHook, suspenseHook, suspenseInfiniteHook } = namesOf(operation);
    if (!reads(operation)) return [hook];
    return paging(operation) ? [hook, suspenseHook, infiniteHook, suspenseInfiniteHook] : [hook, suspenseHook];
  });
}
