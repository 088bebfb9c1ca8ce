import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { lastLines, run } from './process.mjs';
import { say, step } from './steps.mjs';
import { Stop } from './stop.mjs';
import { inRoot, nodeBinary, nodePackage, pnpmVersion, root, toolEnvironment } from './workspace.mjs';

const STAMP = ['node_modules', '.set-up'];
const DISK_FULL = /ENOSPC|no space left/i;
const NEARLY_FULL_BYTES = 50 * 1024 * 1024;

/** What the installed modules depend on; another value means: install again. */
export function fingerprint(read = (name) => readFileSync(inRoot(name), 'utf8')) {
  const hash = createHash('sha256');
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(read(name)).update('\0');
  return hash.update(`${pnpmVersion()} ${process.platform} ${process.arch}`).digest('hex');
}

export function isInstalled() {
  const stamp = inRoot(...STAMP);
  const name = nodePackage();
  if (name && !existsSync(inRoot('node_modules', name, 'bin', 'node'))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Installs the pinned tools and every dependency, unless that has been done for this lockfile. */
export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(
      `Node 20 or newer is needed to begin; this is ${process.version}. Install it from https://nodejs.org`,
    );
  }
  // Where no pinned Node is published, say so before the long part.
  if (!nodePackage()) nodeBinary();
  if (isInstalled()) return;

  const version = pnpmVersion();
  await step(`Installing with pnpm ${version} (about half a minute the first time)`, () => install(version));
  await checkNode();
  writeFileSync(inRoot(...STAMP), fingerprint());
}

async function install(version) {
  const args = ['-y', `pnpm@${version}`, 'install', '--frozen-lockfile', '--reporter=append-only'];
  // Without a terminal pnpm would refuse to replace modules that another version installed.
  args.push('--config.confirmModulesPurge=false');
  const env = toolEnvironment({ NPM_CONFIG_UPDATE_NOTIFIER: 'false' });
  const show = (text, child) => {
    process.stdout.write(text);
    // pnpm would go on trying for a minute.
    if (DISK_FULL.test(text)) void child.stop();
  };
  const result = await run('npx', args, { env, onOutput: show });
  if (result.error?.code === 'ENOENT') {
    throw new Stop(
      'npm (with npx) was not found. Install npm 10 or newer, for example with Node from https://nodejs.org',
    );
  }
  if (result.error) throw result.error;
  if (result.code !== 0) throw new Stop(installSentence(result.tail, version, freeBytes()));
}

/**
 * Names the cause of a failed installation.
 * @param {string} output what npm and pnpm printed last
 * @param {string} version pnpm's
 * @param {number} free bytes left on the disk
 */
export function installSentence(output, version, free = Number.POSITIVE_INFINITY) {
  if (DISK_FULL.test(output) || free < NEARLY_FULL_BYTES) {
    return 'The disk is full: set-up needs about 1.5 GB. Free some space and start again.';
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return `pnpm-lock.yaml does not fit the package.json files. Run: npx -y pnpm@${version} install`;
  }
  if (
    /ENOTFOUND|EAI_AGAIN|EAI_FAIL|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up/.test(
      output,
    )
  ) {
    return 'The npm registry could not be reached. Check the network (and `npm config get registry`), then start again.';
  }
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    return `Set-up may not write where it has to (see above). Check who owns ${root} and npm's cache.`;
  }
  return `The installation failed. Its last lines:\n${lastLines(output)}`;
}

async function checkNode() {
  const { code, tail } = await run(nodeBinary(), ['--version']);
  if (code === 0) return;
  throw new Stop(
    `The pinned Node does not run on this system (it needs glibc; Alpine has musl). Use Debian, Ubuntu or Fedora. ${tail.trim()}`,
  );
}

function freeBytes() {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize;
}

/** Shows which Node the scripts run on from now on. */
export async function showTools() {
  const { tail } = await run(nodeBinary(), ['--version']);
  say(
    `Ready: Node ${tail.trim()}, pnpm ${pnpmVersion()} (node_modules/.bin). Next: npm start, npm test, npm run build.`,
  );
}
