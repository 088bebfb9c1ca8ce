import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, definePluginConfig } from '@hey-api/openapi-ts';
import { header } from './emit/text.ts';
import { enrich, referred } from './enrich.ts';
import type { RawResource } from './operations.ts';
import { isObject, type JsonObject, type SpecDocument } from './spec-document.ts';

/** What the TypeScript generator made: the source text and the names in it. */
export interface TypeScriptTypes {
  readonly source: string;
  /** Every exported name, sorted. */
  readonly names: readonly string[];
  /** The type names of an operation. */
  operation(id: string): { readonly data: string; readonly response: string };
  /** The type name of a component schema. */
  schema(name: string): string;
}

/** Generates the types of the contract; names come from the generator's own symbols. */
export async function generateTypes(spec: SpecDocument, resources: readonly RawResource[]): Promise<TypeScriptTypes> {
  const folder = mkdtempSync(join(tmpdir(), 'revenue-types-'));
  const symbols = new Map<string, { readonly finalName?: string }>();
  const collect = definePluginConfig({
    name: 'thrivestack-revenue-names',
    dependencies: ['@hey-api/typescript'],
    config: {},
    handler: ({ plugin }: { plugin: SymbolSource }) => {
      plugin.forEach('operation', ({ operation }) => {
        for (const role of ['data', 'response']) {
          const symbol = plugin.querySymbol({
            category: 'type',
            resource: 'operation',
            resourceId: operation.id,
            role,
          });
          if (symbol) symbols.set(`${role} ${operation.id}`, symbol);
        }
      });
      plugin.forEach('schema', ({ pointer, name }) => {
        const symbol = plugin.querySymbol({ category: 'type', resource: 'definition', resourceId: pointer });
        if (symbol) symbols.set(`schema ${name}`, symbol);
      });
    },
    // The generator's own plugin type lists its built-in plugins by name; ours is an addition to it.
  } as never) as unknown as () => never;
  try {
    await createClient({
      input: prepare(spec, resources) as never,
      output: { path: folder, entryFile: false },
      plugins: ['@hey-api/typescript', collect()],
      logs: { level: 'silent' },
    });
    const text = readFileSync(join(folder, 'types.gen.ts'), 'utf8');
    const source = header() + documented(text.replace(/^\/\/ This file is auto-generated.*\n+/, ''));
    const names = [...source.matchAll(/^export (?:type|interface|const|enum) (\w+)/gm)].map((match) => match[1] ?? '');
    // Names are final only now: the generator renames colliding symbols when it writes.
    const nameOf = (key: string): string => {
      const name = symbols.get(key)?.finalName;
      if (name === undefined) throw new Error(`the type generator made no type for ${key}`);
      return name;
    };
    return {
      source,
      names: [...new Set(names)].sort(),
      operation: (id) => ({ data: nameOf(`data ${id}`), response: nameOf(`response ${id}`) }),
      schema: (name) => nameOf(`schema ${name}`),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const ABOUT: Readonly<Record<string, string>> = {
  Data: 'What `%` takes: body, path and query.',
  Errors: 'The bodies of the failures of `%`, by status.',
  Error: 'The body of any failure of `%`.',
  Responses: 'The bodies of the successes of `%`, by status.',
  Response: 'The body of a success of `%`.',
};

/** Gives the types that the type generator makes for an operation the sentence that it leaves out. */
function documented(source: string): string {
  return source.replace(
    /(?<!\*\/\n)^export type (\w)(\w*?)(Data|Errors?|Responses?) = /gm,
    (line, first, rest, role) => {
      const about = ABOUT[role as string]?.replace('%', `${(first as string).toLowerCase()}${rest}`);
      return `/** ${about} */\n${line}`;
    },
  );
}

/** The part of the generator's plugin instance that is used here. */
interface SymbolSource {
  forEach(kind: 'operation', visit: (event: { operation: { id: string } }) => void): void;
  forEach(kind: 'schema', visit: (event: { pointer: string; name: string }) => void): void;
  querySymbol(meta: Record<string, string>): { readonly finalName?: string } | undefined;
}

/** A copy of the contract with every operationId filled in, and with units and sources in the descriptions. */
function prepare(spec: SpecDocument, resources: readonly RawResource[]): JsonObject {
  const copy = structuredClone(spec.root);
  const paths = copy['paths'];
  for (const operation of resources.flatMap((resource) => resource.operations)) {
    const item = isObject(paths) ? paths[operation.path] : undefined;
    const value = isObject(item) ? item[operation.httpMethod.toLowerCase()] : undefined;
    if (!isObject(value)) continue;
    value['operationId'] = operation.id;
    // Whether the contract says so or not: no write is without a body.
    const body = isObject(value['requestBody']) ? referred(copy, value['requestBody']) : undefined;
    if (isObject(body)) body['required'] = true;
  }
  enrich(copy);
  return copy;
}
