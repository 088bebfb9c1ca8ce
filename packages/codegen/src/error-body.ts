import { readFieldDocs } from './field-docs.ts';
import type { FieldDoc } from './model.ts';
import { jsonContent, type RawResource } from './operations.ts';
import { readShape } from './shapes.ts';
import { isObject, type SpecDocument } from './spec-document.ts';

/** The fields of the body that failures have: those of the first one that the contract describes. */
export function readErrorBody(spec: SpecDocument, resources: readonly RawResource[]): FieldDoc[] {
  for (const { value, at } of resources.flatMap(({ operations }) => operations)) {
    const responses = isObject(value['responses']) ? value['responses'] : {};
    for (const status of Object.keys(responses).filter((name) => /^[45]/.test(name))) {
      const answer = spec.resolve(responses[status] ?? {}, [...at, 'responses', status]);
      const schema = jsonContent(answer.value, answer.path);
      if (!schema) continue;
      const shape = readShape(spec, schema.value, schema.path, { defaults: false });
      return readFieldDocs(spec, schema.value, schema.path, shape, 'ours');
    }
  }
  return [];
}
