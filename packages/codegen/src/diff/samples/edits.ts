import { type Document, isMap, isSeq, parseDocument, type YAMLMap, YAMLSeq } from 'yaml';
import type { Json } from '../../model.ts';

/** A small change of a contract's text. */
export type Edit = (text: string) => string;

type Place = readonly (string | number)[];

/** The operations of the contract's first resource. */
export const LIST: Place = ['paths', '/revenue/invoices', 'get'];
export const CREATE: Place = ['paths', '/revenue/invoices', 'post'];
export const UPDATE: Place = ['paths', '/revenue/invoices', 'put'];
export const DELETE: Place = ['paths', '/revenue/invoices', 'delete'];

/** The place of a component schema, or of one of its fields: `schema('Invoice', 'amount', 'type')`. */
export function schema(name: string, field?: string, ...rest: string[]): Place {
  const component = ['components', 'schemas', name];
  return field === undefined ? component : [...component, 'properties', field, ...rest];
}

/** Joins edits. */
export function all(...edits: readonly Edit[]): Edit {
  return (text) => edits.reduce((current, edit) => edit(current), text);
}

/** Puts a value at a place. */
export function put(place: Place, value: Json): Edit {
  return edited((document) => document.setIn(place, document.createNode(value)));
}

/** Removes what is at a place. */
export function drop(place: Place): Edit {
  return edited((document) => {
    if (!document.deleteIn(place)) throw new Error(`nothing to remove at ${place.join(' ')}`);
  });
}

/** Puts an operation, a schema or a field under another name, in its place. */
export function rename(place: Place, name: string): Edit {
  return edited((document) => {
    const parent = document.getIn(place.slice(0, -1));
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === place.at(-1)) : undefined;
    if (!pair) throw new Error(`nothing to rename at ${place.join(' ')}`);
    pair.key = document.createNode(name);
  });
}

/** Changes a query parameter of the list. */
export function parameter(name: string, place: Place, value: Json): Edit {
  return edited((document) => findParameter(document, name).setIn(place, document.createNode(value)));
}

/** Removes something of a query parameter of the list, or all of it. */
export function dropParameter(name: string, place: Place = []): Edit {
  return edited((document) => {
    const found = findParameter(document, name);
    if (place.length > 0) found.deleteIn(place);
    else parameters(document).delete(parameters(document).items.indexOf(found));
  });
}

/** Adds a query parameter to the list. */
export function addParameter(value: Json): Edit {
  return edited((document) => parameters(document).add(document.createNode(value)));
}

/** Turns the order of a list or of a map around. */
export function reverse(place: Place): Edit {
  return edited((document) => {
    const node = document.getIn(place);
    if (!isSeq(node) && !isMap(node)) throw new Error(`nothing to turn around at ${place.join(' ')}`);
    node.items.reverse();
  });
}

/** Changes the required fields of a schema. */
export function required(name: string, change: (fields: readonly string[]) => string[]): Edit {
  const place = [...schema(name), 'required'];
  return edited((document) => {
    const node = document.getIn(place);
    const fields = isSeq(node) ? (node.toJSON() as string[]) : [];
    document.setIn(place, document.createNode(change(fields)));
  });
}

/** Renames a component schema, and what refers to it. */
export function renameSchema(name: string, to: string): Edit {
  return all(rename(schema(name), to), replace(`"#/components/schemas/${name}"`, `"#/components/schemas/${to}"`));
}

/** Replaces text, which has to be there. */
export function replace(from: string | RegExp, to: string): Edit {
  return (text) => {
    const after = text.replaceAll(from, to);
    if (after === text) throw new Error(`nothing to replace: ${from}`);
    return after;
  };
}

/** Writes a copy of what one place holds at another. */
export function copy(from: Place, to: Place): Edit {
  return edited((document) => {
    const root = document.toJS() as Json;
    const value = from.reduce<Json | undefined>((at, key) => (at as Record<string, Json> | undefined)?.[key], root);
    if (value === undefined) throw new Error(`nothing to copy at ${from.join(' ')}`);
    document.setIn(to, document.createNode(value, { aliasDuplicateObjects: false }));
  });
}

function edited(change: (document: Document) => void): Edit {
  return (text) => {
    const document = parseDocument(text);
    change(document);
    return String(document);
  };
}

function parameters(document: Document): YAMLSeq {
  const node = document.getIn([...LIST, 'parameters']);
  if (!(node instanceof YAMLSeq)) throw new Error('the list has no parameters');
  return node;
}

function findParameter(document: Document, name: string): YAMLMap {
  const found = parameters(document).items.find((item) => isMap(item) && item.get('name') === name);
  if (!isMap(found)) throw new Error(`no parameter ${name}`);
  return found;
}
