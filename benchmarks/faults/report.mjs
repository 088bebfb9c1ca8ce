/** Writes the table of cases and clients as Markdown. */
export function report({ date, machine, clients, cases, capSeconds, timeoutSeconds }) {
  const table = cases.map((name) => `| ${[name, ...clients.map(({ results }) => cell(results[name]))].join(' | ')} |`);
  return `${[
    '# Faults',
    '',
    'One faulty server, one POST with a JSON body, every client with its default settings, but for one: clients that',
    `have a time limit are given ${timeoutSeconds} s. A cell says how the call ended · time · requests sent · times the write was`,
    `done. A call that had not ended after ${capSeconds} s was left ("never"). What the faults are: \`tests/faults/replies.ts\`.`,
    '',
    `\`pnpm bench:faults\` on ${date}, Node ${machine.node}, ${machine.cores} cores (${machine.cpu}).`,
    '',
    `| case | ${clients.map(({ name, version }) => `${name}<br>${version}`).join(' | ')} |`,
    `|---|${clients.map(() => '---|').join('')}`,
    ...table,
    '',
    'Abort rows give the time from the abort to the end of the call. "keys unknown": the server ignores',
    '`Idempotency-Key`. Another origin counts as reached when a redirect led there with the key or the body.',
    'Clients that return errors instead of throwing them are shown as they are. "Key in": `util.inspect` of what the',
    'call gave, deep and with hidden properties, has the key.',
  ].join('\n')}\n`;
}

function cell(result) {
  if (!result) return 'no result';
  const { outcome, requests, effects, ms, isAbort, leaks } = result;
  if (requests === undefined) return outcome;
  const time = isAbort && outcome !== 'never' ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;
  const text = outcome === 'never' ? `never (cut at ${time})` : `${outcome} · ${time}`;
  return `${text.replaceAll('|', '/')} · ${requests} sent · ${effects} done${leaks.length > 0 ? ` · **${leaks.join(', ')}**` : ''}`;
}
