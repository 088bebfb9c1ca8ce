import { checkValue } from '../src/check.ts';
import type { Mode, Shape } from '../src/shape.ts';

/** A body with every kind of field that rules look at. */
export const body: Shape = {
  type: 'object',
  required: ['id', 'name', 'at', 'price'],
  fields: {
    id: { type: 'string', kind: 'id' },
    name: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
    until: { type: 'string', format: 'date-time', nullable: true },
    price: { type: 'number', currencyField: 'unit' },
    unit: { type: 'string', kind: 'currency', default: 'USD' },
    note: { type: 'string' },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['cost'],
        fields: { cost: { type: 'number', currencyField: 'unit' }, count: { type: 'integer', default: 1, minimum: 1 } },
      },
    },
  },
};

/** The least that is good. */
export const good = { id: 'a', name: 'n', at: '2024-01-15T00:00:00Z', price: 1.5 };

/** One field may not be before another. */
export const rules = [{ field: 'until', other: 'at', code: 'until_before_at' }];

/** Returns the codes of what is wrong with a value. */
export function codes(shape: Shape, value: unknown, mode: Mode = 'any'): string[] {
  return checkValue(shape, value, { mode }, 'v').issues.map(({ code }) => code);
}
