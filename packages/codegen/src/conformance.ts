import type { Json } from './model.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Refuses what the generator would have to guess at.
 * @throws SpecError with the first fault: its line, and what to write instead.
 */
export function checkConformance(spec: SpecDocument): void {
  const version = spec.root['openapi'];
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version)) {
    throw spec.fault(['openapi'], `openapi must be 3.1 (or 3.0), not ${JSON.stringify(version ?? null)}.`);
  }
  checkCircles(spec);
  const paths = isObject(spec.root['paths']) ? spec.root['paths'] : {};
  for (const [path, item] of Object.entries(paths)) {
    if (!isObject(item)) throw spec.fault(['paths', path], `"${path}" must be an object of operations.`);
    for (const method of Object.keys(item).filter((name) => METHODS.includes(name))) {
      checkOperation(spec, path, item, method);
    }
  }
}

function checkOperation(spec: SpecDocument, path: string, item: JsonObject, method: string): void {
  const at: Path = ['paths', path, method];
  const operation = item[method];
  if (!isObject(operation)) throw spec.fault(at, `${method.toUpperCase()} "${path}" must be an object.`);
  if (typeof operation['operationId'] !== 'string' || operation['operationId'] === '') {
    throw spec.fault(
      at,
      `${method.toUpperCase()} "${path}" has no operationId; it names the function, the method and the hook.`,
    );
  }
  const declared = [
    ...parametersOf(spec, item['parameters'], ['paths', path, 'parameters']),
    ...parametersOf(spec, operation['parameters'], [...at, 'parameters']),
  ];
  const wanted = [...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  const inPath = declared.filter(({ place }) => place === 'path').map(({ name }) => name);
  const missing = wanted.find((name) => !inPath.includes(name));
  if (missing !== undefined) {
    throw spec.fault(at, `"${path}" has the parameter "${missing}", which is not declared; add it with "in: path".`);
  }
  const unused = declared.find(({ place, name }) => place === 'path' && !wanted.includes(name));
  if (unused)
    throw spec.fault(unused.at, `"${unused.name}" is declared "in: path", but "${path}" has no {${unused.name}}.`);
}

interface Declared {
  readonly name: string;
  readonly place: string;
  readonly at: Path;
}

function parametersOf(spec: SpecDocument, list: Json | undefined, at: Path): Declared[] {
  return (Array.isArray(list) ? list : []).map((entry, index) => {
    const { value, path } = spec.resolve(entry, [...at, index]);
    if (!isObject(value) || typeof value['name'] !== 'string') {
      throw spec.fault(path, 'a parameter needs "name", "in" and "schema".');
    }
    const { name } = value;
    const place = String(value['in']);
    if (place !== 'query' && place !== 'path') {
      throw spec.fault(path, `"${name}" is "in: ${place}"; only query and path parameters are generated.`);
    }
    const standard = place === 'query' ? 'form' : 'simple';
    if (value['style'] !== undefined && value['style'] !== standard) {
      throw spec.fault(
        [...path, 'style'],
        `"${name}" has the style "${value['style']}"; only "${standard}" is generated.`,
      );
    }
    if (value['content'] !== undefined || value['allowReserved'] === true) {
      throw spec.fault(path, `"${name}" uses "content" or "allowReserved"; give it a plain "schema" instead.`);
    }
    const shape = isObject(value['schema']) ? spec.resolve(value['schema'], [...path, 'schema']).value : undefined;
    const type = isObject(shape) ? shape['type'] : undefined;
    if (type === 'object' || type === 'array') {
      throw spec.fault(path, `"${name}" is an ${type}; a parameter must be a single text, number or boolean.`);
    }
    return { name, place, at: path };
  });
}

/** Schemas must end: a circle has no finite sample, no finite column and no finite check. */
function checkCircles(spec: SpecDocument): void {
  const components = isObject(spec.root['components']) ? spec.root['components'] : {};
  const schemas = isObject(components['schemas']) ? components['schemas'] : {};
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) {
      const circle = [...trail.slice(trail.indexOf(name)), name].join(' → ');
      throw spec.fault(['components', 'schemas', name], `the schemas ${circle} contain each other; break the circle.`);
    }
    if (done.has(name)) return;
    const schema = schemas[name];
    for (const ref of refsOf(schema)) visit(ref, [...trail, name]);
    done.add(name);
  };
  for (const name of Object.keys(schemas)) visit(name, []);
}

function refsOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(refsOf);
  if (!isObject(value)) return [];
  const ref = value['$ref'];
  const own = typeof ref === 'string' && ref.startsWith('#/components/schemas/') ? [ref.split('/')[3] ?? ''] : [];
  return [...own, ...Object.values(value).flatMap(refsOf)];
}
