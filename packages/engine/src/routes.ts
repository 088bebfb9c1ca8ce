import { invalid, Refusal } from './errors.ts';
import type { BuiltinDefinition, Manifest, OperationDefinition, ResourceDefinition } from './manifest.ts';

/** An operation of a resource. */
export interface Endpoint {
  readonly definition: ResourceDefinition;
  readonly operation: OperationDefinition;
}

/** What a request asks for. */
export interface Route {
  readonly operation: OperationDefinition | BuiltinDefinition;
  /** The path parameter, decoded; empty when the path has none. */
  readonly id: string;
}

interface Place {
  readonly segments: readonly string[];
  /** By method. */
  readonly served: Map<string, Served>;
}

interface Served {
  readonly operation: Route['operation'];
  /** What the path parameter is called. */
  readonly parameter: string;
}

/**
 * Makes the function that finds the operation of a request.
 *
 * It throws a Refusal: 404 `route_not_found`, 405 with `allow`, or 400 `invalid_id` for a broken path parameter.
 */
export function createRouter(manifest: Manifest): (method: string, path: string) => Route {
  const fixed = new Map<string, Place>();
  const open = new Map<string, Place>();
  const serve = (operation: Route['operation'], parameter: string): void => {
    const places = operation.path.includes('{') ? open : fixed;
    const shape = operation.path.replace(/\{[^}]*\}/g, '{}');
    const place = places.get(shape) ?? { segments: shape.split('/'), served: new Map() };
    places.set(shape, place);
    place.served.set(operation.method, { operation, parameter });
  };
  for (const { operations, key } of manifest.resources) for (const operation of operations) serve(operation, key);
  for (const operation of manifest.builtins) serve(operation, '');
  const patterns = [...open.values()];
  return (method, path) => {
    const segments = path.split('/');
    const place = fixed.get(path) ?? patterns.find((pattern) => fits(pattern.segments, segments));
    if (!place) throw new Refusal(404, { code: 'route_not_found', message: 'Nothing is served at this path.' });
    const served = place.served.get(method);
    if (!served) throw notAllowed([...place.served.keys()].sort());
    const { operation, parameter } = served;
    const at = place.segments.indexOf('{}');
    return { operation, id: at < 0 ? '' : decode(segments[at] ?? '', parameter) };
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part === '{}' ? segments[index] !== '' : part === segments[index]))
  );
}

function notAllowed(methods: readonly string[]): Refusal {
  const allow = methods.join(', ');
  return new Refusal(405, { code: 'method_not_allowed', message: `This path allows ${allow}.` }, { allow });
}

function decode(segment: string, key: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid('invalid_id', `${key} in the path is not valid percent-encoded UTF-8. Encode it.`, key);
  }
}
