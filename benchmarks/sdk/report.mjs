import { shown } from './measure.mjs';

const kb = (bytes) => `${(bytes / 1000).toFixed(2)} kB`;
const inKb = ({ value, noise }) => ({ value: value / 1000, noise: noise / 1000 });
const mb = (bytes) => `${(bytes / 1_000_000).toFixed(2)} MB`;
const whole = (value) => Math.round(value).toLocaleString('en');

const aborted = (state) => (state ? `${state.medianMs.toFixed(2)} ms (${state.longestMs.toFixed(2)})` : '–');

/** Columns of each part: a title, and how a row shows. */
const tables = {
  size: {
    title: 'One call, bundled for a browser (esbuild, minified)',
    columns: {
      brotli: ({ brotli, leftOut }) => `${kb(brotli)}${leftOut ? ` without ${leftOut}` : ''}`,
      minified: ({ minified }) => kb(minified),
    },
  },
  start: {
    title: 'A fresh process, over one that imports an empty module (median of 21)',
    columns: {
      'import and first answered POST': ({ postMs }) => shown(postMs, 'ms'),
      'its CPU': ({ postCpuMs }) => shown(postCpuMs, 'ms'),
      'import alone': ({ importMs }) => shown(importMs, 'ms'),
      'CPU of the import': ({ importCpuMs }) => shown(importCpuMs, 'ms'),
    },
  },
  load: {
    title: '64 requests at a time (median of 3), the server in another process',
    columns: {
      'requests/s': ({ perSecond }) => whole(perSecond),
      'against fetch': ({ perSecond }, { fetch }) => `${(perSecond / fetch.perSecond).toFixed(2)}×`,
      'CPU per request': ({ cpuMicros }) => `${whole(cpuMicros)} µs`,
      'of fetch': ({ cpuMicros }, { fetch }) => `${(cpuMicros / fetch.cpuMicros).toFixed(2)}×`,
    },
  },
  cost: {
    title: 'On a stubbed fetch that answers at once (median of 5 × 15 batches; each sends a body of its own API)',
    note: 'The stub makes a `Response`, which is what the row "fetch" costs; "over the stub" is without it.',
    columns: {
      'CPU per call': ({ micros }) => `${micros.toFixed(1)} µs`,
      'over the stub': ({ overMicros }) => shown(overMicros, 'µs', 1),
      allocated: ({ bytes }) => kb(bytes),
      'allocated over the stub': ({ overBytes }) => shown(inKb(overBytes), 'kB', 2),
    },
  },
  abort: {
    title: 'From an abort to the rejection (median of 40 after 10; longest in brackets)',
    note: 'A dash where the client does not wait: it had ended before.',
    columns: {
      'waiting for an answer': ({ silent }) => aborted(silent),
      'in the middle of a body': ({ body }) => aborted(body),
      'backing off after a 503': ({ backOff }) => aborted(backOff),
    },
  },
  types: {
    title: 'TypeScript for one call (5.9, over an empty file)',
    columns: {
      instantiations: ({ instantiations }) => whole(instantiations),
      types: ({ types }) => whole(types),
      'check time': ({ checkSeconds }) => `${checkSeconds.toFixed(2)} s`,
    },
  },
  install: {
    title: 'Installed',
    columns: { packages: ({ packages }) => packages, size: ({ bytes }) => mb(bytes) },
  },
};

/** Writes what was measured as Markdown. */
export function report({ date, machine, command, versions, parts }) {
  const sections = Object.entries(parts).map(([part, rows]) => section(tables[part], rows, versions));
  return `${[
    '# The client beside others',
    '',
    `One POST with a JSON body, ours from the built package, everything in one run: \`${command}\` on ${date},`,
    `Node ${machine.node}, ${machine.cores} cores (${machine.cpu}), load average ${machine.loadBefore} before and ${machine.loadAfter} after.`,
    'How each client is made and asked: `benchmarks/peers/clients.mjs`. The row "fetch" is the bare function with our body.',
    '',
    ...sections,
  ].join('\n')}`;
}

function section({ title, note, columns }, rows, versions) {
  const lines = Object.entries(rows).map(([name, row]) => {
    const cells =
      row.failure === undefined ? Object.values(columns).map((show) => show(row, rows)) : [`failed: ${row.failure}`];
    return `| ${[name, versions[name], ...cells].join(' | ').replaceAll('\n', ' ')} |`;
  });
  return `## ${title}
${note === undefined ? '' : `\n${note}\n`}
| client | version | ${Object.keys(columns).join(' | ')} |
|---|---|${Object.keys(columns)
    .map(() => '--:|')
    .join('')}
${lines.join('\n')}
`;
}
