/**
 * Kills the server again and again, and fails if an acknowledged write is lost or one is done twice.
 *
 *   pnpm drill:crash                120 kills; writes the result
 *   pnpm drill:crash --count 20      fewer; writes nothing
 *   pnpm drill:crash --seed 42       other moments and other writes
 */
import { command } from '../kit/command.ts';
import { crash } from './drill.ts';

await command(crash);
