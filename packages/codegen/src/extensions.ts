import type { Json } from './model.ts';
import { isObject, type Path, type SpecDocument } from './spec-document.ts';

/** Where an extension may stand. */
type Place = 'an operation' | 'a parameter' | 'a property' | 'another place';

/** Every extension there is, and where it means something. `spec/README.md` documents each. */
const EXTENSIONS: Readonly<Record<string, readonly Place[]>> = {
  'x-source': ['an operation', 'a parameter', 'a property'],
  'x-unit': ['a parameter', 'a property'],
  'x-money': ['a property'],
  'x-not-before': ['a property'],
  'x-filter': ['a parameter'],
  'x-sort': ['a parameter'],
  'x-pagination': ['an operation'],
  'x-invalidates': ['an operation'],
  'x-summary': ['an operation'],
  'x-builtin': ['an operation'],
};
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Refuses extensions that nothing reads: a misspelt one would do nothing, in silence.
 * @throws SpecError naming the line, and where the extension belongs.
 */
export function checkExtensions(spec: SpecDocument): void {
  walk(spec, spec.root, []);
}

function walk(spec: SpecDocument, value: Json, path: Path): void {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) walk(spec, member, [...path, index]);
    return;
  }
  if (!isObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const last = path.at(-1);
    // A name among properties, paths or components is the contract's own word; an example is data.
    const named = last === 'properties' && path.at(-2) !== 'properties';
    if (name.startsWith('x-') && !named && !isComponentMap(path))
      checkExtension(spec, name, [...path, name], placeOf(value, path));
    if (named || !['example', 'examples', 'default', 'enum', 'const'].includes(name))
      walk(spec, member, [...path, name]);
  }
}

function isComponentMap(path: Path): boolean {
  return path.length === 2 && path[0] === 'components';
}

function checkExtension(spec: SpecDocument, name: string, at: Path, place: Place): void {
  const places = Object.hasOwn(EXTENSIONS, name) ? EXTENSIONS[name] : undefined;
  if (!places) {
    const known = Object.keys(EXTENSIONS).join(', ');
    throw spec.fault(at, `"${name}" is no extension that is known (${known}); correct the name or remove it.`);
  }
  if (!places.includes(place)) {
    throw spec.fault(at, `"${name}" means nothing here; it stands on ${places.join(' or ')}.`);
  }
}

function placeOf(value: { [key: string]: Json }, path: Path): Place {
  const last = path.at(-1);
  const parent = path.at(-2);
  if (path[0] === 'paths' && path.length === 3 && METHODS.includes(String(last))) return 'an operation';
  if (parent === 'parameters' && typeof value['in'] === 'string') return 'a parameter';
  const inSchema = path.includes('schemas') || path.includes('schema');
  return inSchema ? 'a property' : 'another place';
}
