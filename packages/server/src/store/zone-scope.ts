import type { Scope } from '@thrivestack-revenue/engine';
import type { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { compareValues, RowReader, Zone, type ZoneValue } from './zone.ts';
import { type ZoneColumn, type ZoneOrder, type Zones, zoneDefinition, zoneTableColumns } from './zones.ts';

/** What is known of one scope's rows of one table. */
export interface Kept {
  readonly name: string;
  readonly scope: Scope;
  readonly table: Table;
  readonly zones: Zones;
  readonly bounds: RowReader;
  /** Of each order, without and with a value; nothing while there are too few rows. */
  orders: KeptOrder[] | undefined;
  /** About: as a zone's. */
  rows: number;
}

/** The zones of one order. */
export interface KeptOrder {
  readonly order: ZoneOrder;
  /** Where the order's column stands in a row. */
  readonly place: number;
  readonly columns: readonly ZoneColumn[];
  without: Zone | undefined;
  /** By where they start. */
  valued: Zone[];
  /** The greatest value that the rows have, or had. */
  greatest: ZoneValue;
  /** What the database does not have yet. */
  readonly changed: Set<Zone>;
}

/** Reads what the database knows of a scope; rows are counted up to `most`. */
export function loadScope(
  statements: Statements,
  name: string,
  table: Table,
  zones: Zones,
  scope: Scope,
  most: number,
): Kept {
  const places = zones.columns.map((column) => placeOf(table, column.name));
  const bounds = new RowReader(zones.columns, places);
  const rows = countRows(statements, table, scope, most);
  const kept: Kept = { name, scope, table, zones, bounds, orders: undefined, rows };
  kept.orders = loadOrders(statements, kept);
  return kept;
}

/** Reads the zones of a scope; nothing when it has none. */
export function loadOrders(statements: Statements, { table, zones, scope }: Kept): KeptOrder[] | undefined {
  const { columns } = zones;
  const sql =
    `SELECT ${zoneTableColumns(zones).join(', ')} FROM ${zones.name} ` +
    'WHERE tenant = ? AND environment = ? AND sort = ? ORDER BY valued, start';
  const orders = zones.orders.map((order): KeptOrder => {
    const rows = statements.of<ZoneValue[]>(sql).raw().all(scope.tenant, scope.environment, order.name);
    const all = rows.map((row) => Zone.from(columns, row));
    const valued = all.filter((zone) => zone.valued);
    const without = all.find((zone) => !zone.valued);
    const last = greatest(statements, table, order, scope);
    const place = placeOf(table, order.name);
    return { order, place, greatest: last, columns, without, valued, changed: new Set() };
  });
  return orders.length > 0 && orders.every(({ valued }) => valued.length > 0) ? orders : undefined;
}

/** Tells whether the database has the zones that are wanted; if not, it is noted that they must be made anew. */
export function isCurrent(statements: Statements, { resource }: Table, zones: Zones): boolean {
  if (!hasZones(statements)) return false;
  const sql = 'SELECT definition FROM zones WHERE resource = ?';
  const definition = statements.of<{ definition: string }>(sql).get(resource.name)?.definition;
  if (definition === zoneDefinition(zones)) return true;
  forgetZones(statements, resource.name);
  return false;
}

/** Notes that the zones of a resource are not true any more: they are made anew when a server starts. */
export function forgetZones(statements: Statements, resource: string): void {
  if (hasZones(statements)) statements.of('DELETE FROM zones WHERE resource = ?').run(resource);
}

/** What a server of an older version left behind may be settled before the tables are brought up to date. */
function hasZones(statements: Statements): boolean {
  return statements.of("SELECT 1 FROM sqlite_schema WHERE name = 'zones'").get() !== undefined;
}

/** Counts a scope's rows up to `most`. */
export function countRows(
  statements: Statements,
  { name }: Table,
  { tenant, environment }: Scope,
  most: number,
): number {
  const sql = `SELECT count(*) AS rows FROM (SELECT 1 FROM ${name} WHERE tenant = ? AND environment = ? LIMIT ?)`;
  return statements.of<{ rows: number }>(sql).get(tenant, environment, most)?.rows ?? 0;
}

function greatest(statements: Statements, table: Table, { name, index }: ZoneOrder, scope: Scope): ZoneValue {
  const sql =
    `SELECT ${name} AS value FROM ${table.name} INDEXED BY ${index.name} ` +
    `WHERE tenant = ? AND environment = ? ORDER BY ${name} DESC LIMIT 1`;
  return statements.of<{ value: ZoneValue }>(sql).get(scope.tenant, scope.environment)?.value ?? null;
}

const OWN = ['tenant', 'environment', 'id', 'document', 'created_at', 'updated_at'];

function placeOf({ columns }: Table, name: string): number {
  const own = OWN.indexOf(name);
  return own >= 0 ? own : OWN.length + columns.findIndex((column) => column.name === name);
}

/** The last zone that does not start behind a value. */
export function lastFrom({ valued, order: { ascii } }: KeptOrder, value: string | number): Zone | undefined {
  const last = valued.at(-1);
  if (last && compareValues(last.start, value, ascii) <= 0) return last;
  let [from, to] = [0, valued.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    const zone = valued[middle];
    if (zone && compareValues(zone.start, value, ascii) <= 0) from = middle;
    else to = middle;
  }
  return valued[from];
}

/** Scopes and zones that are held for one. */
export function countOf({ orders = [] }: Kept): number {
  return orders.reduce((sum, { valued }) => sum + valued.length, 1);
}
