import type { Model, Resource } from '../model.ts';
import { describe, ownTypeImports, signature } from './core-functions.ts';
import { operationsOf, resourceType, typeImports } from './core-names.ts';
import type { Surface } from './surface.ts';
import { docComment, header } from './text.ts';

/** Writes the client with its resources. */
export function resourcesFile(model: Model, surface: Surface): string {
  const operations = operationsOf(model);
  const functions = operations.map(({ id }) => id).sort();
  const bare = `import { type Client, createClient as createBareClient } from '../client.ts';\n`;
  const imported = operations.flatMap(({ types }) => types.imports);
  return `${header()}${ownTypeImports(operations, [bare], ['ClientOptions'])}${
    functions.length > 0 ? `import { ${functions.join(', ')} } from './functions.gen.ts';\n` : ''
  }${typeImports(imported, model, surface)}${model.resources.map((resource) => interfaceText(resource, model, surface)).join('')}
/** A client with the resources of the contract. */
export interface RevenueClient extends Client {
${model.resources.map((resource) => `  readonly ${resource.property}: ${resourceType(resource)};\n`).join('')}}

/**
 * Makes a client with its resources.
 *
 * @throws RevenueError when an option is wrong, no key is found, or a browser would hold it.
 */
export function createClient(options: ClientOptions = {}): RevenueClient {
  const client = createBareClient(options);
  return {
    ...client,
${model.resources.map((resource) => objectText(resource, model, surface)).join('')}  };
}
`;
}

function interfaceText(resource: Resource, model: Model, surface: Surface): string {
  const methods = resource.operations.map((operation) => {
    const { parameters, result } = signature(operation, model, surface);
    const list = parameters.map(({ declaration }) => declaration).join(', ');
    return `${docComment(describe(operation), '  ')}  ${operation.method}(${list}): ${result};\n`;
  });
  return `
/** Operations on \`${resource.path}\`. */
export interface ${resourceType(resource)} {
${methods.join('')}}
`;
}

function objectText(resource: Resource, model: Model, surface: Surface): string {
  const methods = resource.operations.map((operation) => {
    const names = signature(operation, model, surface)
      .parameters.map(({ name }) => name)
      .join(', ');
    return `      ${operation.method}: (${names}) => ${operation.id}(client, ${names}),\n`;
  });
  return `    ${resource.property}: {\n${methods.join('')}    },\n`;
}
