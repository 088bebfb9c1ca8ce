import { invalid, refuseIssues } from './errors.ts';

/** Path and query of a request target, both still encoded. */
export interface Target {
  readonly path: string;
  readonly query: string;
}

/** Splits a request target; the absolute form, which proxies send, loses its origin. */
export function splitTarget(target: string): Target {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = local.indexOf('?');
  return mark < 0 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) };
}

/**
 * Decodes a query string: `+` is a blank.
 *
 * @throws Refusal 400 `invalid_query` for bad percent-encoding, `duplicate_parameter` for a repetition.
 */
export function parseQuery(query: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (values.has(name)) {
      throw invalid('duplicate_parameter', `The query parameter ${name} appears twice. Send it once.`, name);
    }
    values.set(name, equals < 0 ? '' : decode(part.slice(equals + 1)));
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalid('invalid_query', 'The query is not valid percent-encoded UTF-8. Encode each name and value.');
  }
}

/** Refuses every query parameter but one. */
export function refuseParameters(query: ReadonlyMap<string, string>, allowed: string | undefined): void {
  const unknown = [...query.keys()].filter((name) => name !== allowed);
  const hint = allowed === undefined ? 'This operation takes none.' : `Did you mean ${allowed}?`;
  refuseIssues(
    unknown.map((name) => ({
      param: name,
      code: 'unknown_field',
      message: `${name} is not a query parameter. ${hint}`,
    })),
  );
}
