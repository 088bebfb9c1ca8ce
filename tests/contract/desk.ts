import type { OperationDefinition, ResourceDefinition } from '@thrivestack-revenue/engine';
import type { KeyName, WireRequest, WireResponse, WireStep } from '../wire/cases.ts';
import { shown } from './expected.ts';
import { type JsonObject, sample } from './values.ts';

/** Requests to one resource, with ids that no two cases share. */
export interface Desk {
  readonly resource: ResourceDefinition;
  readonly create: OperationDefinition;
  readonly operation: (kind: string) => OperationDefinition | undefined;
  /** A good body of a write; `seed` chooses its values. */
  readonly body: (operation: OperationDefinition, id: string, seed?: number) => JsonObject;
}

/** Makes the desk of a resource. */
export function deskOf(resource: ResourceDefinition): Desk {
  const create = resource.operations.find(({ kind }) => kind === 'create');
  if (!create) throw new Error(`${resource.name} has no create.`);
  return {
    resource,
    create,
    operation: (kind) => resource.operations.find((operation) => operation.kind === kind),
    body: (operation, id, seed = 1) => {
      const dates = operation.kind === 'update' ? heldDates(resource, create, operation) : {};
      return { ...sample(resource, operation, seed), ...dates, [resource.key]: id };
    },
  };
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

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'authentication_error',
  404: 'not_found',
};

/** The answer to a write. */
export function success({ resource }: Desk, id: string, replayed = false): WireResponse {
  const body = { success: true, [resource.key]: id };
  return { status: 200, ...(replayed ? { headers: { 'idempotent-replayed': 'true' } } : {}), body };
}

/** An error; without `details` when one field alone cannot be to blame. */
export function failure(status: number, code: string, param = '', details?: '<any>' | 'one'): WireResponse {
  const error: JsonObject = { type: TYPES[status] ?? '', code, message: '<any>' };
  if (param !== '') error['param'] = param;
  if (details) error['details'] = details === 'one' ? [{ param, code, message: '<any>' }] : details;
  return { status, body: { success: false, error, request_id: '<any>' } };
}

/** A write with this body. */
export function write(operation: OperationDefinition, body: JsonObject, more: Partial<WireRequest> = {}): WireRequest {
  return { method: operation.method, path: operation.path, body, ...more };
}

/** A read; of the row `id`, if it is one of rows. */
export function read({ resource }: Desk, operation: OperationDefinition, id: string, key?: KeyName): WireRequest {
  const path = operation.path.replace(`{${resource.key}}`, encodeURIComponent(id));
  return { method: operation.method, path, ...(key ? { key } : {}) };
}

/** A request that any resource answers, about the row `id`. */
export function request(desk: Desk, operation: OperationDefinition, id: string, key?: KeyName): WireRequest {
  const more = key ? { key } : {};
  return operation.body ? write(operation, desk.body(operation, id), more) : read(desk, operation, id, key);
}

/** Creates the row `id`. */
export function created(desk: Desk, id: string, seed?: number): WireStep {
  return { request: write(desk.create, desk.body(desk.create, id, seed)), response: success(desk, id) };
}

/** Looks at the row `id`, if the resource has a way to. */
export function seen(desk: Desk, id: string, document: JsonObject | undefined): WireStep[] {
  const get = desk.operation('get');
  if (!get) return [];
  const { resource } = desk;
  const gone = failure(404, `${resource.singular}_not_found`, resource.key);
  const response = document ? { status: 200, body: shown(resource, id, document) } : gone;
  return [{ request: read(desk, get, id), response }];
}
