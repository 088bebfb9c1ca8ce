/**
 * Traces the server under load, and fails if a 2xx leaves before the fsync of its write has ended.
 *
 *   pnpm drill:fsync                2,000 writes; writes the result
 *   pnpm drill:fsync --count 100     fewer; writes nothing
 *   pnpm drill:fsync --seed 42       other writes
 */
import { command } from '../kit/command.ts';
import { fsync } from './drill.ts';

await command(fsync);
