import { cpus } from 'node:os';
import type { DrillResult } from './drill.ts';
import { cuts } from './plan.ts';

/** Writes the results of a drill down as Markdown. */
export function report(results: readonly DrillResult[], date: string): string {
  const row = (name: string, value: (result: DrillResult) => string | number): string =>
    `| ${[name, ...results.map(value)].join(' | ')} |`;
  return `${[
    '# Exactly once',
    '',
    'Seeded random sequences of writes (create, update, delete, 1 to 3 on one id), sent by the client through a proxy',
    'that cuts connections, to the server itself on SQLite. Each call is retried at most twice, both transports take',
    "turns. What was done is read from the server's own history.",
    '',
    `\`pnpm drill:exactly-once\` on ${date}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}).`,
    '',
    row('', ({ keySupport }) => (keySupport ? 'the server knows idempotency keys' : 'the proxy takes the keys off')),
    `|---|${results.map(() => '--:|').join('')}`,
    row('seed', ({ seed }) => seed),
    row('sequences', ({ sequences }) => sequences),
    row('writes', ({ tally }) => tally.writes),
    row('requests of the client for them', ({ tally }) => tally.attempts),
    row('sequences in which the answer to a committed write was lost', ({ answersLost, sequences }) => {
      return `${answersLost} (${Math.round((100 * answersLost) / sequences)} %)`;
    }),
    row('**doubled**', ({ tally }) => tally.doubled),
    row('**lost**', ({ tally }) => tally.lost),
    row('**errors of no known class**', ({ tally }) => tally.unclassified),
    row('calls that ended `ambiguous`: it was done', ({ tally }) => tally.ambiguousDone),
    row('calls that ended `ambiguous`: it was not done', ({ tally }) => tally.ambiguousNotDone),
    row('calls that ended with another error: nothing was done', ({ tally }) => tally.refused),
    row('seconds', ({ seconds }) => Math.round(seconds)),
    '',
    'An ambiguous call was repeated under its own key where keys are known, and settled by a read where not.',
    '',
    row('requests met by', ({ keySupport }) => (keySupport ? 'with keys' : 'without')),
    `|---|${results.map(() => '--:|').join('')}`,
    ...cuts.map((cut) => row(cut, ({ made }) => made[cut] ?? 0)),
    '',
    'Nothing arrives late without keys: a write that arrives after a later one cannot be told from a new one.',
  ].join('\n')}\n`;
}
