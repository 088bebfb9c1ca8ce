import { readFileSync, writeFileSync } from 'node:fs';

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const time = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
const yes = (is) => (is ? 'yes' : 'no');

const read = (status) => (row) => {
  const { ms, requests } = row.reads[status];
  return ms === null
    ? `none: a success after ${plural(requests, 'request')}`
    : `${plural(requests, 'request')}, ${time(ms)}`;
};
const plural = (count, what) => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What is compared: a title, and how a row shows. */
const measures = {
  'list and create hooks with their client, gzip': ({ gzip }) => kb(gzip),
  'a lasting 401 until the error shows': read(401),
  'a lasting 429 (`Retry-After: 1`)': read(429),
  'a lasting 503': read(503),
  'a POST refused with 400, 401, 429 counts as a success': ({ writes }) => {
    const wrong = Object.entries(writes).filter(([, { isSuccess }]) => isSuccess);
    return wrong.length === 0 ? 'no' : `yes: ${wrong.map(([status]) => status).join(', ')}`;
  },
  'the list has a new row by itself': ({ create }) => yes(create.isFresh),
  'it is there before the API has answered': ({ beforeAnswer }) => (beforeAnswer ? 'yes (by import)' : 'no'),
  'list and infinite list on one page': ({ both }) =>
    both.isFine ? 'fine' : `fails: ${both.problem ?? 'rows are missing'}`,
  'key in the dehydrated page: set on the client': ({ secrets }) => yes(secrets.onClient.hasKey),
  'the same: given with the request': ({ secrets }) => yes(secrets.perRequest.hasKey),
  "API's address in the dehydrated page": ({ secrets }) => yes(secrets.onClient.hasAddress),
  'renders on load, list + form': ({ create }) => `${create.load.list} + ${create.load.form}`,
  'renders of a create, list + form': ({ create }) =>
    `${create.perCreate.list} + ${create.perCreate.form}${create.isFresh ? '' : ' (the list stays old)'}`,
  'hooks that the React Compiler compiles': ({ compiler }) =>
    compiler ? `${compiler.compiled} of ${compiler.hooks}` : 'generates none',
};

function table({ rows }) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const heads = rows.map(({ name, version }) => `${name}<br>${version}`);
  return [
    line(['', ...heads]),
    line(['---', ...heads.map(() => '---')]),
    ...Object.entries(measures).map(([title, show]) => line([title, ...rows.map(show)])),
  ].join('\n');
}

const setting = ({ date, command, machine, peers }) =>
  `\`${command}\` on ${date}: Node ${machine.node}, react ${peers.react}, @tanstack/react-query ${peers['@tanstack/react-query']}, babel-plugin-react-compiler ${peers['babel-plugin-react-compiler']}; all generated from \`spec/openapi.yaml\` in one run, each set up as its own documentation says.`;

/** Writes the result as a page. */
export function report(result) {
  const { machine, ours } = result;
  return `# The hooks beside others

${setting(result)} ${machine.cores} cores (${machine.cpu}), load average ${machine.load}.

${table(result)}

Of ours, the client with these two operations is ${kb(ours.client)} (gzip) and the hooks add ${kb(ours.withHooks - ours.client)} to it, ${kb(ours.withOptimistic - ours.client)} with \`./optimistic\`. React and TanStack Query are left out everywhere.
Times run from the first render to the error on screen, in jsdom, with the default options of a new \`QueryClient\`. "Given with the request" is what a server does that has another key for each visitor. How each is set up: \`benchmarks/hooks/generators.mjs\`; the scenes: \`benchmarks/hooks/child.mjs\`.
`;
}

/** Puts the table between its marks in a README. */
export function intoReadme(file, result) {
  const [start, end] = ['<!-- peers:start -->', '<!-- peers:end -->'];
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no ${start} … ${end}.`);
  writeFileSync(
    file,
    `${text.slice(0, from + start.length)}\n\n${setting(result)}\n\n${table(result)}\n\n${text.slice(to)}`,
  );
}
