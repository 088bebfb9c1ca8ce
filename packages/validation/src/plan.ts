import type { Shape } from './shape.ts';

/** What is worth knowing of an object's shape, worked out once. */
export interface Plan {
  readonly fields: readonly { readonly name: string; readonly shape: Shape; readonly required: boolean }[];
  readonly names: readonly string[];
  /** Required, but not described. */
  readonly bare: readonly string[];
  readonly open: boolean;
}

const plans = new WeakMap<Shape, Plan>();

/** Gives the plan of an object's shape. */
export function planOf(shape: Shape): Plan {
  let plan = plans.get(shape);
  if (plan === undefined) {
    const { fields = {}, required = [] } = shape;
    const names = Object.keys(fields);
    plan = {
      fields: Object.entries(fields).map(([name, field]) => ({
        name,
        shape: field,
        required: required.includes(name),
      })),
      names,
      bare: required.filter((name) => !Object.hasOwn(fields, name)),
      open: shape.open === true || shape.fields === undefined,
    };
    plans.set(shape, plan);
  }
  return plan;
}
