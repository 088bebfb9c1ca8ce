import type { Model, Shape } from '../model.ts';
import { namesIn, type PublicTypes, typeExpression, typeImports } from './core-names.ts';
import { header, literal, propertyKey } from './text.ts';

/** Writes one validator per body, and all of them together. */
export function validatorsFile(model: Model, types: PublicTypes): string {
  const writes = writesOf(model);
  const names = new Set(writes.flatMap(({ body }) => namesIn(body)));
  const used = model.typeNames.filter((name) => names.has(name));
  const type = (body: string): string => `Validator<${typeExpression(body, types)}>`;
  return `${header()}import type { BodyCheck } from '../options.ts';
import { createValidator, together, type Validator } from '../validator.ts';
${typeImports(used, types)}
export type { StandardIssue, StandardResult, ValidationIssue, Validator } from '../validator.ts';
${writes
  .map(
    ({ id, body, parameters }) => `
/** Checks the body of \`${id}\`. */
export const ${id}Validator: ${type(body)} = /*#__PURE__*/ createValidator(
${parameters.map((parameter) => `  ${parameter},\n`).join('')});
`,
  )
  .join('')}
/** A validator for the body of every write, by operation; the whole is for the client option \`validate\`. */
export const validators: {
${writes.map(({ id, body }) => `  readonly ${id}: ${type(body)};\n`).join('')}} & BodyCheck = /*#__PURE__*/ together({
${writes.map(({ id }) => `  ${id}: ${id}Validator,\n`).join('')}});
`;
}

interface Write {
  readonly id: string;
  readonly body: string;
  /** Arguments of `createValidator`, as text. */
  readonly parameters: readonly string[];
}

function writesOf(model: Model): Write[] {
  return model.resources.flatMap((resource) =>
    resource.operations.flatMap(({ id, kind, bodyShape, types }) => {
      if (!bodyShape || types.body === undefined) return [];
      // A rule is checked where both of its fields may be sent.
      const known = bodyShape.fields ?? {};
      const rules = resource.rules.filter(
        ({ field, other }) => Object.hasOwn(known, field) && Object.hasOwn(known, other),
      );
      const parameters = [
        inline(withoutRules(bodyShape)),
        literal(kind),
        ...(rules.length > 0 ? [inline(rules.map(({ field, other, code }) => ({ field, other, code })))] : []),
      ];
      return [{ id, body: types.body, parameters }];
    }),
  );
}

/** The rules of a resource stand beside its shape, not in it. */
function withoutRules({ notBefore: _, items, fields, anyOf, ...rest }: Shape): unknown {
  return {
    ...rest,
    items: items && withoutRules(items),
    fields: fields && Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, withoutRules(field)])),
    anyOf: anyOf?.map(withoutRules),
  };
}

/** Writes data on one line; undefined members are left out. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return literal(value as string | number | boolean | null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${memberKey(name)}: ${inline(member)}`).join(', ')} }`;
}

/** A plain `__proto__: …` in a literal would set the prototype. */
function memberKey(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : propertyKey(name);
}
