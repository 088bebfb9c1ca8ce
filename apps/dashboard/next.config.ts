import path from 'node:path';
import type { NextConfig } from 'next';
import { staticHeaders } from './security/headers.ts';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // The workspace's root, so that a lockfile further up is not taken for it.
  turbopack: { root: path.join(import.meta.dirname, '..', '..') },
  headers: async () => [{ source: '/:path*', headers: [...staticHeaders] }],
};

export default config;
