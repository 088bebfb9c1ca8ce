import type { Json } from '../model.ts';

/** Writes a JSON value as people write it in JavaScript: bare names, single quotes. */
export function jsValue(value: Json, indent = ''): string {
  if (typeof value === 'string') return jsText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((member) => jsValue(member, inner))
    : Object.entries(value).map(([name, member]) => `${jsName(name)}: ${jsValue(member, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (members.length === 0) return `${open}${close}`;
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}${close}`;
}

/** Writes a small JSON object on one line. */
export function jsInline(value: { readonly [name: string]: Json }): string {
  return jsValue(value)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/, ([}\]])/g, ' $1');
}

function jsText(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\(.)/g, (escaped, character) => (character === '"' ? '"' : escaped))
    .replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `'${inner}'`;
}

// `__proto__: value` in an object literal would set the prototype.
function jsName(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : jsText(name);
}

/** Access to a member: `.name`, or `['na-me']`. */
export function jsMember(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${jsText(name)}]`;
}

/** Quotes text for a shell. */
export function shText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Writes text between Go's back quotes; one inside JSON has an escape. */
export function goRaw(json: string): string {
  return `\`${json.replaceAll('`', '\\u0060')}\``;
}
