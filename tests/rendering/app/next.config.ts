import path from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  reactStrictMode: true,
  devIndicators: false,
  // The repository: the packages of npm are links into its store.
  turbopack: { root: path.join(import.meta.dirname, '..', '..', '..') },
  // The repository's own check does it.
  typescript: { ignoreBuildErrors: true },
};

export default config;
