import type { Json } from '../model.ts';

/**
 * Makes text safe inside a table cell: one line, no cell borders, no HTML.
 * Code between back quotes stays code.
 */
export function cell(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const parts = line.split('`');
  // With an odd number of back quotes, nothing is sure to be code.
  const paired = parts.length % 2 === 1;
  return parts
    .map((part, index) => (paired && index % 2 === 1 ? part : escapeHtml(part)))
    .join('`')
    .replaceAll('|', '\\|');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Writes text as code that a table cell can hold. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(longest(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') || fence.length > 1 ? ' ' : '';
  return line === '' ? '' : `${fence}${space}${line}${space}${fence}`;
}

/** Writes a JSON value as code; nothing for what is absent. */
export function codeValue(value: Json | undefined): string {
  return value === undefined ? '' : code(JSON.stringify(value));
}

/** Writes a block of code that nothing inside can end. */
export function codeBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longest(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}\n`;
}

function longest(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** Writes a table; a column without any content is left out. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = titles.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, column) => kept[column]).join(' | ')} |\n`;
  return line(titles) + line(titles.map(() => '---')) + rows.map(line).join('');
}

/** Writes a table whose columns stand below each other, as the formatter of hand-written pages wants it. */
export function alignedTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? '')].map((text) => [...text].length)),
  );
  const pad = (cells: readonly string[]): string[] =>
    widths.map((width, column) => {
      const text = cells[column] ?? '';
      return text + ' '.repeat(width - [...text].length);
    });
  const lines = [pad(titles), widths.map((width) => '-'.repeat(width)), ...rows.map(pad)];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
