import { expect, it } from 'vitest';
import { RowReader, Zone, type ZoneValue } from './zone.ts';
import type { ZoneColumn } from './zones.ts';

const column = (kind: ZoneColumn['kind'], days?: ZoneColumn['days']): ZoneColumn => ({
  name: 'name',
  kind,
  low: 'low_0',
  high: 'high_0',
  days,
});

function kept(one: ZoneColumn, values: readonly ZoneValue[]): unknown[] {
  const zone = new Zone([one], true, '', null);
  for (const value of values) zone.add(new RowReader([one]).read([value]));
  return zone.bound().slice(4);
}

it('keeps the least and the greatest value, and nothing of rows without one', () => {
  expect(kept(column('range'), [5, null, 3, 9])).toEqual([3, 9]);
  expect(kept(column('range'), ['b', 'ba', 'a'])).toEqual(['a', 'ba']);
  expect(kept(column('range'), [null])).toEqual([null, null]);
});

it('keeps times to the day', () => {
  const days = ['2026-02-03T04:05:06.007Z', '2026-02-05T23:59:59.999Z'];
  expect(kept(column('range', 'text'), days)).toEqual(['2026-02-03', '2026-02-05Z']);
  const times = kept(column('range', 'number'), days.map(Date.parse));
  expect(times).toEqual([Date.parse('2026-02-03'), Date.parse('2026-02-06')]);
});

it('keeps sixteen values, and of more that there may be any', () => {
  const values = Array.from({ length: 17 }, (_, number) => `"${number}`);
  expect(kept(column('set'), values.slice(0, 16))).toEqual([JSON.stringify(values.slice(0, 16))]);
  expect(kept(column('set'), values)).toEqual([null]);
});

it('is after a visit to the database what it was', () => {
  const columns = [column('range'), column('set')];
  const zone = new Zone(columns, true, 'a', 'b');
  for (const value of ['x', 'y']) zone.add(new RowReader(columns).read([value, value]));
  const row = ['acme', 'test', 'sort', ...zone.bound().map((one) => (typeof one === 'bigint' ? Number(one) : one))];
  const back = Zone.from(columns, row);
  expect(back).toMatchObject({ valued: true, start: 'a', stop: 'b', rows: 2, changed: false });
  expect(back.bound()).toEqual(zone.bound());
  back.add(new RowReader(columns).read(['x', 'y']));
  expect(back.changed).toBe(false);
  back.add(new RowReader(columns).read(['z', 'z']));
  expect(back.changed).toBe(true);
});
