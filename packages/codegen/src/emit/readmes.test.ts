import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readContract } from '../generate.ts';
import { SpecError } from '../spec-document.ts';
import { BLOCK_END, BLOCK_START, readmeEmitter, replaceBlock } from './readmes.ts';

const bareFile = fileURLToPath(new URL('../../fixtures/bare.yaml', import.meta.url));

describe('the table of operations in a README', () => {
  it('replaces what stands between the marks, and nothing else', async () => {
    const { model } = await readContract(bareFile);
    const read = (path: string): string => `# ${path}\n\n${BLOCK_START}\nold\n${BLOCK_END}\n\nkept $& \`x\`\n`;
    const files = readmeEmitter(read)(model);
    expect([...files.keys()].map((path) => path.split('/')[1])).toEqual(['core', 'react', 'server', 'msw']);
    for (const [path, text] of files) {
      expect(text.startsWith(`# ${path}\n\n${BLOCK_START}\n\n|`)).toBe(true);
      expect(text.endsWith(`\n\n${BLOCK_END}\n\nkept $& \`x\`\n`)).toBe(true);
      expect(text).not.toContain('old');
      expect(text).toContain('`PUT /revenue/credit-notes`');
      expect(replaceBlock(path, text, 'x')).toBe(replaceBlock(path, read(path), 'x'));
    }
    expect(files.get('packages/core/README.md')).toContain('`revenue.creditNotes.create(body)`');
    expect(files.get('packages/react/README.md')).toContain('`useCreateCreditNote()`');
  });

  it.each([
    ['without marks', 'nothing'],
    ['without an end', BLOCK_START],
    ['with the end first', `${BLOCK_END}\n${BLOCK_START}`],
    ['with two starts', `${BLOCK_START}\n${BLOCK_START}\n${BLOCK_END}`],
    ['with two ends', `${BLOCK_START}\n${BLOCK_END}\n${BLOCK_END}`],
  ])('is refused %s, with the lines to add', (_, text) => {
    const replace = (): string => replaceBlock('packages/x/README.md', text, '');
    expect(replace).toThrow(SpecError);
    expect(replace).toThrow(
      /^packages\/x\/README\.md: .*add these two lines[\s\S]*operations:start[\s\S]*operations:end/,
    );
  });
});
