/** A page that was written into a file, and the place in the trace where that had ended. */
export interface Page {
  readonly path: string;
  /** The bytes as latin1. */
  readonly text: string;
  readonly ended: number;
}

/** Bytes at the start of a page of an overflow chain: the number of the next page. */
const POINTER = 4;

/**
 * Finds an id that lies across the border of two pages, as the text of a long row may: its first characters are in one
 * page and the rest begins another. Returns the place where both were written.
 */
export function findSplit(id: string, pages: readonly Page[]): { path: string; ended: number } | undefined {
  for (let cut = 1; cut < id.length; cut += 1) {
    const head = id.slice(0, cut);
    const rest = id.slice(cut);
    const second = pages.find(({ text }) => text.startsWith(rest, POINTER));
    // Not at its end alone: what a leaf keeps may lie before the rows that were there already.
    const first = second && pages.find(({ path, text }) => path === second.path && text.includes(head));
    if (first && second) return { path: second.path, ended: Math.max(first.ended, second.ended) };
  }
  return undefined;
}
