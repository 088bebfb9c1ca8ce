import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Data, type DrillServer, makeData } from '../kit/server.ts';
import { requireTool } from '../kit/tools.ts';

/** A data folder whose disk can be broken and mended. */
export interface BrokenDisk {
  readonly data: Data;
  /** What a server must be started with, and more for one that is started in the fault. */
  readonly env: NodeJS.ProcessEnv;
  readonly envOfFault: NodeJS.ProcessEnv;
  break(server: DrillServer): Promise<void>;
  /** Without a server when none runs. */
  mend(server?: DrillServer): Promise<void>;
  remove(): Promise<void>;
}

/** Size of the tmpfs: room for a database and its logs. */
const TMPFS = 'size=8m';
const PIECES = [65_536, 4096, 512, 1];

/** A tmpfs that is filled up to the last byte. */
export async function fullDisk(): Promise<BrokenDisk> {
  const mounted = mkdtempSync(path.join(tmpdir(), 'full-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', TMPFS, 'tmpfs', mounted], { encoding: 'utf8' });
  if (status !== 0) {
    rmSync(mounted, { recursive: true });
    throw new Error(`This drill mounts a tmpfs of 8 MB: run it as root, where mounting is allowed. ${stderr}`.trim());
  }
  const ballast = path.join(mounted, 'ballast');
  return {
    data: await makeData(path.join(mounted, 'data')),
    env: {},
    envOfFault: {},
    break: async () => fill(ballast),
    mend: async () => rmSync(ballast),
    async remove() {
      execFileSync('umount', ['-l', mounted]);
      rmSync(mounted, { recursive: true });
    },
  };
}

function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  for (const size of PIECES) {
    const piece = Buffer.alloc(size, 1);
    try {
      for (;;) writeSync(descriptor, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(descriptor);
}

const FIU = ['/usr/lib/fiu/fiu_run_preload.so', '/usr/lib/fiu/fiu_posix_preload.so'];
const SYNCS = 'enable name=posix/io/sync/*';

/** A disk of which every fsync and fdatasync fails with EIO. */
export async function failingSyncs(): Promise<BrokenDisk> {
  requireTool('fiu-ctrl', 'fiu-utils');
  for (const library of FIU) if (!existsSync(library)) throw new Error(`${library} is missing: install fiu-utils.`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'failing-syncs-'));
  const prefix = path.join(scratch, 'control');
  const control = (server: DrillServer, what: string): void => {
    execFileSync('fiu-ctrl', ['-f', prefix, '-c', what, String(server.pid)]);
  };
  const data = await makeData(path.join(scratch, 'data'));
  return {
    data,
    env: { LD_PRELOAD: FIU.join(' '), FIU_CTRL_FIFO: prefix },
    envOfFault: { FIU_ENABLE: SYNCS },
    break: async (server) => control(server, SYNCS),
    async mend(server) {
      if (server) control(server, 'disable name=posix/io/sync/*');
    },
    remove: async () => rmSync(scratch, { recursive: true, force: true }),
  };
}
