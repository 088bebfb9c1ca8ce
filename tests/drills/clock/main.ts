/**
 * Sets the server's clock back and forth, and fails if a promise that has to do with time is broken.
 *
 *   pnpm drill:clock                60 jumps; writes the result
 *   pnpm drill:clock --count 5       fewer; writes nothing
 *   pnpm drill:clock --seed 42       other jumps
 */
import { command } from '../kit/command.ts';
import { clock } from './drill.ts';

await command(clock);
