import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SpecError } from '../spec-document.ts';
import { runCommand } from './commands.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const USAGE =
  'usage: lint | diff [BASE] [--json] | changeset [BASE] | check [BASE]; BASE: a spec file or a git revision';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, root: { type: 'string', default: repository } },
  });
  const [command = '', base, ...rest] = positionals;
  if (rest.length > 0) throw new SpecError(USAGE);
  const { code, output, note } = await runCommand(command, { root: values.root, base, json: values.json });
  if (note) process.stderr.write(`${note}\n`);
  process.stdout.write(output);
  process.exitCode = code;
} catch (error) {
  const usage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof SpecError) && !usage) throw error;
  process.stderr.write(`${usage ? `${error.message}\n${USAGE}` : error.message}\n`);
  process.exitCode = 1;
}
