import { isDeepStrictEqual } from 'node:util';
import type { OperationDefinition } from '@thrivestack-revenue/engine';
import type { WireFile, WireStep } from '../wire/cases.ts';
import { created, type Desk, failure, read, seen, success, write } from './desk.ts';
import { content, stored, updated } from './expected.ts';
import type { JsonObject } from './values.ts';

type Cases = WireFile['cases'];

/** What an operation does when nothing is wrong. */
export function goodCases(desk: Desk, operation: OperationDefinition): Cases {
  const { resource, create } = desk;
  const id = `${operation.id}-good`;
  const first = stored(resource, create, desk.body(create, id));
  if (operation.kind === 'create') return creates(desk, id, first);
  if (operation.kind === 'update') return updates(desk, operation, id, first);
  const request = operation.body ? write(operation, desk.body(operation, id)) : read(desk, operation, id);
  if (operation.kind === 'delete') {
    const gone = failure(404, `${resource.singular}_not_found`, resource.key);
    const again = { request, response: gone };
    const steps = [created(desk, id), { request, response: success(desk, id) }, ...seen(desk, id, undefined), again];
    return [{ name: 'deletes, once', steps }];
  }
  if (operation.kind === 'get')
    return [{ name: 'shows what was stored', steps: [created(desk, id), ...seen(desk, id, first)] }];
  if (operation.kind === 'history')
    return [{ name: 'tells what was done', steps: histories(desk, operation, id, first) }];
  return [{ name: 'answers', steps: [{ request, response: { status: 200 } }] }];
}

function creates(desk: Desk, id: string, document: JsonObject): Cases {
  const { resource, create } = desk;
  const full = desk.body(create, id);
  const needed = new Set([resource.key, ...(create.body?.required ?? [])]);
  const least = Object.fromEntries(Object.entries(full).filter(([name]) => needed.has(name)));
  const leastId = `${id}-least`;
  const small = { ...least, [resource.key]: leastId };
  const other = { ...desk.body(create, id, 2) };
  const conflict = failure(400, resource.alreadyExistsCode, resource.key, '<any>');
  const keyed = { headers: { 'idempotency-key': `${id}-key` } };
  return [
    {
      name: 'stores every field, repeats, refuses other content',
      steps: [
        { request: write(create, full), response: success(desk, id) },
        ...seen(desk, id, document),
        { request: write(create, full), response: success(desk, id, true) },
        ...(isDeepStrictEqual(full, other) ? [] : [{ request: write(create, other), response: conflict }]),
        ...seen(desk, id, document),
      ],
    },
    {
      name: 'takes the required fields alone',
      steps: [
        { request: write(create, small, keyed), response: success(desk, leastId) },
        { request: write(create, small, keyed), response: success(desk, leastId, true) },
        ...seen(desk, leastId, stored(resource, create, small)),
      ],
    },
  ];
}

function updates(desk: Desk, update: OperationDefinition, id: string, first: JsonObject): Cases {
  const { resource } = desk;
  const body = desk.body(update, id, 3);
  const steps = (bodyOf: JsonObject, at: string, after: JsonObject): WireStep[] => [
    created(desk, at),
    { request: write(update, { ...bodyOf, [resource.key]: at }), response: success(desk, at) },
    ...seen(desk, at, after),
  ];
  const needed = new Set(update.body?.required ?? []);
  const least = Object.fromEntries(Object.entries(body).filter(([name]) => needed.has(name)));
  for (const name of resource.rules.flatMap(({ field, other }) => [field, other])) {
    if (name in least && name in first) least[name] = first[name] ?? null;
  }
  const nulls = Object.entries(update.body?.fields ?? {}).filter(([, { nullable }]) => nullable);
  const cleared = { ...least, ...Object.fromEntries(nulls.map(([name]): [string, null] => [name, null])) };
  const fixed = resource.fields.filter(({ immutable, name }) => immutable && first[name] !== undefined);
  const second = desk.body(desk.create, id, 2);
  return [
    { name: 'changes every field', steps: steps(body, id, updated(resource, first, body)) },
    { name: 'keeps what is not sent', steps: steps(least, `${id}-least`, updated(resource, first, least)) },
    ...(nulls.length > 0
      ? [{ name: 'clears with null', steps: steps(cleared, `${id}-null`, updated(resource, first, cleared)) }]
      : []),
    ...fixed
      .filter(({ name }) => JSON.stringify(second[name]) !== JSON.stringify(first[name]))
      .map(({ name }) => {
        const at = `${id}-fixed-${name}`;
        const change = { ...least, [resource.key]: at, [name]: second[name] ?? null };
        const response = failure(400, 'immutable_field', name, '<any>');
        return {
          name: `cannot change ${name}`,
          steps: [created(desk, at), { request: write(update, change), response }],
        };
      }),
  ];
}

function histories(desk: Desk, history: OperationDefinition, id: string, first: JsonObject): WireStep[] {
  const { resource } = desk;
  const names = history.pagination ?? { items: 'data', next: 'next_cursor', more: 'has_more' };
  const change = (action: string, before: JsonObject | null, after: JsonObject | null): JsonObject => ({
    ...{ action, at: '<any>', key_id: '<any>', request_id: '<any>' },
    before: before && content(resource, id, before),
    after: after && content(resource, id, after),
  });
  const steps = [created(desk, id)];
  const changes = [change('create', null, first)];
  let now = first;
  const update = desk.operation('update');
  const body = update && desk.body(update, id, 3);
  if (update && body && !isDeepStrictEqual(updated(resource, first, body), first)) {
    now = updated(resource, first, body);
    steps.push({ request: write(update, body), response: success(desk, id) });
    changes.push(change('update', first, now));
  }
  const remove = desk.operation('delete');
  if (remove) {
    steps.push({ request: write(remove, desk.body(remove, id)), response: success(desk, id) });
    changes.push(change('delete', now, null));
  }
  const page = { [names.items]: changes, [names.more]: false, [names.next]: null };
  return [...steps, { request: read(desk, history, id), response: { status: 200, body: page } }];
}
