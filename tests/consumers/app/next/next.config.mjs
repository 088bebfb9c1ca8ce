import { dirname } from 'node:path';

/** Where node_modules are: Next would else take the outermost folder with a lockfile. */
const root = dirname(dirname(import.meta.dirname));

export default {
  turbopack: { root },
  outputFileTracingRoot: root,
  // Built once: a cache would only take time.
  experimental: { turbopackFileSystemCacheForBuild: false },
};
