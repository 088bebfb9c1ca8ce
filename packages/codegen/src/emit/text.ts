import type { Json } from '../model.ts';

/** First lines of every generated file. */
export function header(): string {
  return '// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.\n\n';
}

/** Writes a JSON value as a TypeScript literal, legal in any source text. */
export function literal(value: Json | undefined): string {
  // U+2028 and U+2029 are line ends in older JavaScript; `<` keeps a literal harmless inside HTML.
  return JSON.stringify(value, null, 2)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('</', '<\\/');
}

/** Writes lines as a doc comment; text that would end the comment is escaped. */
export function docComment(lines: readonly string[], indent = ''): string {
  const safe = lines.flatMap((line) => line.replaceAll('*/', '*\\/').split('\n')).map((line) => line.trimEnd());
  while (safe.length > 0 && safe.at(-1) === '') safe.pop();
  if (safe.length === 0) return '';
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  const body = safe.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('');
  return `${indent}/**\n${body}${indent} */\n`;
}

/** Splits a name at hyphens, underscores, spaces and humps. */
export function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** `credit-notes` → `CreditNotes`. */
export function pascal(name: string): string {
  return words(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `credit-notes` → `creditNotes`. */
export function camel(name: string): string {
  const text = pascal(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `credit-notes` → `credit_notes`. */
export function snake(name: string): string {
  return words(name).join('_');
}

/** A property access or key: `name` where it is an identifier, `"na-me"` otherwise. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : JSON.stringify(name);
}
