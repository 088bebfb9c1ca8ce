import type { OperationDefinition, ResourceDefinition } from '@thrivestack-revenue/engine';
import type { KeyName, WireFile, WireRequest } from '../wire/cases.ts';
import { created, type Desk, deskOf, failure, request, write } from './desk.ts';
import { faultsOf } from './faults.ts';
import { goodCases } from './good-cases.ts';

type Cases = WireFile['cases'];

/** Derives the cases of every operation of a resource from the contract alone. */
export function casesOf(resource: ResourceDefinition): WireFile[] {
  const desk = deskOf(resource);
  return resource.operations.map((operation) => ({
    title: operation.id,
    cases: [
      ...goodCases(desk, operation),
      ...wrong(desk, operation),
      ...strangers(desk, operation),
      ...keys(desk, operation),
    ],
  }));
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
