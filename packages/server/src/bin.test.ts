import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type Program, spawnProgram } from './test-support/program.ts';
import { tempFolder } from './test-support/temp-folder.ts';

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const original = fileURLToPath(new URL('../bin/revenue-server.mjs', import.meta.url));
/** Makes this Node say that it is an old one; a child process does not inherit it. */
const OLD = `--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})`;

interface Installed {
  readonly root: string;
  readonly run: (nodeFlags: readonly string[], args?: readonly string[]) => Program;
}

/** The bin as a package has it, below a folder where a consumer's modules are. */
function install(main?: string): Installed {
  const root = tempFolder(onTestFinished);
  const own = join(root, 'node_modules', '@thrivestack-revenue', 'server');
  const bin = join(own, 'bin', 'revenue-server.mjs');
  mkdirSync(join(own, 'bin'), { recursive: true });
  copyFileSync(original, bin);
  writeFileSync(join(own, 'package.json'), '{"type":"module"}');
  if (main !== undefined) {
    mkdirSync(join(own, 'dist'));
    writeFileSync(join(own, 'dist', 'main.js'), main);
  }
  return { root, run: (flags, args = []) => spawnProgram(process.execPath, [...flags, bin, ...args]) };
}

function installNode(root: string, version: string): void {
  const folder = join(root, 'node_modules', `node-${process.platform}-${process.arch}`);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  symlinkSync(process.execPath, join(folder, 'bin', 'node'));
}

it('runs the server in this process on a Node that can', async () => {
  const { run } = install('console.log(process.pid, process.argv.slice(2).join());');
  const program = run([], ['serve', '--port', '1']);
  expect(await program.finished).toMatchObject({ code: 0, stdout: `${program.child.pid} serve,--port,1\n` });
});

it('says what to do when the server is not built', async () => {
  const ended = await install().run([]).finished;
  expect(ended).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: 'The server is not built: run "pnpm build" first.\n',
  });
});

it('says which Node is needed, before it imports anything', async () => {
  const { root, run } = install('throw new Error("imported");');
  const text = 'revenue-server needs Node 22 or newer; this is 20.19.0. Install a newer Node';
  expect(await run([OLD]).finished).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(text) });
  installNode(root, '20.19.0');
  expect(await run([OLD]).finished).toMatchObject({ code: 1, stderr: expect.stringContaining(text) });
});

it('goes on with an installed newer Node and keeps arguments and exit code', async () => {
  const { root, run } = install(
    'console.log(process.versions.node, process.argv.slice(2).join()); process.exitCode = 7; process.disconnect();',
  );
  installNode(root, '24.21.0');
  expect(await run([OLD], ['keys', 'list']).finished).toMatchObject({
    code: 7,
    stdout: `${process.versions.node} keys,list\n`,
  });
});

it.each(['SIGTERM', 'SIGINT'] as const)('forwards %s', async (signal) => {
  const { root, run } = install(
    `process.on('${signal}', () => { console.log('got it'); process.exit(3); }); setInterval(() => {}, 1000); console.log('up');`,
  );
  installNode(root, '24.21.0');
  const program = run([OLD]);
  await program.until(/up/);
  program.child.kill(signal);
  expect(await program.finished).toMatchObject({ code: 3, stdout: 'up\ngot it\n' });
});

it('does not leave the server behind when it is killed', async () => {
  const { root, run } = install(
    `process.once('disconnect', () => { console.log('alone'); process.exit(0); }); console.log('up');`,
  );
  installNode(root, '24.21.0');
  const program = run([OLD]);
  await program.until(/up/);
  program.child.kill('SIGKILL');
  expect((await program.finished).stdout).toBe('up\nalone\n');
});

it('tells a signal that ended the server by its number', async () => {
  const { root, run } = install(`process.kill(process.pid, 'SIGKILL');`);
  installNode(root, '24.21.0');
  expect(await run([OLD]).finished).toMatchObject({ code: 137 });
});

it('is executable', () => {
  const { root } = install('console.log("ran");');
  const bin = join(root, 'node_modules', '@thrivestack-revenue', 'server', 'bin', 'revenue-server.mjs');
  chmodSync(bin, 0o755);
  const program = spawnProgram(bin, [], { PATH: `${join(process.execPath, '..')}:${process.env['PATH']}` });
  return expect(program.finished).resolves.toMatchObject({ code: 0, stdout: 'ran\n' });
});
