/**
 * Ends the server under load, and fails if a request in flight is not answered or the end takes longer than 5 s.
 *
 *   pnpm drill:sigterm              60 rounds; writes the result
 *   pnpm drill:sigterm --count 5     fewer; writes nothing
 *   pnpm drill:sigterm --seed 42     other moments
 */
import { command } from '../kit/command.ts';
import { sigterm } from './drill.ts';

await command(sigterm);
