import { isDeepStrictEqual } from 'node:util';
import type { OperationDefinition, ResourceDefinition } from '@thrivestack-revenue/engine';
import type { KeyName, WireFile, WireRequest, WireResponse, WireStep } from '../wire/cases.ts';
import { content, shown, stored, updated } from './expected.ts';
import { faultsOf } from './faults.ts';
import { type JsonObject, sample } from './values.ts';

/** Requests to one resource, with ids that no two cases share. */
interface Desk {
  readonly resource: ResourceDefinition;
  readonly create: OperationDefinition;
  readonly operation: (kind: string) => OperationDefinition | undefined;
  /** A good body of a write; `seed` chooses its values. */
  readonly body: (operation: OperationDefinition, id: string, seed?: number) => JsonObject;
}

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'authentication_error',
  404: 'not_found',
};

/** Derives the cases of every operation of a resource from the contract alone. */
export function casesOf(resource: ResourceDefinition): WireFile[] {
  const create = resource.operations.find(({ kind }) => kind === 'create');
  if (!create) throw new Error(`${resource.name} has no create.`);
  const desk: Desk = {
    resource,
    create,
    operation: (kind) => resource.operations.find((operation) => operation.kind === kind),
    body: (operation, id, seed = 1) => {
      const dates = operation.kind === 'update' ? heldDates(resource, create, operation) : {};
      return { ...sample(resource, operation, seed), ...dates, [resource.key]: id };
    },
  };
  return resource.operations.map((operation) => ({
    title: operation.id,
    cases: [
      ...happy(desk, operation),
      ...wrong(desk, operation),
      ...strangers(desk, operation),
      ...keys(desk, operation),
    ],
  }));
}

/** Instants that a rule binds to one that the update cannot change stay as they were created. */
function heldDates(resource: ResourceDefinition, create: OperationDefinition, update: OperationDefinition): JsonObject {
  const fields = update.body?.fields ?? {};
  const first = sample(resource, create, 1);
  return Object.fromEntries(
    resource.rules
      .filter(({ field, other }) => !(field in fields && other in fields))
      .flatMap(({ field, other }) => [field, other])
      .filter((name) => name in fields && name in first)
      .map((name) => [name, first[name] ?? null]),
  );
}

function success({ resource }: Desk, id: string, replayed = false): WireResponse {
  const body = { success: true, [resource.key]: id };
  return { status: 200, ...(replayed ? { headers: { 'idempotent-replayed': 'true' } } : {}), body };
}

/** An error; without `details` when one field alone cannot be to blame. */
function failure(status: number, code: string, param = '', details?: '<any>' | 'one'): WireResponse {
  const error: JsonObject = { type: TYPES[status] ?? '', code, message: '<any>' };
  if (param !== '') error['param'] = param;
  if (details) error['details'] = details === 'one' ? [{ param, code, message: '<any>' }] : details;
  return { status, body: { success: false, error, request_id: '<any>' } };
}

function write(operation: OperationDefinition, body: JsonObject, more: Partial<WireRequest> = {}): WireRequest {
  return { method: operation.method, path: operation.path, body, ...more };
}

function read({ resource }: Desk, operation: OperationDefinition, id: string, key?: KeyName): WireRequest {
  const path = operation.path.replace(`{${resource.key}}`, encodeURIComponent(id));
  return { method: operation.method, path, ...(key ? { key } : {}) };
}

/** A request that any resource answers, about the row `id`. */
function request(desk: Desk, operation: OperationDefinition, id: string, key?: KeyName): WireRequest {
  const more = key ? { key } : {};
  return operation.body ? write(operation, desk.body(operation, id), more) : read(desk, operation, id, key);
}

/** Creates the row `id`. */
function created(desk: Desk, id: string, seed?: number): WireStep {
  return { request: write(desk.create, desk.body(desk.create, id, seed)), response: success(desk, id) };
}

/** Looks at the row `id`, if the resource has a way to. */
function seen(desk: Desk, id: string, document: JsonObject | undefined): WireStep[] {
  const get = desk.operation('get');
  if (!get) return [];
  const { resource } = desk;
  const gone = failure(404, `${resource.singular}_not_found`, resource.key);
  const response = document ? { status: 200, body: shown(resource, id, document) } : gone;
  return [{ request: read(desk, get, id), response }];
}

type Cases = WireFile['cases'];

function happy(desk: Desk, operation: OperationDefinition): Cases {
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

/** Each way to get the body wrong; for a create nothing is stored by it. */
function wrong(desk: Desk, operation: OperationDefinition): Cases {
  if (!operation.body) return [];
  const id = `${operation.id}-wrong`;
  const good = desk.body(operation, id);
  const faults = faultsOf(desk.resource, operation, good);
  return faults.map(({ name, body, code, param }) => {
    const request: WireRequest =
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? write(operation, body)
        : { method: operation.method, path: operation.path, raw: JSON.stringify(body) };
    return { name, steps: [{ request, response: failure(400, code, param, param === '' ? undefined : 'one') }] };
  });
}

/** Rows that are not there, or somebody else's. */
function strangers(desk: Desk, operation: OperationDefinition): Cases {
  const { resource } = desk;
  if (!['update', 'delete', 'get', 'history'].includes(operation.kind)) return [];
  const response = failure(404, `${resource.singular}_not_found`, resource.key);
  const unknown = {
    name: 'unknown id',
    steps: [{ request: request(desk, operation, `${operation.id}-none`), response }],
  };
  const others = (['other-tenant', 'live'] as const).map((key) => {
    const id = `${operation.id}-${key}`;
    return {
      name: `of another: ${key}`,
      steps: [created(desk, id), { request: request(desk, operation, id, key), response }],
    };
  });
  return [unknown, ...others];
}

function keys(desk: Desk, operation: OperationDefinition): Cases {
  const id = `${operation.id}-keys`;
  const expected = { none: 'invalid_api_key', bad: 'invalid_api_key', 'no-scope': 'insufficient_scope' } as const;
  return Object.entries(expected).map(([key, code]) => ({
    name: `key: ${key}`,
    steps: [{ request: request(desk, operation, id, key as KeyName), response: failure(401, code) }],
  }));
}
