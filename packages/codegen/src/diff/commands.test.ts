import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runCommand } from './commands.ts';
import { all, type Edit, LIST, put, required, schema } from './samples/edits.ts';

// Every comparison starts redocly.
vi.setConfig({ testTimeout: 60_000 });
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const contract = readFileSync(join(repository, 'spec/openapi.yaml'), 'utf8');
const stricter = required('CreateInvoice', (fields) => [...fields, 'currency']);
const longer = put(schema('Invoice', 'amount', 'description'), 'What is owed.');
const wider = put(schema('CreateInvoice', 'note'), { type: 'string' });

/** A repository with a contract, the one released before it, and the changesets' configuration. */
function workspace(edit: Edit | undefined, released: string | undefined = contract): string {
  const root = mkdtempSync(join(tmpdir(), 'revenue-versions-'));
  folders.push(root);
  mkdirSync(join(root, 'spec'));
  mkdirSync(join(root, '.changeset'));
  cpSync(join(repository, '.changeset/config.json'), join(root, '.changeset/config.json'));
  writeFileSync(join(root, '.changeset/README.md'), '# Changesets\n');
  writeFileSync(join(root, 'spec/openapi.yaml'), edit ? edit(contract) : contract);
  if (released !== '') writeFileSync(join(root, 'spec/released.yaml'), released);
  return root;
}

function git(root: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function changesets(root: string): string[] {
  return readdirSync(join(root, '.changeset')).filter((name) => name.startsWith('spec-'));
}

const run = (name: string, root: string, base?: string): ReturnType<typeof runCommand> =>
  runCommand(name, { root, base, json: false });

describe('diff', () => {
  it('prints JSON and nothing else to stdout', () => {
    const root = workspace(stricter);
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'diff', '--json', '--root', root], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      bump: 'major',
      changes: [
        {
          bump: 'major',
          audience: ['sdk', 'hooks', 'http'],
          operation: 'createInvoice',
          where: 'createInvoice.body.currency',
          message: 'createInvoice: in the body, `currency` must now be sent.',
        },
      ],
    });
  });

  it('tells people what changed, for whom, and the bump', async () => {
    const { code, output } = await run('diff', workspace(all(stricter, put([...LIST, 'x-source'], 'vendor'))));
    expect(code).toBe(0);
    expect(output).toContain(
      'For everyone (SDK, hooks, HTTP):\n  major  createInvoice: in the body, `currency` must now be sent.\n',
    );
    expect(output).toContain('major: what changed since spec/released.yaml requires a major version.\n');
  });

  it('knows that nothing is released yet', async () => {
    const root = workspace(stricter, '');
    expect(await run('diff', root)).toMatchObject({ code: 0, output: 'none: nothing is released yet.\n' });
    const { output } = await runCommand('diff', { root, json: true });
    expect(JSON.parse(output)).toEqual({ bump: 'none', changes: [] });
  });

  it('starts from a file or from a git revision', async () => {
    const root = workspace(undefined, '');
    git(root, 'init', '--quiet');
    git(root, 'commit', '--quiet', '--allow-empty', '-m', 'empty');
    git(root, 'add', 'spec/openapi.yaml');
    git(root, 'commit', '--quiet', '-m', 'contract');
    writeFileSync(join(root, 'spec/openapi.yaml'), wider(contract));
    const bumpOf = async (base: string): Promise<unknown> =>
      JSON.parse((await runCommand('diff', { root, base, json: true })).output).bump;
    expect(await bumpOf('HEAD')).toBe('minor');
    expect(await bumpOf('HEAD~1')).toBe('none');
    expect(await bumpOf(join(root, 'spec/openapi.yaml'))).toBe('none');
    await expect(run('diff', root, 'no-such-thing')).rejects.toThrow(
      '"no-such-thing" is neither a file nor a git revision; name one of them.',
    );
  });

  it('says in one sentence what is wrong with a contract, and exits with 1', () => {
    const root = workspace((text) => text.replace('schemas/CreateInvoice"', 'schemas/Missing"'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'diff', '--root', root], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^spec\/openapi\.yaml:\d+: "#\/components\/schemas\/Missing" does not exist[^\n]*\n$/);
  });

  it('refuses unknown options without a stack trace', () => {
    const { status, stderr } = spawnSync(process.execPath, [main, 'diff', '--yaml'], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('usage: ');
    expect(stderr).not.toContain('    at ');
  });
});

describe('changeset', () => {
  it('writes one for all published packages, once', async () => {
    const root = workspace(stricter);
    expect((await run('changeset', root)).output).toMatch(/^Wrote \.changeset\/spec-[0-9a-f]{8}\.md \(major\)\.\n$/);
    const [name = ''] = changesets(root);
    const file = join(root, '.changeset', name);
    const text = readFileSync(file, 'utf8');
    for (const each of ['core', 'react', 'engine', 'server', 'msw'])
      expect(text).toContain(`'@thrivestack-revenue/${each}': major\n`);
    expect(text).toContain('- Breaking: createInvoice: in the body, `currency` must now be sent.\n');
    writeFileSync(file, `${text}\nWith a word of ours.\n`);
    expect((await run('changeset', root)).output).toContain('stands already (major) and was left as it is.');
    expect(changesets(root)).toEqual([name]);
    expect(readFileSync(file, 'utf8')).toContain('With a word of ours.');
  });

  it('names the one of an earlier state', async () => {
    const root = workspace(stricter);
    await run('changeset', root);
    const [earlier = ''] = changesets(root);
    writeFileSync(join(root, 'spec/openapi.yaml'), all(stricter, wider)(contract));
    expect((await run('changeset', root)).output).toContain(`.changeset/${earlier} was written for an earlier state`);
    expect(changesets(root)).toHaveLength(2);
  });

  it('writes nothing when nothing changed', async () => {
    const root = workspace(undefined);
    expect((await run('changeset', root)).output).toContain('no changeset is needed');
    expect(changesets(root)).toEqual([]);
  });
});

describe('check', () => {
  const declare = (root: string, bump: string): void =>
    writeFileSync(join(root, '.changeset/by-hand.md'), `---\n\n'@thrivestack-revenue/core': ${bump}\n---\n\nWords.\n`);

  it('fails without a changeset, and passes with the one that it asks for', async () => {
    const root = workspace(stricter);
    const { code, note } = await run('check', root);
    expect(code).toBe(1);
    expect(note).toContain('asks for a major version since spec/released.yaml, but no changeset declares a version');
    expect(note).toContain('too small by 3 steps (none → patch → minor → major)');
    await run('changeset', root);
    expect(await run('check', root)).toMatchObject({ code: 0 });
  });

  it('says by how much a declared bump is too small', async () => {
    const root = workspace(stricter);
    declare(root, 'minor');
    const { code, note } = await run('check', root);
    expect(code).toBe(1);
    expect(note).toContain('the changesets declare only minor: too small by 1 step (minor → major).');
    expect(note).toContain('  major: createInvoice: in the body, `currency` must now be sent.');
    declare(root, 'major');
    expect((await run('check', root)).code).toBe(0);
  });

  it('takes more than what is asked for, and asks for nothing when nothing changed', async () => {
    const root = workspace(longer);
    declare(root, 'minor');
    expect((await run('check', root)).code).toBe(0);
    expect((await run('check', workspace(undefined))).code).toBe(0);
    expect((await run('check', workspace(stricter, ''))).code).toBe(0);
  });

  it('does not count packages that are not published, and names a broken changeset', async () => {
    const root = workspace(longer);
    writeFileSync(join(root, '.changeset/other.md'), "---\n'dashboard': major\n---\n\nWords.\n");
    expect((await run('check', root)).code).toBe(1);
    writeFileSync(join(root, '.changeset/other.md'), 'Words.\n');
    await expect(run('check', root)).rejects.toThrow('.changeset/other.md: no list of packages');
  });
});

describe('lint', () => {
  const SMALL = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0, license: { name: MIT, identifier: MIT } }
servers: [{ url: https://api.thrivestack.test }]
tags: [{ name: notes, description: Notes. }]
security: [{ apiKey: [revenue] }]
components:
  securitySchemes: { apiKey: { type: apiKey, in: header, name: x-api-key } }
  schemas:
    Note:
      type: object
      required: [note_id]
      properties:
        note_id: { type: string, description: Its id., x-unit: identifier, x-source: ours, example: note_1 }
paths:
  /revenue/notes:
    post:
      operationId: createNote
      tags: [notes]
      summary: Create a note
      x-source: ours
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
      responses:
        "200":
          description: Stored.
          content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } }
        "400": { description: Wrong. }
`;
  const lint = async (before: string, after: string): Promise<Awaited<ReturnType<typeof run>>> => {
    const root = workspace(() => SMALL.replace(before, after));
    cpSync(join(repository, 'redocly.yaml'), join(root, 'redocly.yaml'));
    const result = await run('lint', root);
    expect(existsSync(join(root, 'packages'))).toBe(false);
    return result;
  };

  it('passes a contract that is complete', async () => {
    expect(await lint('', '')).toMatchObject({ code: 0 });
  });

  it('fails one that redocly does not like', async () => {
    const surprise = 'operationId: createNote\n      surprise: 1';
    expect(await lint('operationId: createNote', surprise)).toMatchObject({
      code: 1,
      output: expect.stringContaining('surprise'),
    });
  });

  it('fails one that leaves something unsaid', async () => {
    expect(await lint('x-unit: identifier, ', '')).toMatchObject({
      code: 1,
      output: expect.stringContaining('spec/openapi.yaml:13 lacks x-unit.'),
    });
  });
});
