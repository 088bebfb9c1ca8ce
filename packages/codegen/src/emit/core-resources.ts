import type { Model, Resource } from '../model.ts';
import { describe, ownTypeImports, signature } from './core-functions.ts';
import { operationsOf, type PublicTypes, resourceType, typeImports } from './core-names.ts';
import { docComment, header } from './text.ts';

/** Writes the client with its resources. */
export function resourcesFile(model: Model, names: PublicTypes): string {
  const operations = operationsOf(model);
  const functions = operations.map(({ id }) => id).sort();
  const bare = `import { type Client, createClient as createBareClient } from '../client.ts';\n`;
  const imported = operations.flatMap(({ types }) => types.imports);
  return `${header()}${ownTypeImports(operations, [bare], ['ClientOptions'])}${
    functions.length > 0 ? `import { ${functions.join(', ')} } from './functions.gen.ts';\n` : ''
  }${typeImports(imported, names)}${model.resources.map((resource) => interfaceText(resource, names)).join('')}
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
${model.resources.map((resource) => objectText(resource, names)).join('')}  };
}
`;
}

function interfaceText(resource: Resource, names: PublicTypes): string {
  const methods = resource.operations.map((operation) => {
    const { parameters, result } = signature(operation, names);
    const list = parameters.map(({ declaration }) => declaration).join(', ');
    return `${docComment(describe(operation), '  ')}  ${operation.method}(${list}): ${result};\n`;
  });
  return `
/** Operations on \`${resource.path}\`. */
export interface ${resourceType(resource)} {
${methods.join('')}}
`;
}

function objectText(resource: Resource, names: PublicTypes): string {
  const methods = resource.operations.map((operation) => {
    const passed = signature(operation, names)
      .parameters.map(({ name }) => name)
      .join(', ');
    return `      ${operation.method}: (${passed}) => ${operation.id}(client, ${passed}),\n`;
  });
  return `    ${resource.property}: {\n${methods.join('')}    },\n`;
}
