/**
 * Adds the resource of a fragment to a contract, as a person would: its paths below the contract's paths, its
 * components below the components of their kind. It works on the text, so that anchors stay anchors.
 */
export function addResource(contract: string, fragment: string): string {
  const parts = sections(fragment);
  let merged = inserted(contract, /^paths:$/m, parts.get('paths') ?? '');
  for (const kind of ['schemas', 'responses']) {
    merged = inserted(merged, new RegExp(`^ {2}${kind}:$`, 'm'), parts.get(kind) ?? '');
  }
  return merged;
}

/** The blocks of a fragment by their names: `paths`, and what stands below `components`. */
function sections(fragment: string): Map<string, string> {
  const found = new Map<string, string>();
  let name = '';
  for (const line of fragment.split('\n')) {
    const [, top, below] = /^(?:(\w+):| {2}(\w+):)$/.exec(line) ?? [];
    if (top !== undefined || (below !== undefined && name !== 'paths')) name = top ?? below ?? '';
    else if (name !== '') found.set(name, `${found.get(name) ?? ''}${line}\n`);
  }
  return found;
}

function inserted(text: string, heading: RegExp, block: string): string {
  if (block === '') return text;
  const match = heading.exec(text);
  if (!match) throw new Error(`the contract has no line ${heading}`);
  const at = match.index + match[0].length + 1;
  return text.slice(0, at) + block + text.slice(at);
}

/** Replaces text that has to be there. */
export function edited(text: string, changes: readonly (readonly [before: string, after: string])[]): string {
  return changes.reduce((now, [before, after]) => {
    if (!now.includes(before)) throw new Error(`the contract does not say ${JSON.stringify(before)}`);
    return now.replaceAll(before, after);
  }, text);
}
