/** Regenerates and fails when a committed generated file is not what the generator writes. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { lastLines } from './lib/process.mjs';
import { say } from './lib/steps.mjs';
import { main, Stop } from './lib/stop.mjs';
import { generate } from './lib/turbo.mjs';
import { inRoot, root } from './lib/workspace.mjs';

function git(args) {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error?.code === 'ENOENT') throw new Stop('git was not found: the comparison with the committed files needs it.');
  if (status !== 0) throw new Stop(`git ${args[0]} failed.\n${lastLines(stderr)}`);
  return stdout;
}

/** Every file that differs from the commit, with what it holds now. */
function uncommitted() {
  const records = git(['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames']).split('\0');
  return new Map(
    records.filter(Boolean).map((record) => {
      const path = record.slice(3);
      const content = existsSync(inRoot(path)) ? readFileSync(inRoot(path)) : 'deleted';
      return [path, createHash('sha256').update(content).digest('hex')];
    }),
  );
}

const isGenerated = (path) => /(^|\/)generated\/|\.gen\.[a-z]+$|^docs\/(samples\/|reference\.md$)/.test(path);

await main(async () => {
  const before = uncommitted();
  await generate();
  const after = uncommitted();
  const changed = [...after]
    .filter(([path, hash]) => before.get(path) !== hash || isGenerated(path))
    .map(([path]) => path);
  const restored = [...before.keys()].filter((path) => !after.has(path) && !isGenerated(path));
  const drift = [...new Set([...changed, ...restored])].sort();
  if (drift.length === 0) {
    say('✓ Every generated file is committed as the generator writes it.');
    return;
  }
  process.stdout.write(git(['diff', '--stat', 'HEAD', '--', ...drift]));
  throw new Stop(
    `Generated files differ from the commit:\n${drift.map((path) => `  ${path}`).join('\n')}\nMend it with: npm run generate, then commit these files.`,
  );
});
