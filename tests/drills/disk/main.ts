/**
 * Fills the disk and lets fsyncs fail, and fails if what was acknowledged is not what is stored.
 *
 *   pnpm drill:disk                 40 faults; writes the result
 *   pnpm drill:disk --count 2        fewer; writes nothing
 *   pnpm drill:disk --seed 42        other writes
 */
import { command } from '../kit/command.ts';
import { disk } from './drill.ts';

await command(disk);
