/**
 * Writes through a proxy that cuts, delays, truncates and dribbles, and fails if a write is lost or done twice.
 *
 *   pnpm drill:proxy                20,000 writes; writes the result
 *   pnpm drill:proxy --count 500     fewer; writes nothing
 *   pnpm drill:proxy --seed 42       other faults
 */
import { command } from '../kit/command.ts';
import { proxy } from './drill.ts';

await command(proxy);
