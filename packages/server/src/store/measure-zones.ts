import type { Scope } from '@thrivestack-revenue/engine';
import { BulkInsert } from './bulk-insert.ts';
import type { Stretch } from './list-sql.ts';
import type { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { RowReader, Zone, type ZoneValue } from './zone.ts';
import { NO_VALUE, type ZoneOrder, type Zones, zoneTableColumns } from './zones.ts';

/** Rows of a zone when it is made: as many are walked in a millisecond. */
export const ZONE_ROWS = 1024;

/** Reads the rows of a scope in one order and cuts them into zones, of rows with a value and, last, of those without. */
export function measureAll(
  statements: Statements,
  table: Table,
  zones: Zones,
  scope: Scope,
  order: ZoneOrder,
  zoneRows: number,
): Zone[] {
  const all = measure(statements, table, zones, scope, order, { start: order.lowest, stop: null }, zoneRows);
  if (!order.nullable) return all;
  const bounds = new RowReader(zones.columns);
  const without = new Zone(zones.columns, false, NO_VALUE, null);
  const rows = select(table, zones, order, `${order.name} IS NULL`);
  for (const [, ...values] of statements.of<ZoneValue[]>(rows).raw().iterate(scope.tenant, scope.environment)) {
    without.add(bounds.read(values));
  }
  return [...all, without];
}

/** Cuts a stretch of an order into zones; rows of one value stay in one, however many they are. */
export function measure(
  statements: Statements,
  table: Table,
  zones: Zones,
  { tenant, environment }: Scope,
  order: ZoneOrder,
  { start, stop }: Stretch,
  zoneRows: number,
): Zone[] {
  const upTo = stop === null ? '' : ` AND ${order.name} < ?`;
  const sql = `${select(table, zones, order, `${order.name} >= ?${upTo}`)} ORDER BY ${order.name}, id`;
  const values = [tenant, environment, start, ...(stop === null ? [] : [stop])];
  const bounds = new RowReader(zones.columns);
  let zone = new Zone(zones.columns, true, start, stop);
  const found = [zone];
  let last: ZoneValue = null;
  for (const [value = null, ...rest] of statements
    .of<ZoneValue[]>(sql)
    .raw()
    .iterate(...values)) {
    if (zone.rows >= zoneRows && value !== last && value !== null) {
      zone.stop = value;
      zone = new Zone(zones.columns, true, value, stop);
      found.push(zone);
    }
    zone.add(bounds.read(rest));
    last = value;
  }
  return found;
}

function select(table: Table, { columns }: Zones, order: ZoneOrder, condition: string): string {
  return (
    `SELECT ${[order, ...columns].map(({ name }) => name).join(', ')} FROM ${table.name} ` +
    `INDEXED BY ${order.index.name} WHERE tenant = ? AND environment = ? AND ${condition}`
  );
}

/** Cuts every order of a scope into zones, and keeps those only. */
export function makeZones(statements: Statements, table: Table, zones: Zones, scope: Scope, zoneRows: number): void {
  statements.of(`DELETE FROM ${zones.name} WHERE tenant = ? AND environment = ?`).run(scope.tenant, scope.environment);
  for (const order of zones.orders) {
    writeZones(statements, zones, scope, order, measureAll(statements, table, zones, scope, order, zoneRows));
  }
}

/** Writes zones as they are now. */
export function writeZones(
  statements: Statements,
  zones: Zones,
  { tenant, environment }: Scope,
  order: ZoneOrder,
  changed: readonly Zone[],
): void {
  const columns = zoneTableColumns(zones);
  const insert = new BulkInsert(`INSERT OR REPLACE INTO ${zones.name} (${columns.join(', ')})`, columns.length);
  insert.run(
    statements,
    changed.map((zone) => [tenant, environment, order.name, ...zone.bound()]),
  );
  for (const zone of changed) zone.changed = false;
}
