import type { Environment, Scope } from '@thrivestack-revenue/engine';
import type { Bound } from './bulk-insert.ts';
import { makeZones, measure, writeZones, ZONE_ROWS } from './measure-zones.ts';
import { rowName } from './overlay.ts';
import type { Statements } from './statements.ts';
import type { Table } from './tables.ts';
import { compareValues, plain, Zone, type ZoneValue } from './zone.ts';
import {
  countOf,
  countRows,
  isCurrent,
  type Kept,
  type KeptOrder,
  lastFrom,
  loadOrders,
  loadScope,
} from './zone-scope.ts';
import { type Zones, zonesOf } from './zones.ts';

/** A scope with fewer rows has no zones: its lists are short. In zones of the usual size. */
export const ZONES_FROM = 4;
/** So many times the usual size is a zone cut, if its values allow. */
const GROWTH = 4;
/** So many zones are held in memory; with more, those of scopes that are not written to go. */
const HELD = 20_000;

/** Keeps the zones true while rows are written; in the writer's transaction. */
export class ZoneKeeper {
  readonly #statements: Statements;
  readonly #zoneRows: number;
  readonly #kept = new Map<string, Kept>();
  readonly #zones = new Map<Table, Zones>();
  #touched = new Set<Kept>();
  #last: Kept | undefined;
  /** Scopes and zones that are held, about. */
  #held = 0;
  /** Zones that have become too large, oldest first. */
  readonly #large = new Map<Zone, { kept: Kept; order: KeptOrder }>();

  constructor(statements: Statements, zoneRows = ZONE_ROWS) {
    this.#statements = statements;
    this.#zoneRows = zoneRows;
  }

  /** Notes a row: tenant, environment, id, document, both times, then the table's columns. */
  put(table: Table, row: readonly Bound[]): void {
    const kept = this.#of(table, row);
    kept.rows += 1;
    if (!kept.orders) return;
    const bounds = kept.bounds.read(row);
    for (const order of kept.orders) {
      const value = plain(row[order.place]);
      const zone = this.#zoneOf(order, value);
      if (!zone) continue;
      zone.add(bounds);
      // Rows of one value cannot be cut apart: they do not make a zone too large.
      if (value === zone.start) zone.limit += 1;
      if (zone.changed) order.changed.add(zone);
      if (zone.valued && zone.rows > Math.max(zone.limit, GROWTH * this.#zoneRows)) {
        this.#large.set(zone, { kept, order });
      }
    }
  }

  /** The zone of a value: a new one when the last is full and all that it holds lies before. */
  #zoneOf(order: KeptOrder, value: ZoneValue): Zone | undefined {
    if (value === null) return order.without;
    const zone = lastFrom(order, value);
    if (zone?.stop !== null) return zone;
    const isBehindAll = order.greatest === null || compareValues(value, order.greatest, order.order.ascii) > 0;
    if (isBehindAll) order.greatest = value;
    if (!isBehindAll || zone.rows < this.#zoneRows) return zone;
    const next = new Zone(order.columns, true, value, null);
    zone.stop = value;
    order.valued.push(next);
    order.changed.add(zone).add(next);
    return next;
  }

  /** True when zones have become so large that cutting them would help those who read. */
  get untidy(): boolean {
    return this.#large.size > 0;
  }

  /**
   * Writes what has changed; the rows must be in their table.
   *
   * @param cuts So many zones that have become too large are cut at most: each is read for it.
   */
  write(cuts: number): void {
    for (const kept of this.#touched) {
      if (!kept.orders) this.#begin(kept);
    }
    this.#cut(cuts);
    for (const kept of this.#touched) {
      for (const { order, changed } of kept.orders ?? []) {
        if (changed.size > 0) writeZones(this.#statements, kept.zones, kept.scope, order, [...changed]);
        changed.clear();
      }
    }
    if (this.#held > HELD) this.#dropOthers();
    this.#touched = new Set();
    this.#last = undefined;
  }

  /** Forgets what is not in the database: it was rolled back. */
  forget(): void {
    this.#kept.clear();
    this.#zones.clear();
    this.#touched.clear();
    this.#large.clear();
    this.#last = undefined;
    this.#held = 0;
  }

  /** Lets go of the scopes that are not being written to. */
  #dropOthers(): void {
    for (const [name, kept] of this.#kept) if (!this.#touched.has(kept)) this.#kept.delete(name);
    this.#held = [...this.#kept.values()].reduce((sum, kept) => sum + countOf(kept), 0);
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
    kept.orders = loadOrders(this.#statements, kept);
  }

  #cut(most: number): void {
    let left = most;
    for (const [zone, { kept, order }] of this.#large) {
      if (left === 0) return;
      this.#large.delete(zone);
      if (this.#kept.get(kept.name) !== kept) continue;
      left -= 1;
      const at = order.valued.indexOf(zone);
      const { table, zones, scope } = kept;
      const made = measure(this.#statements, table, zones, scope, order.order, zone, this.#zoneRows);
      order.valued.splice(at, 1, ...made);
      order.changed.delete(zone);
      for (const one of made) {
        order.changed.add(one);
        // Should it be large still, of one value alone, it is measured again when it has doubled.
        one.limit = 2 * one.rows;
      }
      this.#touched.add(kept);
    }
  }

  #of(table: Table, [tenant, environment]: readonly Bound[]): Kept {
    const last = this.#last;
    // Rows of one scope mostly follow each other.
    if (last?.table === table && last.scope.tenant === tenant && last.scope.environment === environment) return last;
    const scope: Scope = { tenant: String(tenant), environment: environment as Environment };
    const name = rowName(scope, table.name, '');
    const kept = this.#kept.get(name) ?? this.#open(name, table, scope);
    this.#touched.add(kept);
    this.#last = kept;
    return kept;
  }

  #open(name: string, table: Table, scope: Scope): Kept {
    const most = ZONES_FROM * this.#zoneRows + 1;
    const kept = loadScope(this.#statements, name, table, this.#zonesOf(table), scope, most);
    this.#kept.set(name, kept);
    this.#held += countOf(kept);
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
}
