import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { app, consumers, PACKAGES, packaged } from './installed.mjs';
import { runNode } from './node.mjs';

/*
 * What is published, before the eyes of two linters of packages: publint reads the tarball as bundlers and Node do,
 * attw as TypeScript does, from CommonJS and from ES modules.
 */

/**
 * Findings of attw that are meant to be, by package. Everything else fails.
 *
 * - `node10`, NoResolution: TypeScript's resolution of 2012, deprecated in 6 and gone in 7, knows no `exports`; so it
 *   finds `./package.json`, a file, and nothing else. Every runtime that the packages support knows `exports`.
 * - server, CJSResolvesToESM: the server is a program for Node 22 and later, where `require` loads ES modules; it
 *   ships no second copy as CommonJS.
 */
const MEANT = {
  server: ['CJSResolvesToESM . node16-cjs'],
};

describe.each(PACKAGES)('%s', (name) => {
  const manifest = () => JSON.parse(readFileSync(join(packaged(name), 'package.json'), 'utf8'));
  const tarball = () => join(app, 'tarballs', `thrivestack-revenue-${name}-${manifest().version}.tgz`);

  it('publint finds nothing', async () => {
    const cli = consumers.inModules('publint', 'src', 'cli.js');
    const { code, stdout, stderr } = await runNode([cli, 'run', tarball(), '--strict']);
    expect(stdout, stderr).toMatch(/All good!\s*$/);
    expect(code).toBe(0);
  });

  it('attw finds nothing that is not meant, in any entry', async () => {
    const cli = consumers.inModules('@arethetypeswrong', 'cli', 'dist', 'index.js');
    const { stdout } = await runNode([cli, tarball(), '--profile', 'node16', '--format', 'json']);
    const { analysis } = JSON.parse(stdout);
    const entries = Object.keys(manifest().exports);
    expect(Object.keys(analysis.entrypoints)).toEqual(entries);
    const old = entries.filter((entry) => entry !== './package.json');
    const found = analysis.problems.map(({ kind, entrypoint, resolutionKind }) =>
      [kind, entrypoint, resolutionKind].join(' '),
    );
    expect(found.sort()).toEqual(
      [...old.map((entry) => `NoResolution ${entry} node10`), ...(MEANT[name] ?? [])].sort(),
    );
  });

  it('has no dependency on a package of this workspace that is not published', () => {
    const { dependencies = {} } = manifest();
    const ours = Object.entries(dependencies).filter(([dependency]) => dependency.startsWith('@thrivestack-revenue/'));
    for (const [dependency, range] of ours) {
      expect(PACKAGES).toContain(dependency.split('/')[1]);
      expect(range).not.toContain('workspace:');
    }
  });
});
