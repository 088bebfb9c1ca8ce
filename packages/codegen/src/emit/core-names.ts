import type { Model, Operation } from '../model.ts';
import { SpecError } from '../spec-document.ts';
import type { Surface } from './surface.ts';

/** Words that cannot name a function, and would surprise as the name of a resource. */
const KEYWORDS = new Set(
  'await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments'.split(
    ' ',
  ),
);

/** Members of every object; something with a `then` is taken for a promise. */
const OBJECT_MEMBERS = [
  'then',
  'constructor',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
];

/** Members that every client has. */
const CLIENT_MEMBERS = new Set(['id', 'baseUrl', 'request', ...OBJECT_MEMBERS]);

/** Names that the generated functions use for themselves; `create` would be checked by `createValidator`. */
const FUNCTION_NAMES = [
  'body',
  'client',
  'create',
  'createBareClient',
  'createClient',
  'id',
  'options',
  'paginate',
  'query',
  'queryPath',
  'rowPath',
  'selfHosted',
  'together',
  'validators',
];

/** Hey-api's own type; ours has the same name and another meaning. */
const DROPPED_TYPES = new Set(['ClientOptions']);

/**
 * Refuses names of the contract that the client needs for itself.
 * @throws SpecError with the name and the remedy.
 */
export function checkNames(model: Model, surface: Surface): void {
  const reserved = new Set([...surface.values, ...FUNCTION_NAMES, ...KEYWORDS]);
  const ids = new Set(operationsOf(model).map(({ id }) => id));
  const seen = new Set<string>();
  const members = new Set(OBJECT_MEMBERS);
  for (const { id, method } of operationsOf(model)) {
    if (reserved.has(id) || members.has(method)) {
      throw nameFault(model, id, `operationId "${id}" is a name of the SDK's own; give the operation another.`);
    }
    // Beside each function stand `<id>Operation` and `<id>Validator`.
    const stem = id.replace(/(Operation|Validator)$/, '');
    if (seen.has(id) || (stem !== id && ids.has(stem))) {
      const other = stem === id ? 'is used twice' : `stands for a part of "${stem}"`;
      throw nameFault(model, id, `operationId "${id}" ${other}; give the operation another.`);
    }
    seen.add(id);
  }
  for (const { name, path, property } of model.resources) {
    if (CLIENT_MEMBERS.has(property)) {
      throw nameFault(model, path, `"${name}" would be client.${property}, which exists already; rename the path.`);
    }
    if (KEYWORDS.has(property)) {
      throw nameFault(model, path, `"${name}" would be client.${property}, a word of the language; rename the path.`);
    }
  }
}

/**
 * Makes the error for a name of the contract, with its file and line.
 * @param owner operationId or path of a resource.
 */
export function nameFault(model: Model, owner: string, message: string): SpecError {
  const place = model.places[owner];
  return new SpecError(place === undefined ? message : `${place}: ${message}`);
}

/** Every operation of the contract. */
export function operationsOf(model: Model): Operation[] {
  return model.resources.flatMap(({ operations }) => operations);
}

/** The types of the contract as the entries export them: name in types.gen.ts → public name. */
export type PublicTypes = ReadonlyMap<string, string>;

/** Finds the public name of every type; one pass, since a contract may have thousands of them. */
export function publicTypes(model: Model, surface: Surface): PublicTypes {
  const generated = new Set(model.typeNames);
  const own = new Set([
    ...surface.values,
    ...surface.types,
    'RevenueClient',
    'Validator',
    ...model.resources.map(resourceType),
  ]);
  const wanted = model.typeNames.filter((name) => !DROPPED_TYPES.has(name));
  return new Map(wanted.map((name) => [name, publicName(name, own, generated)]));
}

/** Writes a type expression with public names. */
export function typeExpression(expression: string, names: PublicTypes): string {
  return mapTypes(expression, (name) => names.get(name) ?? name);
}

/** Lists the names in a type expression. */
export function namesIn(expression: string): string[] {
  const names: string[] = [];
  mapTypes(expression, (name) => {
    names.push(name);
    return name;
  });
  return names;
}

/** Replaces the names in a type expression; property names in quotes are no types. */
export function mapTypes(expression: string, rename: (name: string) => string): string {
  return expression.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*/g, (word) =>
    /^["']/.test(word) ? word : rename(word),
  );
}

/** Imports types of the contract under their public names. */
export function typeImports(names: readonly string[], known: PublicTypes): string {
  const unique = [...new Set(names)].sort();
  if (unique.length === 0) return '';
  const members = unique.map((name) => renamed(name, known.get(name) ?? name));
  return `import type { ${members.join(', ')} } from './types.gen.ts';\n`;
}

/** `Client as ClientSchema`, or `Invoice` where nothing has to be renamed. */
export function renamed(name: string, shown: string): string {
  return name === shown ? name : `${name} as ${shown}`;
}

// A schema named `Client` is legal; next to the SDK's own it is exported as `ClientSchema`.
function publicName(name: string, own: ReadonlySet<string>, generated: ReadonlySet<string>): string {
  let shown = name;
  while (own.has(shown) || (shown !== name && generated.has(shown))) shown += 'Schema';
  return shown;
}

/** Name of the interface of a resource: `InvoicesResource`. */
export function resourceType(resource: { readonly nounPlural: string }): string {
  return `${resource.nounPlural}Resource`;
}
