/**
 * Starts servers on the files that a power cut could leave, and fails if one misses an acknowledged write.
 *
 *   pnpm drill:power-cut            100 cuts; writes the result
 *   pnpm drill:power-cut --count 10  fewer; writes nothing
 *   pnpm drill:power-cut --seed 42   other moments and other writes
 */
import { command } from '../kit/command.ts';
import { powerCut } from './drill.ts';

await command(powerCut);
