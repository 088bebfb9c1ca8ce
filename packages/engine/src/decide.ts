import { check, notBeforeIssue } from '@thrivestack-revenue/validation';
import { sameValue } from './canonical.ts';
import { contentOf } from './errors.ts';
import type { JsonObject, ResourceDefinition, Shape, StoredFieldDefinition } from './manifest.ts';
import type { ErrorContent, ErrorDetail, StoredRow, WriteCommand } from './store/port.ts';

/** What a write does to its row. */
export type Decision =
  | { readonly kind: 'put'; readonly row: StoredRow }
  | { readonly kind: 'delete' }
  /** Nothing is to be written; `replayed`: the row is what an earlier create made it. */
  | { readonly kind: 'unchanged'; readonly replayed: boolean }
  | { readonly kind: 'refuse'; readonly status: 400 | 404; readonly error: ErrorContent };

/** Decides what a write does, from the stored row alone. */
export function decide(definition: ResourceDefinition, row: StoredRow | undefined, command: WriteCommand): Decision {
  if (command.kind === 'create') return row ? repeat(definition, row, command) : create(command);
  if (!row) return { kind: 'refuse', status: 404, error: notFound(definition) };
  return command.kind === 'delete' ? { kind: 'delete' } : update(definition, row, command);
}

/** Makes the content of a 404: the same for what never was and for what belongs to somebody else. */
export function notFound({ singular, key }: ResourceDefinition): ErrorContent {
  const thing = singular.replaceAll('_', ' ');
  return { code: `${singular}_not_found`, message: `No ${thing} has this ${key}.`, param: key };
}

function create({ id, fields, at }: WriteCommand): Decision {
  return { kind: 'put', row: { id, document: withoutNulls(fields), createdAt: at, updatedAt: at } };
}

/** A create of an id that exists: a repetition if it says the same, a conflict otherwise. */
function repeat(definition: ResourceDefinition, row: StoredRow, { fields }: WriteCommand): Decision {
  const differing = sayable(definition, row, fields).filter((name) => !sameValue(fields[name], row.document[name]));
  if (differing.length === 0) return { kind: 'unchanged', replayed: true };
  const { alreadyExistsCode: code, key, singular } = definition;
  const thing = singular.replaceAll('_', ' ');
  const error: ErrorContent = {
    code,
    message: `Another ${thing} has this ${key}, with other content. Update it, or choose another ${key}.`,
    param: key,
    details: differing.map((param) => ({ param, code, message: `${param} differs from what is stored.` })),
  };
  return { kind: 'refuse', status: 400, error };
}

/** Names of the fields that a create can state: an update may have set others since. */
function sayable(definition: ResourceDefinition, row: StoredRow, fields: JsonObject): string[] {
  const body = definition.operations.find(({ kind }) => kind === 'create')?.body;
  const stored = Object.keys(row.document).filter((name) => body?.open || Object.hasOwn(body?.fields ?? {}, name));
  return [...new Set([...Object.keys(fields), ...stored])];
}

function update(definition: ResourceDefinition, row: StoredRow, command: WriteCommand): Decision {
  const changed = Object.keys(command.fields).filter((name) => !sameValue(command.fields[name], row.document[name]));
  const fixed = definition.fields.filter(({ name, immutable }) => immutable && changed.includes(name));
  const document = withoutNulls({ ...row.document, ...command.fields });
  const [first, ...others] = [
    ...fixed.map(({ name }) => immutableIssue(name)),
    ...moneyIssues(definition, document, command),
    ...ruleIssues(definition, document, command),
  ];
  if (first) return { kind: 'refuse', status: 400, error: contentOf([first, ...others]) };
  if (changed.length === 0) return { kind: 'unchanged', replayed: false };
  return { kind: 'put', row: { ...row, document, updatedAt: command.at } };
}

function immutableIssue(param: string): ErrorDetail {
  return {
    param,
    code: 'immutable_field',
    message: `${param} cannot be changed. Leave it out, or send what is stored.`,
  };
}

/** Checks money again once its currency is known from the row, and all of it when the currency changes. */
function moneyIssues(definition: ResourceDefinition, document: JsonObject, command: WriteCommand): ErrorDetail[] {
  const touched = new Set(Object.keys(command.fields));
  const fields: Record<string, Shape> = {};
  const value: JsonObject = {};
  const take = (field: StoredFieldDefinition | undefined): void => {
    const stored = field && document[field.name];
    if (!field || stored === undefined) return;
    fields[field.name] = field.shape;
    value[field.name] = stored;
  };
  for (const field of definition.fields) {
    const currencies = currencyFields(field.shape);
    if (currencies.length === 0 || ![field.name, ...currencies].some((name) => touched.has(name))) continue;
    take(field);
    for (const name of currencies) take(definition.fields.find((other) => other.name === name));
  }
  if (Object.keys(value).length === 0) return [];
  const texts = command.numberTexts ?? {};
  return check({ type: 'object', fields }, value, {
    mode: 'any',
    numberText: (path) => (Object.hasOwn(texts, path) ? texts[path] : undefined),
  }).issues;
}

/** Names of the currency fields that the money in a shape refers to, at any depth. */
function currencyFields(shape: Shape): string[] {
  const inner = [...Object.values(shape.fields ?? {}), ...(shape.items ? [shape.items] : []), ...(shape.anyOf ?? [])];
  return [...(shape.currencyField === undefined ? [] : [shape.currencyField]), ...inner.flatMap(currencyFields)];
}

function ruleIssues(definition: ResourceDefinition, document: JsonObject, command: WriteCommand): ErrorDetail[] {
  return definition.rules
    .filter(({ field, other }) => Object.hasOwn(command.fields, field) || Object.hasOwn(command.fields, other))
    .flatMap((rule) => notBeforeIssue(rule, document) ?? []);
}

function withoutNulls(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
