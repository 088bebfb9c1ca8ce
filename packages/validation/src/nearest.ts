/** Longer names get no hint: they are no slip of the finger, and the search stays cheap. */
const LONGEST = 64;

/**
 * Finds the known name that a wrong one was probably meant to be.
 *
 * `rowId` finds `row_id`; otherwise at most a third of the letters may differ.
 */
export function nearest(wrong: string, known: readonly string[]): string | undefined {
  if (wrong.length > LONGEST) return undefined;
  const plain = letters(wrong);
  let best: string | undefined;
  let least = Math.floor(wrong.length / 3) + 1;
  for (const name of known) {
    if (plain !== '' && letters(name) === plain) return name;
    if (name.length > LONGEST || Math.abs(name.length - wrong.length) >= least) continue;
    const distance = edits(wrong.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

function letters(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** Counts the insertions, deletions, replacements and swaps of neighbours that lead from one text to another. */
function edits(from: string, to: string): number {
  let last: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwap = column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwap ? (last[column - 2] ?? 0) + 1 : replaced;
      line.push(Math.min(replaced, swapped, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    last = above;
    above = line;
  }
  return above[to.length] ?? 0;
}
