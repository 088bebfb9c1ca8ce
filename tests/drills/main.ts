/**
 * Runs one drill, and fails if what it must show does not hold. CONTRIBUTING.md says what each does.
 *
 *   pnpm drill:crash                the long form; writes benchmarks/results/drill-crash.md
 *   pnpm drill:crash --count 20     less; writes nothing
 *   pnpm drill:crash --seed 42      other moments, faults and writes
 */
import { drills } from './drills.ts';
import { command } from './kit/command.ts';

await command(drills.map(([drill]) => drill));
