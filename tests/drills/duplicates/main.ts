/**
 * Sends crowds of identical requests and pairs that conflict, and fails unless exactly one of each is done.
 *
 *   pnpm drill:duplicates           20 rounds; writes the result
 *   pnpm drill:duplicates --count 2  fewer; writes nothing
 *   pnpm drill:duplicates --seed 42  other orders
 */
import { command } from '../kit/command.ts';
import { duplicates } from './drill.ts';

await command(duplicates);
