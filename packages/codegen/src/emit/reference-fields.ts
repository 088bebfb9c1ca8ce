import type { FieldDoc, Shape } from '../model.ts';
import { cell, code, codeValue, table } from './markdown.ts';

/** Who documents a field or has an operation. */
export const SOURCES: Readonly<Record<FieldDoc['source'], string>> = { vendor: 'vendor', ours: 'self-hosted' };

/** Writes the table of fields, those inside others by their path: `data[].amount`. */
export function fieldTable(fields: readonly FieldDoc[]): string {
  const titles = ['field', 'type', 'required', 'unit', 'default', 'source', 'description', 'example'];
  return table(
    titles,
    fields.flatMap((field) => fieldRows(field, '')),
  );
}

function fieldRows(field: FieldDoc, above: string): string[][] {
  const path = `${above}${field.name}`;
  const inside = isList(field.shape) ? `${path}[].` : `${path}.`;
  const row = [
    code(path),
    typeText(field.shape),
    field.required ? 'yes' : 'no',
    cell(field.unit ?? ''),
    codeValue(field.shape.default),
    SOURCES[field.source],
    cell(field.description ?? ''),
    codeValue(field.example),
  ];
  return [row, ...(field.fields ?? []).flatMap((inner) => fieldRows(inner, inside))];
}

function isList(shape: Shape): boolean {
  return shape.type === 'array';
}

/** Says what a value may be, in words: `string (date-time) or null`. */
export function typeText(shape: Shape): string {
  const kinds = shape.anyOf?.map(typeText) ?? [plainType(shape)];
  return [...new Set([...kinds, ...(shape.nullable ? ['null'] : [])])].join(' or ');
}

function plainType(shape: Shape): string {
  if (shape.enum) return shape.enum.map((value) => codeValue(value)).join(', ');
  if (shape.type === 'array') return `list of ${shape.items ? typeText(shape.items) : 'any'}`;
  const limits = limitsOf(shape);
  const format = shape.format ? ` (${cell(shape.format)})` : '';
  return `${shape.type}${format}${limits === '' ? '' : `, ${limits}`}`;
}

function limitsOf(shape: Shape): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, multipleOf, pattern } = shape;
  const parts = [
    minimum === undefined ? '' : `≥ ${minimum}`,
    exclusiveMinimum === undefined ? '' : `&gt; ${exclusiveMinimum}`,
    maximum === undefined ? '' : `≤ ${maximum}`,
    exclusiveMaximum === undefined ? '' : `&lt; ${exclusiveMaximum}`,
    multipleOf === undefined ? '' : `in steps of ${multipleOf}`,
    minLength === undefined ? '' : `at least ${minLength} characters`,
    maxLength === undefined ? '' : `at most ${maxLength} characters`,
    pattern === undefined ? '' : `like ${code(pattern)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
