import type { Json } from '../model.ts';
import { isObject, type JsonObject } from '../spec-document.ts';
import type { RedoclyChange } from './redocly.ts';

/** Where a change of redocly's belongs. */
export interface Place {
  /** operationId, when it stands in an operation. */
  readonly operation?: string;
  /** The place as changes name it: `createInvoice.body.amount`. */
  readonly where: string;
  /** The place for people: `amount`, the body. */
  readonly label: string;
}

/** Tells the operation and the field that a pointer of redocly's means. */
export function locate(entry: RedoclyChange, base: JsonObject, next: JsonObject): Place {
  const document = entry.revision ? next : base;
  const parts = segments(entry.path);
  const [top, route, method, ...rest] = parts;
  if (parts[1] === 'securitySchemes') return { where: 'security', label: 'the key' };
  const operation = top === 'paths' && route && method ? at(document, ['paths', route, method]) : undefined;
  const id = isObject(operation) && typeof operation['operationId'] === 'string' ? operation['operationId'] : undefined;
  if (id === undefined) return { where: parts.join('.'), label: `\`${parts.join('.')}\`` };
  return { operation: id, ...inside(id, rest, entry, document) };
}

function inside(id: string, rest: readonly string[], entry: RedoclyChange, document: JsonObject): Place {
  const field = fieldOf(rest);
  const dotted = field === '' ? '' : `.${field}`;
  switch (rest[0]) {
    case 'requestBody':
      return { where: `${id}.body${dotted}`, label: field === '' ? 'the body' : `\`${field}\`` };
    case 'responses':
      return answerPlace(id, rest, field, entry);
    case 'security':
      return { where: `${id}.security`, label: 'its security' };
    case 'parameters': {
      const found = findParameter(entry, document);
      const name = String(found?.['name'] ?? rest[1]);
      return { where: `${id}.${found?.['in'] ?? 'query'}.${name}${dotted}`, label: `\`${name}\`` };
    }
    default: {
      const extension = entry.property?.startsWith('x-') ? [entry.property] : [];
      return {
        where: [id, ...rest, ...extension].join('.'),
        label: rest.length > 0 ? `\`${rest.join('.')}\`` : 'the operation',
      };
    }
  }
}

function answerPlace(id: string, rest: readonly string[], field: string, { typeName, kind }: RedoclyChange): Place {
  const status = rest[1] ?? '';
  const ok = status.startsWith('2');
  const whole = ok ? 'the answer' : `the answer ${status}`;
  if (typeName === 'Response' && kind !== 'modified') return { where: `${id}.responses.${status}`, label: whole };
  const role = ok ? 'answer' : 'error';
  if (rest[2] === 'headers') {
    return { where: [id, role, 'headers', ...rest.slice(3, 4)].join('.'), label: `the headers of ${whole}` };
  }
  if (field === '') return { where: `${id}.${role}`, label: whole };
  return { where: `${id}.${role}.${field}`, label: `\`${field}\`` };
}

/** The dotted field that the tail of a pointer means: `data[].due_date`. */
function fieldOf(parts: readonly string[]): string {
  const start = parts.indexOf('schema');
  let field = '';
  for (let index = start + 1; start >= 0 && index < parts.length; index++) {
    const name = parts[index + 1];
    if (parts[index] === 'properties' && name !== undefined) {
      field += field === '' ? name : `.${name}`;
      index++;
    } else if (parts[index] === 'items') field += '[]';
  }
  return field;
}

/** Redocly counts parameters in the old or in the new list; the pointers say which. */
function findParameter({ path, base, revision }: RedoclyChange, document: JsonObject): JsonObject | undefined {
  for (const pointer of [path, revision?.pointer, base?.pointer]) {
    const [top, route, method, list, index] = segments(pointer ?? '');
    if (top !== 'paths' || list !== 'parameters' || !route || !method || index === undefined) continue;
    const parameter = at(document, ['paths', route, method, list, index]);
    if (isObject(parameter)) return parameter;
  }
  return undefined;
}

function segments(pointer: string): string[] {
  return pointer
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(value: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((current, name) => {
    if (Array.isArray(current)) return current[Number(name)];
    return isObject(current) ? current[name] : undefined;
  }, value);
}
