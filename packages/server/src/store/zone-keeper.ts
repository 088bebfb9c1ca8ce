import type { Environment, Scope } from '@thrivestack-revenue/engine';
import type { Bound } from './bulk-insert.ts';
import { makeZones, measure, writeZones, ZONE_ROWS } from './measure-zones.ts';
import { rowName } from './overlay.ts';
import type { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { boundsOf, compareValues, Zone, type ZoneValue } from './zone.ts';
import { type ZoneColumn, type ZoneOrder, type Zones, zoneDefinition, zonesOf, zoneTableColumns } from './zones.ts';

/** A scope with fewer rows has no zones: its lists are short. In zones of the usual size. */
export const ZONES_FROM = 4;
/** So many times the usual size is a zone cut, if its values allow. */
const GROWTH = 4;
/** Zones that are cut in one transaction at most, so that none takes long. */
const CUTS = 4;
/** So many zones are held in memory; with more, those of scopes that are not written to go. */
const HELD = 20_000;

/** What is known of one scope's rows of one table. */
interface Kept {
  readonly name: string;
  readonly scope: Scope;
  readonly table: Table;
  readonly zones: Zones;
  /** Where each column of a zone stands in a row as it is written. */
  readonly places: readonly number[];
  /** Of each order, without and with a value; nothing while there are too few rows. */
  orders: KeptOrder[] | undefined;
  /** About: as a zone's. */
  rows: number;
}

interface KeptOrder {
  readonly order: ZoneOrder;
  /** Where the order's column stands in a row. */
  readonly place: number;
  readonly columns: readonly ZoneColumn[];
  without: Zone | undefined;
  /** By where they start. */
  valued: Zone[];
  /** The greatest value that the rows have, or had. */
  greatest: ZoneValue;
  /** Beyond so many rows a zone of one value is looked at again. */
  readonly limits: Map<Zone, number>;
  /** What the database does not have yet. */
  readonly changed: Set<Zone>;
}

/** Keeps the zones true while rows are written; in the writer's transaction. */
export class ZoneKeeper {
  readonly #statements: Statements;
  readonly #zoneRows: number;
  readonly #kept = new Map<string, Kept>();
  readonly #zones = new Map<Table, Zones>();
  #touched = new Set<Kept>();
  /** Zones that have become too large, oldest first. */
  readonly #large = new Map<Zone, { kept: Kept; order: KeptOrder }>();

  constructor(statements: Statements, zoneRows = ZONE_ROWS) {
    this.#statements = statements;
    this.#zoneRows = zoneRows;
  }

  /** Notes a row: tenant, environment, id, document, both times, then the table's columns. */
  put(table: Table, row: readonly Bound[]): void {
    const [tenant, environment] = row;
    const kept = this.#of(table, { tenant: String(tenant), environment: environment as Environment });
    this.#touched.add(kept);
    kept.rows += 1;
    if (!kept.orders) return;
    const bounds = boundsOf(
      kept.zones.columns,
      kept.places.map((place) => plain(row[place])),
    );
    for (const order of kept.orders) {
      const zone = this.#zoneOf(order, plain(row[order.place]));
      if (!zone) continue;
      zone.add(bounds);
      if (zone.changed) order.changed.add(zone);
      if (zone.valued && zone.rows > (order.limits.get(zone) ?? GROWTH * this.#zoneRows)) {
        this.#large.set(zone, { kept, order });
      }
    }
  }

  /** The zone of a value: a new one when the last is full and all that it holds lies before. */
  #zoneOf(order: KeptOrder, value: ZoneValue): Zone | undefined {
    if (value === null) return order.without;
    const zone = lastFrom(order.valued, value);
    if (zone?.stop !== null) return zone;
    const isBehindAll = order.greatest === null || compareValues(value, order.greatest) > 0;
    if (isBehindAll) order.greatest = value;
    if (!isBehindAll || zone.rows < this.#zoneRows) return zone;
    const next = new Zone(order.columns, true, value, null);
    zone.stop = value;
    order.valued.push(next);
    order.changed.add(zone).add(next);
    return next;
  }

  /** Writes what has changed; the rows must be in their table. */
  write(): void {
    for (const kept of this.#touched) {
      if (!kept.orders) this.#begin(kept);
    }
    this.#cut();
    for (const kept of this.#touched) {
      for (const { order, changed } of kept.orders ?? []) {
        if (changed.size > 0) writeZones(this.#statements, kept.zones, kept.scope, order, [...changed]);
        changed.clear();
      }
    }
    const held = [...this.#kept.values()].reduce((sum, { orders = [] }) => sum + countOf(orders), 0);
    if (held > HELD) {
      for (const [name, kept] of this.#kept) if (!this.#touched.has(kept)) this.#kept.delete(name);
    }
    this.#touched = new Set();
  }

  /** Forgets what is not in the database: it was rolled back. */
  forget(): void {
    this.#kept.clear();
    this.#touched.clear();
    this.#large.clear();
  }

  /** Makes the zones of a scope that has become large enough. */
  #begin(kept: Kept): void {
    const enough = ZONES_FROM * this.#zoneRows;
    if (kept.rows <= enough) return;
    const { table, zones, scope } = kept;
    if (zones.orders.length === 0) return;
    kept.rows = countRows(this.#statements, table, scope, enough + 1);
    if (kept.rows <= enough) return;
    makeZones(this.#statements, table, zones, scope, this.#zoneRows);
    kept.orders = this.#load(kept);
  }

  #cut(): void {
    let left = CUTS;
    for (const [zone, { kept, order }] of this.#large) {
      if (left === 0) return;
      this.#large.delete(zone);
      if (this.#kept.get(kept.name) !== kept) continue;
      left -= 1;
      const at = order.valued.indexOf(zone);
      const { table, zones, scope } = kept;
      const made = measure(this.#statements, table, zones, scope, order.order, zone, this.#zoneRows);
      order.limits.delete(zone);
      order.valued.splice(at, 1, ...made);
      order.changed.delete(zone);
      for (const one of made) {
        order.changed.add(one);
        // Of one value alone: it is measured again when it has doubled.
        if (one.rows > GROWTH * this.#zoneRows) order.limits.set(one, 2 * one.rows);
      }
      this.#touched.add(kept);
    }
  }

  #of(table: Table, scope: Scope): Kept {
    const name = rowName(scope, table.name, '');
    const known = this.#kept.get(name);
    if (known) return known;
    const zones = this.#zonesOf(table);
    const places = zones.columns.map((column) => placeOf(table, column.name));
    const rows = countRows(this.#statements, table, scope, ZONES_FROM * this.#zoneRows + 1);
    const kept: Kept = { name, scope, table, zones, places, orders: undefined, rows };
    kept.orders = this.#load(kept);
    this.#kept.set(name, kept);
    return kept;
  }

  /** The zones of a table; those of no order while the database has others: they are made when a server starts. */
  #zonesOf(table: Table): Zones {
    const known = this.#zones.get(table);
    if (known) return known;
    const wanted = zonesOf(table);
    const zones = isCurrent(this.#statements, table, wanted) ? wanted : { ...wanted, orders: [] };
    this.#zones.set(table, zones);
    return zones;
  }

  #load({ table, zones, scope: { tenant, environment } }: Kept): KeptOrder[] | undefined {
    const orders = zones.orders.map((order): KeptOrder => {
      const rows = this.#statements
        .of<ZoneValue[]>(
          `SELECT ${zoneTableColumns(zones).join(', ')} FROM ${zones.name} ` +
            'WHERE tenant = ? AND environment = ? AND sort = ? ORDER BY valued, start',
        )
        .raw()
        .all(tenant, environment, order.name);
      const all = rows.map((row) => Zone.from(zones.columns, row));
      const valued = all.filter((zone) => zone.valued);
      const without = all.find((zone) => !zone.valued);
      return {
        order,
        place: placeOf(table, order.name),
        greatest: greatest(this.#statements, table, order, { tenant, environment }),
        columns: zones.columns,
        without,
        valued,
        limits: new Map(),
        changed: new Set(),
      };
    });
    return orders.length > 0 && orders.every(({ valued }) => valued.length > 0) ? orders : undefined;
  }
}

/** Tells whether the database has the zones that are wanted; if not, it is noted that they must be made anew. */
function isCurrent(statements: Statements, { resource }: Table, zones: Zones): boolean {
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

function plain(value: Bound | undefined): ZoneValue {
  return typeof value === 'bigint' ? Number(value) : (value ?? null);
}

/** The last zone that does not start behind a value. */
function lastFrom(zones: readonly Zone[], value: string | number): Zone | undefined {
  let [from, to] = [0, zones.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    const zone = zones[middle];
    if (zone && compareValues(zone.start, value) <= 0) from = middle;
    else to = middle;
  }
  return zones[from];
}

function countOf(orders: readonly KeptOrder[]): number {
  return orders.reduce((sum, { valued }) => sum + valued.length, 0);
}
