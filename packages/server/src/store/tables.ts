import type { ColumnDefinition, Manifest, ResourceDefinition } from '@thrivestack-revenue/engine';

/** A table, as it is derived from a resource; names are as they stand in SQL, quoted. */
export interface Table {
  readonly resource: ResourceDefinition;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly indexes: readonly TableIndex[];
}

/** A column beside the document. */
export interface TableColumn {
  readonly definition: ColumnDefinition;
  readonly name: string;
  readonly sqlType: 'TEXT' | 'INTEGER' | 'REAL';
}

/** An index and its columns, in order. */
export interface TableIndex {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What a list can be filtered and ordered by: a column, the id, or a time. Folded text is for summaries only. */
export interface ListColumn {
  readonly name: string;
  readonly nullable: boolean;
  readonly text: boolean;
}

/** The wanted table of a resource; it depends on the manifest only. */
export function tableOf(resource: ResourceDefinition): Table {
  const name = `resource_${sqlName(resource.name)}`;
  const columns = resource.columns.map(
    (definition): TableColumn => ({
      definition,
      // The type is part of the name: a field whose type changes gets a new column, and
      // no field can take the name of a column of ours.
      name: quoted(`${sqlName(definition.field)}_${definition.type}`),
      sqlType: sqlTypes[definition.type],
    }),
  );
  return { resource, name: quoted(name), columns, indexes: indexesOf(name, resource, columns) };
}

/** The wanted tables of a manifest, by the names of their resources. */
export function tablesOf({ resources }: Manifest): ReadonlyMap<string, Table> {
  return new Map(resources.map((resource) => [resource.name, tableOf(resource)]));
}

/** The table of a resource that the contract does not have any more: its own columns only. */
export function unknownTable(name: string): Table {
  const none: ResourceDefinition = {
    name,
    path: '',
    key: '',
    singular: '',
    alreadyExistsCode: '',
    operations: [],
    fields: [],
    rules: [],
    columns: [],
  };
  return tableOf(none);
}

/**
 * Finds what a list means by a column's name.
 *
 * @throws Error when the resource has no such column.
 */
export function listColumn(table: Table, field: string): ListColumn {
  const found = plainColumn(table.columns, field);
  if (found) return { name: found.name, nullable: true, text: found.sqlType === 'TEXT' };
  if (field === table.resource.key) return { name: 'id', nullable: false, text: true };
  if (field === 'created_at' || field === 'updated_at') return { name: field, nullable: false, text: false };
  throw new Error(`${table.resource.name} has no column for "${field}".`);
}

/**
 * Finds the column of a field's folded text.
 *
 * @throws Error when the resource has no such column.
 */
export function foldedColumn(table: Table, field: string): string {
  const found = table.columns.find(({ definition }) => definition.field === field && definition.type === 'folded');
  if (!found) throw new Error(`${table.resource.name} has no folded column for "${field}".`);
  return found.name;
}

function plainColumn(columns: readonly TableColumn[], field: string): TableColumn | undefined {
  return columns.find(({ definition }) => definition.field === field && definition.type !== 'folded');
}

/** The name that SQLite gives to the index of a table's primary key: the only one that it makes by itself. */
export function primaryIndex({ name }: Table): string {
  return quoted(`sqlite_autoindex_${name.slice(1, -1).replaceAll('""', '"')}_1`);
}

/** Quotes a name for SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const sqlTypes = {
  text: 'TEXT',
  instant: 'TEXT',
  folded: 'TEXT',
  money: 'INTEGER',
  boolean: 'INTEGER',
  // A JSON integer may lie beyond 64 bits; as the double that it is, it is kept and compared exactly.
  integer: 'REAL',
  real: 'REAL',
} as const;

/** SQLite folds the case of names, contracts do not: other characters than these are written as their code. */
function sqlName(name: string): string {
  return name.replace(/[^a-z0-9_-]/g, (character) => `$${character.codePointAt(0)?.toString(16)}$`);
}

/** One index for each order, led by the currency for money; one for each equality filter, in the default order. */
function indexesOf(table: string, resource: ResourceDefinition, columns: readonly TableColumn[]): TableIndex[] {
  const query = resource.operations.flatMap((operation) => operation.query ?? []);
  const sorts = query
    .filter(({ role }) => role.kind === 'sort-field')
    .flatMap(({ shape }) => shape.enum ?? [])
    .filter((value) => typeof value === 'string');
  const equals = query.flatMap(({ role }) => (role.kind === 'filter' && role.op === 'eq' ? [role.field] : []));
  const column = (field: string): string | undefined => plainColumn(columns, field)?.name;
  const orders = new Set(['created_at', ...sorts]);
  const wanted = [...orders].map((field): string[] => {
    const name = column(field) ?? field;
    const currency = plainColumn(columns, field)?.definition.currencyField;
    const lead = currency === undefined ? undefined : column(currency);
    return name === 'id' || field === resource.key ? [] : lead === undefined ? [name] : [lead, name];
  });
  for (const field of equals) {
    const name = column(field);
    if (name !== undefined) wanted.push([name, 'created_at']);
  }
  const unique = new Map(wanted.filter((names) => names.length > 0).map((names) => [names.join(), names]));
  return [...unique.values()].map((names) => ({
    name: quoted(`${table}_by_${names.map((name) => name.replaceAll('"', '')).join('_and_')}`),
    columns: ['tenant', 'environment', ...names, 'id'],
  }));
}
