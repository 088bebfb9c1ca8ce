import type { Json } from './model.ts';
import { isObject, type SpecDocument } from './spec-document.ts';

/** Lists, with its line, what our own contract has to say of each field and parameter, and does not. */
export function completenessGaps(spec: SpecDocument): string[] {
  return gaps(spec, spec.root, [], false);
}

function gaps(spec: SpecDocument, value: Json, path: readonly (string | number)[], inherited: boolean): string[] {
  if (Array.isArray(value)) return value.flatMap((member, index) => gaps(spec, member, [...path, index], inherited));
  if (!isObject(value)) return [];
  const parent = path.at(-2);
  const sourced = inherited || value['x-source'] !== undefined;
  const found: string[] = [];
  const parameter = typeof value['in'] === 'string' && typeof value['name'] === 'string' && path.includes('parameters');
  if (parent === 'properties' || parameter) {
    const group = value['type'] === 'object' || value['type'] === 'array' || value['oneOf'] !== undefined;
    const wanted = ['description', 'x-unit', ...(group ? [] : ['example'])];
    found.push(
      ...wanted.filter((name) => value[name] === undefined).map((name) => `${spec.locate(path)} lacks ${name}`),
    );
    if (!sourced) found.push(`${spec.locate(path)} lacks x-source`);
  }
  // A parameter belongs to the operation that declares it, and so to that operation's source.
  const passOn = path[0] === 'paths' && sourced;
  return [...found, ...Object.entries(value).flatMap(([name, member]) => gaps(spec, member, [...path, name], passOn))];
}
