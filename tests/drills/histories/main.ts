/**
 * Plays random concurrent histories on memory and SQLite, and fails if no order explains the answers.
 *
 *   pnpm drill:histories            300 on SQLite; writes the result
 *   pnpm drill:histories --count 20  fewer; writes nothing
 *   pnpm drill:histories --seed 42   other histories
 */
import { command } from '../kit/command.ts';
import { histories } from './drill.ts';

await command(histories);
