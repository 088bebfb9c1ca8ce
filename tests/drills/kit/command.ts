import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const RESULTS = path.join(import.meta.dirname, '..', '..', '..', 'benchmarks', 'results');

export interface DrillOptions {
  readonly seed: number;
  /** How often the drill does its thing. */
  readonly count: number;
  /** Told after each. */
  readonly onProgress?: (done: number) => void;
}

/** What a drill found. */
export interface DrillResult {
  /** What was counted, in the order of the table. */
  readonly rows: readonly (readonly [string, string | number])[];
  /** What is wrong, in words; empty when nothing is. A drill that never did what it is for says so here. */
  readonly complaints: readonly string[];
}

export interface Drill {
  readonly name: string;
  readonly title: string;
  /** What is done and what must hold, in sentences. */
  readonly about: string;
  /** What `--count` counts, and how many the long form does. */
  readonly unit: string;
  readonly usual: number;
  /** Versions of the tools that took part. */
  readonly tools?: () => readonly string[];
  run(options: DrillOptions): Promise<DrillResult>;
}

/** 20240115 and so on: any number does, and a printed one repeats a run. */
export const SEED = Number(process.env['DRILL_SEED'] ?? 20_240_115);

/** Runs a drill as a command: `--count N`, `--seed N`. Only the long form writes its result. */
export async function command(drill: Drill): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: String(drill.usual) },
      seed: { type: 'string', default: String(SEED) },
    },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  if (!(Number.isInteger(count) && count > 0 && Number.isInteger(seed))) {
    throw new Error('--count and --seed are whole numbers.');
  }
  const started = performance.now();
  const onProgress = (done: number): void => {
    if (done % Math.ceil(count / 20) === 0) process.stderr.write(`${drill.name}: ${done} of ${count} ${drill.unit}\n`);
  };
  const result = await drill.run({ seed, count, onProgress });
  const rows = [
    ['seed', seed],
    [drill.unit, count],
    ...result.rows,
    ['seconds', Math.round((performance.now() - started) / 1000)],
  ] as const;
  const text = report(drill, { ...result, rows });
  process.stdout.write(text);
  for (const complaint of result.complaints) process.stderr.write(`✗ ${complaint}\n`);
  if (result.complaints.length > 0) process.exitCode = 1;
  else if (count >= drill.usual) {
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(path.join(RESULTS, `drill-${drill.name}.md`), text);
  }
}

function report(drill: Drill, { rows, complaints }: DrillResult): string {
  const tools = [`Node ${process.versions.node}`, `Linux ${release()}`, ...(drill.tools?.() ?? [])].join(', ');
  return `${[
    `# ${drill.title}`,
    '',
    drill.about,
    '',
    `\`pnpm drill:${drill.name}\` on ${new Date().toISOString().slice(0, 10)}, ${tools}, ${cpus().length} cores (${cpus()[0]?.model.trim()}).`,
    '',
    '|  |  |',
    '|---|--:|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    complaints.length === 0 ? 'Nothing to complain of.' : complaints.map((one) => `- ${one}`).join('\n'),
  ].join('\n')}\n`;
}

/** Collects complaints, the first of each kind in full. */
export class Complaints {
  readonly #found = new Map<string, { count: number; first: string }>();

  add(kind: string, detail: string): void {
    const earlier = this.#found.get(kind);
    if (earlier) earlier.count += 1;
    else this.#found.set(kind, { count: 1, first: detail });
  }

  /** Complains unless something is so. */
  expect(holds: boolean, kind: string, detail: string): void {
    if (!holds) this.add(kind, detail);
  }

  list(): string[] {
    return [...this.#found].map(([kind, { count, first }]) => `${kind}, ${count} times; the first: ${first}`);
  }
}
