import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { app, consumers } from './installed.mjs';
import { runNode } from './node.mjs';

/*
 * Programs of users, one for each package, under TypeScript 5.5 to 7. Declarations are checked, too: `skipLibCheck`
 * is off. Each program has lines that must not compile (`@ts-expect-error`), so a type that became `any` is found.
 */

const VERSIONS = ['5.5', '5.9', '6', '7'];
const RESOLUTIONS = { nodenext: 'nodenext', bundler: 'esnext' };
const PAGE = { lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: [] };
/** A server without the DOM: what the web has in common with Node comes from @types/node. */
const SERVER = { lib: ['es2023'], types: ['node'] };

/**
 * Where declarations are not checked, and why: msw 3 asks for TypeScript 5.9 or newer, and its own do not compile with
 * less (`Iterable` with three parameters). The program that uses our mocks is compiled there all the same.
 */
const UNCHECKED = { 5.5: ['msw.ts'] };

/** Compiles files of the app; gives what the compiler says of them. */
async function compile(version, name, files, options) {
  const config = join(app, 'types', `tsconfig.${name}-${version}.json`);
  const compilerOptions = {
    ...{ noEmit: true, strict: true, target: 'es2022', jsx: 'react-jsx', skipLibCheck: false },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitOverride: true },
    ...options,
  };
  writeFileSync(config, JSON.stringify({ files, compilerOptions }));
  const tsc = consumers.inModules(`typescript-${version}`, 'bin', 'tsc');
  const { code, stdout, stderr } = await runNode([tsc, '--pretty', 'false', '--listFiles', '-p', config]);
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  return {
    code,
    read: lines.filter((line) => line.startsWith(app)),
    errors: lines.filter((line) => !line.startsWith('/')),
  };
}

describe.each(VERSIONS)('TypeScript %s', (version) => {
  const unchecked = UNCHECKED[version] ?? [];
  const checked = ['core.ts', 'react.tsx', 'msw.ts', 'engine.ts'].filter((file) => !unchecked.includes(file));

  it.each(Object.entries(RESOLUTIONS))('%s', async (moduleResolution, module) => {
    // `import = require` is for modules that Node decides about.
    const files = moduleResolution === 'nodenext' ? [...checked, 'core.cts'] : checked;
    const options = { ...PAGE, module, moduleResolution };
    const { code, read, errors } = await compile(version, moduleResolution, files, options);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
    // The packed declarations were read, those of CommonJS where they are asked for.
    const ours = read.filter((path) => path.includes('@thrivestack-revenue/core/dist/'));
    expect(ours.some((path) => path.endsWith('.d.ts'))).toBe(true);
    expect(ours.some((path) => path.endsWith('.d.cts'))).toBe(moduleResolution === 'nodenext');
    if (unchecked.length === 0) return;
    const rest = await compile(version, `${moduleResolution}-unchecked`, unchecked, { ...options, skipLibCheck: true });
    expect(rest.errors).toEqual([]);
  });

  it('on a server, without the DOM', async () => {
    const options = { ...SERVER, module: 'nodenext', moduleResolution: 'nodenext' };
    const { errors } = await compile(version, 'server', ['core.ts', 'core.cts', 'engine.ts', 'server.ts'], options);
    expect(errors).toEqual([]);
  });
});
