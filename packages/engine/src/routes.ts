import { invalid, Refusal } from './errors.ts';
import type { Manifest, OperationDefinition, ResourceDefinition } from './manifest.ts';

/** An operation of a resource. */
export interface Endpoint {
  readonly definition: ResourceDefinition;
  readonly operation: OperationDefinition;
}

/** What a request asks for. */
export interface Route {
  readonly endpoint: Endpoint;
  /** The path parameter, decoded; empty when the path has none. */
  readonly id: string;
}

interface Place {
  readonly segments: readonly string[];
  readonly endpoints: Map<string, Endpoint>;
}

/**
 * Makes the function that finds the operation of a request.
 *
 * It throws a Refusal: 404 `route_not_found`, 405 with `allow`, or 400 `invalid_id` for a broken path parameter.
 */
export function createRouter(manifest: Manifest): (method: string, path: string) => Route {
  const fixed = new Map<string, Place>();
  const open = new Map<string, Place>();
  for (const definition of manifest.resources) {
    for (const operation of definition.operations) {
      const places = operation.path.includes('{') ? open : fixed;
      const shape = operation.path.replace(/\{[^}]*\}/g, '{}');
      const place = places.get(shape) ?? { segments: shape.split('/'), endpoints: new Map() };
      places.set(shape, place);
      place.endpoints.set(operation.method, { definition, operation });
    }
  }
  const patterns = [...open.values()];
  return (method, path) => {
    const segments = path.split('/');
    const place = fixed.get(path) ?? patterns.find((pattern) => fits(pattern.segments, segments));
    if (!place) throw new Refusal(404, { code: 'route_not_found', message: 'Nothing is served at this path.' });
    const endpoint = place.endpoints.get(method);
    if (!endpoint) throw notAllowed([...place.endpoints.keys()].sort());
    const at = place.segments.indexOf('{}');
    return { endpoint, id: at < 0 ? '' : decode(segments[at] ?? '', endpoint.definition.key) };
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
