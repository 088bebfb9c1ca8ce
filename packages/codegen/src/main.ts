import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { emitAll, readContract } from './generate.ts';
import type { Emitter } from './model.ts';
import { SpecError } from './spec-document.ts';
import { writeFiles } from './write-files.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({
  options: { spec: { type: 'string' }, out: { type: 'string', default: repository } },
});

try {
  const started = performance.now();
  const spec = values.spec ?? join(repository, 'spec/openapi.yaml');
  const contract = await readContract(spec, values.spec ?? 'spec/openapi.yaml');
  const emitters: Emitter[] = [];
  for (const name of ['core', 'engine', 'react']) {
    const file = new URL(`./emit/${name}.ts`, import.meta.url);
    if (!existsSync(file)) continue;
    const module = await import(file.href);
    emitters.push(Object.values(module).find((v) => typeof v === 'function' && v.name.startsWith('emit')) as Emitter);
  }
  const changed = writeFiles(values.out, emitAll(contract, emitters));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const path of changed) console.log(`wrote ${path}`);
  console.log(`${changed.length} files changed, ${contract.model.resources.length} resources, ${seconds} s`);
} catch (error) {
  if (!(error instanceof SpecError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
