import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

/** What this folder's package.json declares; each brings its own peers, so that all fit together. */
const DECLARED = /^(?:react|react-dom|msw|@tanstack\/react-query|@testing-library\/(?:dom|react))(?:\/|$)/;
const FROM = fileURLToPath(new URL('./package.json', import.meta.url));

/** Resolves the peers of our packages as if this folder asked for them. */
export function oldestPeers(): Plugin {
  return {
    name: 'oldest-peers',
    enforce: 'pre',
    async resolveId(id, _importer, options) {
      if (!DECLARED.test(id)) return undefined;
      // Never on to the usual resolution: that would find the newest, and nobody would notice.
      return (await this.resolve(id, FROM, { ...options, skipSelf: true })) ?? this.error(`${id} is not installed.`);
    },
  };
}
