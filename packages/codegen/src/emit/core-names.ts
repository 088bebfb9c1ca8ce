import type { Model, Operation } from '../model.ts';
import { SpecError } from '../spec-document.ts';
import type { Surface } from './surface.ts';

/** Words that cannot name a function. */
const KEYWORDS = new Set(
  'await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments'.split(
    ' ',
  ),
);

/** Members that every client has. */
const CLIENT_MEMBERS = new Set(['id', 'baseUrl', 'request', 'then']);

/** Hey-api's own type; ours has the same name and another meaning. */
const DROPPED_TYPES = new Set(['ClientOptions']);

/**
 * Refuses names of the contract that the client needs for itself.
 * @throws SpecError with the name and the remedy.
 */
export function checkNames(model: Model, surface: Surface): void {
  const reserved = new Set([
    ...surface.values,
    'createClient',
    'paginate',
    'queryPath',
    'rowPath',
    'client',
    'options',
    'validators',
  ]);
  const seen = new Set<string>();
  for (const { id } of operationsOf(model)) {
    if (reserved.has(id) || KEYWORDS.has(id)) {
      throw new SpecError(`operationId "${id}" is a name of the SDK's own; give the operation another operationId.`);
    }
    if (seen.has(id)) throw new SpecError(`operationId "${id}" is used twice; give one of them another.`);
    seen.add(id);
  }
  for (const { name, property } of model.resources) {
    if (CLIENT_MEMBERS.has(property)) {
      throw new SpecError(`the resource "${name}" would be client.${property}, which exists already; rename its path.`);
    }
  }
}

/** Every operation of the contract. */
export function operationsOf(model: Model): Operation[] {
  return model.resources.flatMap(({ operations }) => operations);
}

/** The types of the contract as the entries export them: [name in types.gen.ts, public name]. */
export function publicTypes(model: Model, surface: Surface): [string, string][] {
  return model.typeNames
    .filter((name) => !DROPPED_TYPES.has(name))
    .map((name) => [name, publicName(name, model, surface)]);
}

/** Writes a type expression with public names. */
export function typeExpression(expression: string, model: Model, surface: Surface): string {
  const names = new Map(publicTypes(model, surface));
  return expression.replace(/(?<!['"\w$])[A-Za-z_$][\w$]*/g, (name) => names.get(name) ?? name);
}

/** Imports types of the contract under their public names. */
export function typeImports(names: readonly string[], model: Model, surface: Surface): string {
  const known = new Map(publicTypes(model, surface));
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
function publicName(name: string, model: Model, surface: Surface): string {
  const own = new Set([
    ...surface.values,
    ...surface.types,
    'RevenueClient',
    'Validator',
    ...model.resources.map(resourceType),
  ]);
  let shown = name;
  while (own.has(shown) || (shown !== name && model.typeNames.includes(shown))) shown += 'Schema';
  return shown;
}

/** Name of the interface of a resource: `InvoicesResource`. */
export function resourceType(resource: { readonly nounPlural: string }): string {
  return `${resource.nounPlural}Resource`;
}
