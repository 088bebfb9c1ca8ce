import {
  type EngineResponse,
  manifest,
  type OperationDefinition,
  type ResourceDefinition,
} from '@thrivestack-revenue/engine';
import { expect } from 'vitest';
import type { KeyName } from '../wire/cases.ts';
import { keyOf } from '../wire/targets.ts';
import { placeOf } from './contract.ts';
import { type FuzzRequest, faultsOf } from './judge.ts';

export type Send = (request: FuzzRequest) => Promise<EngineResponse>;

const owners: readonly KeyName[] = ['main', 'other-tenant', 'live'];

/** Which rows there must be, by what the answers said; one ledger for each store. */
export class Ledger {
  /** By key, resource and id. */
  readonly #rows = new Map<string, Set<string>>();

  /** Notes what an answered write has changed. */
  note(request: FuzzRequest, answer: EngineResponse): void {
    if (answer.status !== 200 || answer.headers['idempotent-replayed'] === 'true') return;
    const path = placeOf(request.method, request.target).operation?.path;
    for (const resource of manifest.resources) {
      const operation = resource.operations.find(
        (one) => one.path === path && one.method === request.method && one.body,
      );
      if (!operation) continue;
      const id = (JSON.parse(answer.body) as Record<string, string>)[resource.key] ?? '';
      if (operation.kind === 'create') this.#of(request.key, resource).add(id);
      if (operation.kind === 'delete') this.#of(request.key, resource).delete(id);
    }
  }

  /** Pages through every list, looks at every row and its history, and adds up: all must tell the same. */
  async check(send: Send): Promise<void> {
    for (const resource of manifest.resources) {
      for (const key of owners) {
        const wanted = [...this.#of(key, resource)].sort();
        const found = await idsOf(send, resource, key);
        expect([...found].sort(), `${key} ${resource.name}`).toEqual(wanted);
        await this.#checkSums(send, resource, key, wanted.length);
        for (const kind of ['get', 'history']) {
          const operation = operationOf(resource, kind);
          for (const id of operation ? wanted.slice(0, 5) : []) {
            const body = await ask(send, { ...(operation as OperationDefinition), key, id });
            if (kind === 'get') expect(body[resource.key]).toBe(id);
            else expect((body['data'] as { after: unknown }[]).at(-1)?.after).not.toBeNull();
          }
        }
      }
    }
  }

  async #checkSums(send: Send, resource: ResourceDefinition, key: KeyName, rows: number): Promise<void> {
    const operation = operationOf(resource, 'summary');
    if (!operation) return;
    const { currencies } = await ask(send, { ...operation, key });
    const counts = (currencies as { count: number }[]).map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
  }

  #of(key: KeyName, { name }: ResourceDefinition): Set<string> {
    const place = `${key} ${name}`;
    const found = this.#rows.get(place) ?? new Set();
    this.#rows.set(place, found);
    return found;
  }
}

/** Reads a whole list in small pages. */
async function idsOf(send: Send, resource: ResourceDefinition, key: KeyName): Promise<string[]> {
  const list = operationOf(resource, 'list');
  if (!list?.pagination) return [];
  const parameter = (kind: string): string => list.query?.find(({ role }) => role.kind === kind)?.name ?? '';
  const { items, next } = list.pagination;
  const found: string[] = [];
  let search = `?${parameter('limit')}=7`;
  for (;;) {
    const page = await ask(send, { ...list, key, search });
    found.push(...(page[items] as Record<string, string>[]).map((row) => row[resource.key] ?? ''));
    const cursor = page[next];
    if (cursor === null) return found;
    search = `?${parameter('limit')}=7&${parameter('cursor')}=${encodeURIComponent(String(cursor))}`;
  }
}

function operationOf(resource: ResourceDefinition, kind: string): OperationDefinition | undefined {
  return resource.operations.find((operation) => operation.kind === kind);
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly key: KeyName;
  readonly id?: string;
  readonly search?: string;
}

async function ask(
  send: Send,
  { method, path, key, id = '', search = '' }: Question,
): Promise<Record<string, unknown>> {
  const target = path.replace(/\{[^}]*\}/, () => encodeURIComponent(id)) + search;
  const headers = { [manifest.keyHeader]: keyOf(key) ?? '' };
  const request: FuzzRequest = { method, target, headers, body: new Uint8Array(), key };
  const answer = await send(request);
  expect(answer.status, `${target}: ${answer.body}`).toBe(200);
  expect(faultsOf(request, answer)).toEqual([]);
  return JSON.parse(answer.body) as Record<string, unknown>;
}
