import { buildModel } from './build-model.ts';
import { checkConformance } from './conformance.ts';
import { checkExtensions } from './extensions.ts';
import type { Emitter, Files, Model } from './model.ts';
import { findResources } from './operations.ts';
import { readSpec } from './spec-document.ts';
import { generateTypes } from './types.ts';

/** The model of a contract, with the text of its types. */
export interface Contract {
  readonly model: Model;
  readonly typesSource: string;
}

/**
 * Reads a contract.
 * @param shown How the file is named in errors.
 * @throws SpecError naming file, line and remedy.
 */
export async function readContract(file: string, shown?: string): Promise<Contract> {
  const spec = readSpec(file, shown);
  checkConformance(spec);
  checkExtensions(spec);
  const resources = findResources(spec);
  const types = await generateTypes(spec, resources);
  return { model: buildModel(spec, resources, types), typesSource: types.source };
}

/** Runs the emitters; two that write the same file are a fault of ours. */
export function emitAll(contract: Contract, emitters: readonly Emitter[]): Files {
  const files: Files = new Map([['packages/core/src/generated/types.gen.ts', contract.typesSource]]);
  for (const emit of emitters) {
    for (const [path, text] of emit(contract.model)) {
      if (files.has(path)) throw new Error(`two emitters write ${path}`);
      files.set(path, text);
    }
  }
  return files;
}
