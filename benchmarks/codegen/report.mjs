/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Writes the result of a benchmark as a page. */
export function report(result) {
  const { machine, date, runs, cells } = result;
  const own = cells[0].generator;
  const compared = [...new Set(cells.filter(({ generator }) => generator !== own).map(({ contract }) => contract))];
  return `${[
    '# Code generation, beside others',
    `Written by \`pnpm bench:codegen\` on ${date}. ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}, Node ${machine.node}.`,
    `Whole processes, from start to exit, each into an empty folder; medians of ${runs} runs, taken round by round. "CPU" is the time of all threads of the process, "peak" its largest resident memory. ${loadText(machine)}`,
    ...compared.map((contract) => comparison(contract, cells, own)),
    work(cells),
    linearity(cells.filter(({ generator, operations }) => generator === own && operations % 250 === 0)),
  ].join('\n\n')}\n`;
}

function loadText({ loadBefore, loadAfter, cores }) {
  const figures = `The load of the machine was ${loadBefore} before and ${loadAfter} after, on ${cores} cores.`;
  return Math.max(loadBefore, loadAfter - 1) > cores / 2
    ? `${figures} **The machine was busy: times are longer than on a quiet one, CPU seconds less so.**`
    : figures;
}

function comparison(contract, cells, own) {
  const rows = cells.filter((cell) => cell.contract === contract);
  const reference = rows.find(({ generator }) => generator === own);
  const [{ operations }] = rows;
  const line = (cell) => {
    const name = `${cell.generator} ${cell.version === 'this commit' ? '' : cell.version}`.trim();
    if (cell.failure !== undefined)
      return [name, `fails: ${cell.failure.replaceAll('|', '\\|')}`, '', '', '', '', '', ''];
    return [
      name,
      seconds(cell),
      ratio(cell, reference, 'seconds'),
      of(cell, 'cpuSeconds').toFixed(1),
      ratio(cell, reference, 'cpuSeconds'),
      of(cell, 'peakMb').toFixed(0),
      cell.output.files.toLocaleString('en'),
      Math.round(cell.output.bytes / 1024).toLocaleString('en'),
    ];
  };
  const title =
    contract === `${operations.toLocaleString('en')} operations` ? contract : `${contract}, ${operations} operations`;
  const missing = rows
    .filter(({ output }) => output && output.operations < operations)
    .map(
      ({ generator, output }) => `${generator} speaks of ${output.operations} of the ${operations} operations only.`,
    );
  const heads = ['generator', 'seconds', 'to ours', 'CPU s', 'to ours', 'peak MB', 'files', 'KB written'];
  return [`## ${title}`, table(heads, rows.map(line)), ...missing].join('\n\n');
}

function work(cells) {
  const first = new Map(cells.map((cell) => [cell.generator, cell]).reverse());
  const rows = [...first.values()].reverse().map(({ generator, writes, setUp }) => [generator, writes, setUp]);
  return `## What each does\n\n${table(['generator', 'writes', 'set-up'], rows)}\n\nOurs takes the types from \`@hey-api/openapi-ts\`, in the same process, and writes all else itself.`;
}

function linearity(cells) {
  const done = cells.filter(({ failure }) => failure === undefined);
  const rows = done.map((cell, index) => {
    const before = done[index - 1];
    const more = before && cell.operations - before.operations;
    const added = (what) => (before ? ((of(cell, what) - of(before, what)) / more) * 1000 : undefined);
    return [
      cell.operations.toLocaleString('en'),
      seconds(cell),
      per(cell, 'seconds').toFixed(1),
      (per(cell, 'seconds') / per(done[0], 'seconds')).toFixed(2),
      of(cell, 'cpuSeconds').toFixed(1),
      per(cell, 'cpuSeconds').toFixed(1),
      (per(cell, 'cpuSeconds') / per(done[0], 'cpuSeconds')).toFixed(2),
      added('cpuSeconds')?.toFixed(1) ?? '',
    ];
  });
  const heads = ['operations', 'seconds', 'ms each', 'ratio', 'CPU s', 'CPU ms each', 'ratio', 'CPU ms for each more'];
  return `## Our cost by the number of operations\n\nLinear means: the time of one operation does not grow with their number (a ratio of 1 or below).\n\n${table(heads, rows)}`;
}

const of = (cell, what) => median(cell.runs.map((run) => run[what]));
const per = (cell, what) => (of(cell, what) / cell.operations) * 1000;

function seconds(cell) {
  const all = cell.runs.map((run) => run.seconds);
  return `${median(all).toFixed(1)} (${Math.min(...all).toFixed(1)}–${Math.max(...all).toFixed(1)})`;
}

function ratio(cell, reference, what) {
  if (reference.failure !== undefined) return '';
  return cell === reference ? '1' : `${(of(cell, what) / of(reference, what)).toFixed(2)}`;
}

function table(heads, rows) {
  const line = (parts) => `| ${parts.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
