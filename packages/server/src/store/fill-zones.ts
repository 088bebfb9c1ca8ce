import type { Environment } from '@thrivestack-revenue/engine';
import type Database from 'better-sqlite3';
import { makeZones, ZONE_ROWS } from './measure-zones.ts';
import { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { ZONES_FROM } from './zone-keeper.ts';
import { countRows } from './zone-scope.ts';
import { zoneDefinition, zonesOf, zoneTableSql } from './zones.ts';

/**
 * Makes the zones of tables that have none, or those of other filters and orders: a million rows take some seconds.
 * What was cut off starts anew at the next start.
 */
export function fillZones(database: Database.Database, tables: Iterable<Table>, zoneRows = ZONE_ROWS): void {
  const all = [...tables];
  // A resource that the contract does not have now is written to without zones: should it come back, they start anew.
  database
    .prepare<[string]>('DELETE FROM zones WHERE resource NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(all.map(({ resource }) => resource.name)));
  for (const table of all) {
    database.transaction(() => fillTable(database, table, zoneRows)).immediate();
  }
}

/** In one transaction: zones of some of the rows would leave out the others. */
function fillTable(database: Database.Database, table: Table, zoneRows: number): void {
  const zones = zonesOf(table);
  const definition = zoneDefinition(zones);
  const known = database
    .prepare<[string], string>('SELECT definition FROM zones WHERE resource = ?')
    .pluck()
    .get(table.resource.name);
  if (known === definition) return;
  database.exec(`DROP TABLE IF EXISTS ${zones.name}`);
  database.exec(zoneTableSql(zones));
  const statements = new Statements(database);
  for (const scope of scopes(database, table)) {
    const enough = ZONES_FROM * zoneRows;
    if (countRows(statements, table, scope, enough + 1) > enough) makeZones(statements, table, zones, scope, zoneRows);
  }
  database
    .prepare('INSERT OR REPLACE INTO zones (resource, definition) VALUES (?, ?)')
    .run(table.resource.name, definition);
}

/** Finds whose rows there are, with a few steps for each rather than one for each row. */
function scopes(database: Database.Database, { name }: Table): { tenant: string; environment: Environment }[] {
  const next = database.prepare<[string, string], { tenant: string; environment: Environment }>(
    `SELECT tenant, environment FROM ${name} WHERE (tenant, environment) > (?, ?) ORDER BY tenant, environment LIMIT 1`,
  );
  const found: { tenant: string; environment: Environment }[] = [];
  for (let one = next.get('', ''); one; one = next.get(one.tenant, one.environment)) found.push(one);
  return found;
}
