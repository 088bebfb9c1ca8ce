import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeFiles } from './write-files.ts';

const A = 'packages/a/src/generated/a.gen.ts';
const B = 'packages/a/src/generated/sub/b.gen.ts';

function root(): string {
  return mkdtempSync(join(tmpdir(), 'revenue-write-'));
}

it('writes what is new, leaves what is equal, removes what is no longer generated', () => {
  const folder = root();
  expect(
    writeFiles(
      folder,
      new Map([
        [A, '1'],
        [B, '2'],
        ['docs/x.md', '3'],
      ]),
    ),
  ).toEqual(['docs/x.md', A, B]);
  const before = statSync(join(folder, A)).mtimeMs;
  expect(
    writeFiles(
      folder,
      new Map([
        [A, '1'],
        [B, '2'],
        ['docs/x.md', '3'],
      ]),
    ),
  ).toEqual([]);
  expect(statSync(join(folder, A)).mtimeMs).toBe(before);
  expect(writeFiles(folder, new Map([[A, '9']]))).toEqual([A, B]);
  expect(readFileSync(join(folder, A), 'utf8')).toBe('9');
  expect(existsSync(join(folder, B))).toBe(false);
});

it('leaves everything as it was when a file cannot be written', () => {
  const folder = root();
  writeFiles(folder, new Map([[A, 'old']]));
  writeFileSync(join(folder, 'blocked'), 'a file where a folder is needed');
  expect(() =>
    writeFiles(
      folder,
      new Map([
        [A, 'new'],
        ['blocked/x.md', '1'],
      ]),
    ),
  ).toThrow();
  expect(readFileSync(join(folder, A), 'utf8')).toBe('old');
});

it('removes samples that are no longer generated, and leaves the rest of docs alone', () => {
  const folder = root();
  writeFiles(
    folder,
    new Map([
      ['docs/samples/a.sh', '1'],
      ['docs/samples/b.sh', '1'],
      ['docs/other.md', '1'],
    ]),
  );
  expect(writeFiles(folder, new Map([['docs/samples/a.sh', '1']]))).toEqual(['docs/samples/b.sh']);
  expect(existsSync(join(folder, 'docs/samples/b.sh'))).toBe(false);
  expect(existsSync(join(folder, 'docs/other.md'))).toBe(true);
});
