import { join } from 'node:path';
import { onDemand } from '../../scripts/lib/on-demand.mjs';

/** Bundlers, compilers and linters of packages, at exact versions, and what our packages take as peers. */
export const consumers = onDemand('tests/consumers', 'consumers');

/** Every package that is published. */
export const PACKAGES = ['core', 'react', 'engine', 'msw', 'server'];

/** What a user has: our packed packages in node_modules, and the files of `app/`. */
export const app = join(consumers.folder, 'app');

/** A packed package as it lies in the app. */
export const packaged = (name) => join(app, 'node_modules', '@thrivestack-revenue', name);
