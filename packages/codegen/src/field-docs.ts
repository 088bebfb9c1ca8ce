import type { FieldDoc, Json, Shape } from './model.ts';
import { asObject, mergeAllOf } from './shapes.ts';
import { isObject, type JsonObject, type Path, type SpecDocument } from './spec-document.ts';

/** A schema and where it stands. */
interface Placed {
  readonly value: Json;
  readonly path: Path;
}

/**
 * Lists the fields of an object schema with what people need to know of each, down to the last.
 * @param shape The schema, read: what it leaves out is left out here too.
 * @param source Who documents a field that does not say it.
 */
export function readFieldDocs(
  spec: SpecDocument,
  schema: Json,
  at: Path,
  shape: Shape,
  source: 'vendor' | 'ours',
): FieldDoc[] {
  const holder = solid(spec, { value: schema, path: at });
  if (shape.type === 'array') {
    const items: Json = holder.value['items'] ?? {};
    return shape.items ? readFieldDocs(spec, items, [...holder.path, 'items'], shape.items, source) : [];
  }
  const properties = asObject(holder.value['properties']);
  return Object.entries(shape.fields ?? {}).map(([name, field]) => {
    const path: Path = [...holder.path, 'properties', name];
    const property = properties[name] ?? {};
    const own = spec.resolve(property, path);
    const doc = isObject(own.value) ? mergeAllOf(spec, own.value, own.path) : {};
    // The shape says which defaults count: those of a PUT do not.
    const { default: _, ...described } = describe(doc, source);
    const fallback = field.default === undefined ? {} : { default: field.default };
    const fields = readFieldDocs(spec, property, path, field, source);
    const required = (shape.required ?? []).includes(name);
    return { ...described, ...fallback, name, required, shape: field, ...(fields.length > 0 ? { fields } : {}) };
  });
}

/** The one object that a schema stands for: references, `allOf` and "or null" are seen through. */
function solid(spec: SpecDocument, schema: Placed): { value: JsonObject; path: Path } {
  const { value, path } = spec.resolve(schema.value, schema.path);
  const merged = isObject(value) ? mergeAllOf(spec, value, path) : {};
  for (const keyword of ['anyOf', 'oneOf']) {
    const members = merged[keyword];
    if (!Array.isArray(members)) continue;
    const real = members.flatMap((member, index) => (isNull(member) ? [] : [{ member, index }]));
    const [only] = real;
    if (only && real.length === 1) return solid(spec, { value: only.member, path: [...path, keyword, only.index] });
  }
  return { value: merged, path };
}

function isNull(schema: Json): boolean {
  return isObject(schema) && schema['type'] === 'null';
}

/** Reads description, unit, example, default and source of a property or a parameter. */
export function describe(
  doc: JsonObject,
  source: 'vendor' | 'ours',
): Pick<FieldDoc, 'description' | 'unit' | 'example' | 'default' | 'source' | 'deprecated'> {
  const own = doc['x-source'];
  return {
    ...(typeof doc['description'] === 'string' ? { description: doc['description'] } : {}),
    ...(typeof doc['x-unit'] === 'string' ? { unit: doc['x-unit'] } : {}),
    ...(doc['example'] === undefined ? {} : { example: doc['example'] }),
    ...(doc['default'] === undefined ? {} : { default: doc['default'] }),
    ...(doc['deprecated'] === true ? { deprecated: true } : {}),
    source: own === 'vendor' || own === 'ours' ? own : source,
  };
}
