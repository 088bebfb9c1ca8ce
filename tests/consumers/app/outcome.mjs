import { basename, extname } from 'node:path';

/** What is not ours; the questions are about our own packages. */
export const external = ['react', 'react/jsx-runtime', '@tanstack/react-query', 'msw'];

/** Which of core's transports a bundler took, and every module of Node that the output names. */
export function outcomeOf(inputs, text) {
  const ours = inputs.filter((path) => path.includes('@thrivestack-revenue/core/dist/transport-'));
  return {
    transport: [...new Set(ours.map((path) => basename(path, extname(path))))].join(' and ') || 'none',
    nodeModules: [...new Set(text.match(/\bnode:[\w/]+/g) ?? [])].sort(),
    imports: [
      ...new Set([...text.matchAll(/(?:\bfrom|\bimport|\brequire\()\s*["'`]([^"'`]+)["'`]/g)].map(([, name]) => name)),
    ].sort(),
    bytes: Buffer.byteLength(text),
  };
}
