import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
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

it('puts everything back when a swap fails', () => {
  const folder = root();
  const other = 'packages/b/src/generated';
  writeFiles(folder, new Map([A, `${other}/b.gen.ts`, 'docs/x.md'].map((path) => [path, 'old'])));
  // The old folder cannot be moved to where this file is.
  const inTheWay = `${other}.old/in-the-way`;
  const files = new Map([A, `${other}/b.gen.ts`, inTheWay, 'docs/x.md', 'docs/y.md'].map((path) => [path, 'new']));
  expect(() => writeFiles(folder, files)).toThrow();
  for (const path of [A, `${other}/b.gen.ts`, 'docs/x.md']) {
    expect(readFileSync(join(folder, path), 'utf8'), path).toBe('old');
  }
  const left = readdirSync(folder, { recursive: true }).map(String);
  expect(left.filter((path) => /\.next$|y\.md$/.test(path))).toEqual([]);
});

it('finds what a run that was killed between two renames left', () => {
  const folder = root();
  writeFiles(folder, new Map([[A, 'old']]));
  const generated = join(folder, 'packages/a/src/generated');
  renameSync(generated, `${generated}.old`);
  writeFiles(folder, new Map([[A, 'new']]));
  expect(readFileSync(join(folder, A), 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'packages/a/src'))).toEqual(['generated']);
});
