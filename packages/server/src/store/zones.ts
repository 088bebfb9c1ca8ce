import { type ListColumn, listColumn, quoted, type Table, type TableIndex } from './tables.ts';

/**
 * The zones of a table: each order of a list is cut into stretches of some thousand rows, and of each stretch is
 * kept between what its other columns lie. A walk in order leaves out the stretches that cannot hold a match.
 *
 * What is kept may say too much, never too little: a row that is written widens it, one that goes narrows nothing.
 */
export interface Zones {
  /** The table of zones, quoted. */
  readonly name: string;
  readonly orders: readonly ZoneOrder[];
  readonly columns: readonly ZoneColumn[];
}

/** An order that is cut into zones. */
export interface ZoneOrder {
  /** What a list calls it. */
  readonly field: string;
  /** The column, as in SQL. */
  readonly name: string;
  readonly nullable: boolean;
  /** Where the first zone with values starts: below every value. */
  readonly lowest: string | number;
  readonly index: TableIndex;
  /** Its values are of ASCII characters, or numbers. */
  readonly ascii: boolean;
}

/** A column of which zones keep something: least and greatest value, or the few values that there are. */
export interface ZoneColumn {
  /** The column, as in SQL. */
  readonly name: string;
  readonly kind: 'range' | 'set';
  /** Columns of the table of zones: `low` and `high` of a range, `low` alone of a set. */
  readonly low: string;
  readonly high: string;
  /** Times are kept to the day: the newest of all would otherwise be written again with every row. */
  readonly days: 'text' | 'number' | undefined;
}

/** Start of a zone of rows that have no value in the order's column: SQL has it behind `valued`. */
export const NO_VALUE = 0;

/** Derives the zones of a table from its filters and orders; money is ordered within a currency, and has none. */
export function zonesOf(table: Table): Zones {
  const { resource } = table;
  const query = resource.operations.flatMap((operation) => operation.query ?? []);
  const sorts = query
    .filter(({ role }) => role.kind === 'sort-field')
    .flatMap(({ shape }) => shape.enum ?? [])
    .filter((value) => typeof value === 'string');
  const orders = [...new Set(['created_at', ...sorts])].flatMap((field): ZoneOrder[] => {
    const known = knownColumn(table, field);
    if (!known) return [];
    const { name, nullable, text } = known;
    const index = table.indexes.find(({ columns }) => columns[2] === name && columns[3] === 'id');
    return index
      ? [
          {
            field,
            name,
            nullable,
            lowest: text ? '' : Number.NEGATIVE_INFINITY,
            index,
            ascii: !text || daysOf(table, name) === 'text',
          },
        ]
      : [];
  });
  const kinds = new Map<string, ZoneColumn['kind']>();
  for (const { role } of query) {
    if (role.kind !== 'filter') continue;
    const name = knownColumn(table, role.field)?.name;
    // The id stands in every index already, and those that are counted up would be written again with every row.
    if (name === undefined || name === 'id') continue;
    if (role.op !== 'eq') kinds.set(name, 'range');
    else if (!kinds.has(name)) kinds.set(name, 'set');
  }
  for (const { name } of orders) kinds.set(name, 'range');
  const columns = [...kinds].map(
    ([name, kind], at): ZoneColumn => ({ name, kind, low: `low_${at}`, high: `high_${at}`, days: daysOf(table, name) }),
  );
  return { name: quoted(`zones_of_${table.name.slice(1, -1).replaceAll('""', '"')}`), orders, columns };
}

/** A contract may name in its queries what it has no column for. */
function knownColumn(table: Table, field: string): ListColumn | undefined {
  const own = ['created_at', 'updated_at', table.resource.key];
  const known =
    own.includes(field) ||
    table.columns.some(({ definition }) => definition.field === field && definition.type !== 'folded');
  return known ? listColumn(table, field) : undefined;
}

function daysOf(table: Table, name: string): ZoneColumn['days'] {
  if (name === 'created_at' || name === 'updated_at') return 'number';
  return table.columns.find((column) => column.name === name)?.definition.type === 'instant' ? 'text' : undefined;
}

/** What a database's zones were made for: others are made anew. */
export function zoneDefinition({ orders, columns }: Zones): string {
  return JSON.stringify([
    orders.map(({ name }) => name),
    columns.map(({ name, kind, days }) => [name, kind, days ?? null]),
  ]);
}

/** The columns of the table of zones, in the order in which they are bound. */
export function zoneTableColumns({ columns }: Zones): string[] {
  const kept = columns.flatMap(({ kind, low, high }) => (kind === 'range' ? [low, high] : [low]));
  return ['tenant', 'environment', 'sort', 'valued', 'start', 'stop', 'row_count', ...kept];
}

/** Makes the table; `start` is the least value of the zone, `stop` that of the next, null when there is none. */
export function zoneTableSql(zones: Zones): string {
  const kept = zoneTableColumns(zones).slice(7);
  return `CREATE TABLE ${zones.name} (
  tenant TEXT NOT NULL,
  environment TEXT NOT NULL,
  sort TEXT NOT NULL,
  valued INTEGER NOT NULL,
  start ANY NOT NULL,
  stop ANY,
  row_count INTEGER NOT NULL,
${kept.map((name) => `  ${name} ANY,\n`).join('')}  PRIMARY KEY (tenant, environment, sort, valued, start)
) STRICT, WITHOUT ROWID`;
}
