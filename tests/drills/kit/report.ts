import { cpus, loadavg, release } from 'node:os';
import type { Drill, DrillResult } from './drill.ts';

/** What a run was, beside what it found. */
export interface Run {
  readonly seed: number;
  readonly count: number;
  readonly seconds: number;
  /** Load of the machine when it began. */
  readonly load: number;
}

/** Takes the load of the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

/** Writes down what a drill found, as Markdown. */
export function report(drill: Drill, { columns, rows, complaints }: DrillResult, run: Run): string {
  const { name, title, about, unit } = drill;
  const versions = [`Node ${process.versions.node}`, `Linux ${release()}`, ...(drill.tools?.() ?? [])].join(', ');
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${run.load.toFixed(1)} at the start`;
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return `${[
    `# ${title}`,
    '',
    about,
    '',
    `\`pnpm drill:${name}\` on ${new Date().toISOString().slice(0, 10)}: ${run.count} ${unit}, seed ${run.seed}, ${Math.round(run.seconds)} s. ${versions}, ${machine}.`,
    '',
    line(['', ...(columns ?? [''])]),
    `|---|${(columns ?? ['']).map(() => '--:|').join('')}`,
    ...rows.map(line),
    '',
    complaints.length === 0 ? 'Nothing to complain of.' : complaints.map((one) => `- ${one}`).join('\n'),
  ].join('\n')}\n`;
}
