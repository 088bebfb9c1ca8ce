import { defineConfig, type Options } from 'tsup';

/**
 * One build for every package, so that a change of bundler is a change of one file.
 * `splitting` keeps one copy of each class in CJS; `treeshake` would drop `'use client'`.
 */
export function options(entry: Record<string, string>, more: Options = {}): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    dts: true,
    clean: true,
    splitting: true,
    treeshake: false,
    sourcemap: false,
    ...more,
  };
}

/** A package that is built at once. */
export function library(entry: Record<string, string>, more?: Options): ReturnType<typeof defineConfig> {
  return defineConfig(options(entry, more));
}
