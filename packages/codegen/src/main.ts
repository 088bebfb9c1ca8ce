import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { emitCore } from './emit/core.ts';
import { emitEngine } from './emit/engine.ts';
import { emitReact } from './emit/react.ts';
import { readmeEmitter } from './emit/readmes.ts';
import { emitReference } from './emit/reference.ts';
import { emitSamples } from './emit/samples.ts';
import { emitAll, readContract } from './generate.ts';
import { SpecError } from './spec-document.ts';
import { writeFiles } from './write-files.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const emitters = [emitCore, emitEngine, emitReact, emitSamples, emitReference, readmeEmitter(read)];
const { values } = parseArgs({
  options: { spec: { type: 'string' }, out: { type: 'string', default: repository } },
});

/** The present text of a file: of the output where there is one, otherwise of this repository. */
function read(path: string): string | undefined {
  const file = [values.out, repository].map((root) => join(root, path)).find((candidate) => existsSync(candidate));
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}

try {
  const started = performance.now();
  const contract = await readContract(
    values.spec ?? join(repository, 'spec/openapi.yaml'),
    values.spec ?? 'spec/openapi.yaml',
  );
  const changed = writeFiles(values.out, emitAll(contract, emitters));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const path of changed) console.log(`wrote ${path}`);
  console.log(`${changed.length} files changed, ${contract.model.resources.length} resources, ${seconds} s`);
} catch (error) {
  // A fault of the contract says it all; for one of ours the stack is there when it is asked for.
  if (error instanceof SpecError) console.error(error.message);
  else if (process.env['DEBUG']) console.error(error);
  else console.error(`generate failed, nothing was written: ${String(error)} (DEBUG=1 shows where)`);
  process.exitCode = 1;
}
