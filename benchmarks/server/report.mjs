import { median } from './reads.mjs';

const GOALS = [
  ['ours', 'hello', 0.5],
  ['ours', 'null', 0.85],
  ['ours', 'single', 4],
];

/** Writes the figures as Markdown. */
export function report({ date, machine, seconds, servers, reads, rows }) {
  const { cpu, cores, memoryGb, system, node, load } = machine;
  return `${[
    '# Server',
    '',
    `Written by \`pnpm bench:server\` on ${date}. ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load of the machine ${load.toFixed(1)} at the start.`,
    '',
    `wrk sends writes on 64 keep-alive connections for ${seconds} s after 2 s of warming up, each of a new id with an \`Idempotency-Key\`; server and wrk share the cores. Rounds are interleaved, cells are medians of ${servers[0]?.rounds.length ?? 0}.`,
    '',
    '| server | requests/s | of ours | p50 ms | p99 ms | CPU µs | idle MB | loaded MB | failed | a write means |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...servers.map((server) => row(server, servers)),
    '',
    ...ratios(servers),
    '',
    `Reads during writes at full speed: ${reads.reads} lists, p50 ${ms(reads.p50Ms)}, p99 ${ms(reads.p99Ms)}, longest ${ms(reads.maxMs)} (goal: p99 at most 20 ms), while ${reads.writesPerSecond.toFixed(0)} writes/s were answered, p99 ${ms(reads.writeP99Ms)}.`,
    ...(rows ? ['', ...manyRows(rows)] : []),
  ].join('\n')}\n`;
}

const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const of = (server, figure) => median(server.rounds.map((round) => round[figure]));

function row(server, servers) {
  const ours = servers.find(({ id }) => id === 'ours');
  const perSecond = of(server, 'perSecond');
  return `| ${[
    server.version ? `${server.name} (${server.version})` : server.name,
    perSecond.toFixed(0),
    ours ? `${(perSecond / of(ours, 'perSecond')).toFixed(2)}×` : '',
    of(server, 'p50Ms').toFixed(1),
    of(server, 'p99Ms').toFixed(1),
    of(server, 'cpuMicroseconds').toFixed(0),
    of(server, 'idleMb').toFixed(0),
    of(server, 'rssMb').toFixed(0),
    of(server, 'failed'),
    server.does,
  ].join(' | ')} |`;
}

function ratios(servers) {
  const found = (id) => servers.find((server) => server.id === id);
  const lines = GOALS.flatMap(([one, other, goal]) => {
    const [a, b] = [found(one), found(other)];
    if (!a || !b) return [];
    // Of each round by itself: both were measured within a minute.
    const ratio = median(a.rounds.map((round, index) => round.perSecond / b.rounds[index].perSecond));
    return [`- ${a.name} / ${b.name}: ${ratio.toFixed(2)} (goal: at least ${goal}).`];
  });
  const ours = found('ours');
  return ours ? [...lines, `- p99 of ours: ${ms(of(ours, 'p99Ms'))} (goal: at most 30 ms).`] : lines;
}

function manyRows({ rows, lists, summaries, readyMs, idleMb }) {
  const promised = lists.filter((list) => list.promised);
  const others = lists.filter((list) => !list.promised).sort((a, b) => b.firstMs - a.firstMs);
  return [
    `## ${rows.toLocaleString('en')} rows`,
    '',
    'The files lie in memory (`/dev/shm`) where there is such a folder.',
    '',
    `The program answers ${ms(readyMs)} after it was started, from the start of the process (goal: 300 ms), and holds ${idleMb.toFixed(0)} MB.`,
    '',
    'Lists of 50, in the database, where each page is to cost what the first does (goals: at most 0.5 ms; a later page at most 1.2 times the first):',
    '',
    '| filter | sort | order | first page | later page | ratio |',
    '| --- | --- | --- | --- | --- | --- |',
    ...promised.map(
      ({ filter, sort, order, firstMs, laterMs }) =>
        `| ${filter} | ${sort} | ${order} | ${ms(firstMs)} | ${laterMs === undefined ? '' : ms(laterMs)} | ${laterMs === undefined ? '' : (laterMs / firstMs).toFixed(2)} |`,
    ),
    '',
    `The other ${others.length} combinations, slowest first (goal: at most 20 ms; ${others.filter(({ firstMs }) => firstMs > 20).length} are above):`,
    '',
    '| filter | sort | order | first page |',
    '| --- | --- | --- | --- |',
    ...others
      .slice(0, 20)
      .map(({ filter, sort, order, firstMs }) => `| ${filter} | ${sort} | ${order} | ${ms(firstMs)} |`),
    '',
    'Summaries through the store (goals: 150 ms without filters, 5 s with):',
    '',
    '| filter | time |',
    '| --- | --- |',
    ...Object.entries(summaries).map(([filter, time]) => `| ${filter} | ${ms(time)} |`),
  ];
}
