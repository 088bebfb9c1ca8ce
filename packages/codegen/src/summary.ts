import type { Shape, StoredField, Summary } from './model.ts';
import type { RawOperation } from './operations.ts';
import { isObject, type Path, type SpecDocument } from './spec-document.ts';

const NAMES = ['measure', 'unit', 'month', 'ageing', 'top', 'near_duplicates'] as const;

/**
 * Reads `x-summary`: which stored fields are added up, and how the sums are split.
 * @throws SpecError for a name that is no field of the right kind.
 */
export function readSummary(spec: SpecDocument, operation: RawOperation, fields: readonly StoredField[]): Summary {
  const at: Path = [...operation.at, 'x-summary'];
  const declared = operation.value['x-summary'];
  if (!isObject(declared)) throw spec.fault(at, `x-summary must name fields: ${NAMES.join(', ')}.`);
  const unknown = Object.keys(declared).find((name) => !NAMES.some((known) => known === name));
  if (unknown) throw spec.fault([...at, unknown], `x-summary knows no "${unknown}"; it knows ${NAMES.join(', ')}.`);

  const field = (name: (typeof NAMES)[number], kind: string, fits: (shape: Shape) => boolean): string | undefined => {
    const value = declared[name];
    if (value === undefined) return undefined;
    const found = fields.find((candidate) => candidate.name === value);
    if (found && fits(found.shape)) return found.name;
    throw spec.fault([...at, name], `"${name}" of x-summary must be a stored field that is ${kind}.`);
  };
  const isInstant = (shape: Shape): boolean => shape.format === 'date-time';
  const isText = (shape: Shape): boolean => shape.type === 'string' && !isInstant(shape);

  const measure = field('measure', 'money (x-money)', (shape) => shape.currencyField !== undefined);
  const unit = field('unit', 'the currency of the measure', (shape) => shape.kind === 'currency');
  if (measure === undefined || unit === undefined) {
    throw spec.fault(at, 'x-summary needs "measure" (a money field) and "unit" (its currency).');
  }
  if (fields.find(({ name }) => name === measure)?.shape.currencyField !== unit) {
    throw spec.fault([...at, 'unit'], `"${unit}" is not the currency of "${measure}".`);
  }
  const month = field('month', 'a date-time', isInstant);
  const ageing = field('ageing', 'a date-time', isInstant);
  const top = field('top', 'text', isText);
  const nearDuplicates = field('near_duplicates', 'text', isText);
  return {
    measure,
    unit,
    ...(month === undefined ? {} : { month }),
    ...(ageing === undefined ? {} : { ageing }),
    ...(top === undefined ? {} : { top }),
    ...(nearDuplicates === undefined ? {} : { nearDuplicates }),
  };
}
