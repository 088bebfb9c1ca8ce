import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { sampleBody } from '../../packages/codegen/src/emit/samples-request.ts';
import type { Resource } from '../../packages/codegen/src/model.ts';
import { makeKey, startServer } from '../../packages/server/src/test-support/program.ts';
import { type Case, issuesOf, sampleRow, shown } from './contract.ts';

/** A running server. */
export interface SampleServer {
  /** The ledger of a tenant; where rows cannot be deleted, each case has one of its own. */
  ledgerFor(of: Case, tenant: string): Promise<Ledger>;
}

/** An address and a key to one tenant's rows. */
export interface Ledger {
  readonly url: string;
  readonly key: string;
  /** Puts in place what a sample needs: no row for a POST, the sample row otherwise. */
  prepare(of: Case): Promise<void>;
  /** Checks the answer to a sample, and that what it wrote is there. */
  expectAnswer(of: Case, answer: unknown): Promise<void>;
}

/** Starts the real server on an empty data folder. */
export async function startSampleServer(atEnd: (clean: () => void) => void): Promise<SampleServer> {
  const data = mkdtempSync(join(tmpdir(), 'revenue-samples-'));
  atEnd(() => rmSync(data, { recursive: true, force: true }));
  const { url } = await startServer(data, atEnd);
  const ledgers = new Map<string, Promise<Ledger>>();
  return {
    ledgerFor(of, tenant) {
      const name = !of.resource.stored || canDelete(of) ? tenant : `${tenant}-${of.id}`;
      const ledger = ledgers.get(name) ?? makeKey(data, '--tenant', name).then(({ key }) => ledgerOf(url, name, key));
      ledgers.set(name, ledger);
      return ledger;
    },
  };
}

function canDelete({ resource }: Case): boolean {
  return resource.operations.some(({ kind }) => kind === 'delete');
}

function ledgerOf(url: string, tenant: string, key: string): Ledger {
  const send: Send = async (method, path, body) => {
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    url,
    key,
    prepare: (of) => prepare(send, of),
    expectAnswer: (of, answer) => expectAnswer(send, of, answer, { key, tenant }),
  };
}

type Send = (
  method: string,
  path: string,
  body?: Record<string, unknown>,
) => Promise<{ status: number; body: Record<string, unknown> }>;

async function prepare(send: Send, of: Case): Promise<void> {
  const { resource, operation } = of;
  if (!resource.stored) return;
  const row = sampleRow(resource);
  if (canDelete(of)) {
    const gone = await send('DELETE', resource.path, { [resource.key]: row[resource.key] });
    expect([200, 404]).toContain(gone.status);
  }
  if (operation.kind === 'create') return;
  expect(await send('POST', resource.path, row)).toMatchObject({ status: 200 });
}

async function expectAnswer(
  send: Send,
  of: Case,
  answer: unknown,
  { key, tenant }: { readonly key: string; readonly tenant: string },
): Promise<void> {
  const { resource, operation } = of;
  const row = sampleRow(resource);
  expect(issuesOf(of, answer)).toEqual([]);
  const content = answer as Record<string, unknown>;
  switch (operation.kind) {
    case 'create':
    case 'update':
    case 'delete':
      expect(content).toEqual({ success: true, [resource.key]: row[resource.key] });
      await expectStored(send, of, row);
      break;
    case 'get':
      expect(content).toMatchObject(shown(row));
      break;
    case 'list':
      expect(rows(content, operation.pagination?.items)).toEqual([expect.objectContaining(shown(row))]);
      break;
    case 'history':
      expect(rows(content, operation.pagination?.items).at(-1)).toMatchObject({ action: 'create', after: shown(row) });
      break;
    case 'summary':
      expect(content).toMatchObject({ currencies: [{ count: 1 }] });
      break;
    case 'key':
      expect(key.startsWith(`${content['prefix']}`)).toBe(true);
      expect(content).toMatchObject({ tenant, environment: 'test' });
  }
}

/** What a write did: the row is read by itself. */
async function expectStored(send: Send, { resource, operation }: Case, row: Record<string, unknown>): Promise<void> {
  const read = readPath(resource, String(row[resource.key]));
  if (read === undefined) return;
  const now = await send('GET', read);
  if (operation.kind === 'delete') return expect(now.status).toBe(404);
  expect(now).toMatchObject({ status: 200, body: shown({ ...row, ...sampleBody(resource, operation) }) });
}

function readPath(resource: Resource, id: string): string | undefined {
  return resource.operations.find(({ kind }) => kind === 'get')?.path.replace(/\{.*\}/, encodeURIComponent(id));
}

function rows(page: Record<string, unknown>, items: string | undefined): unknown[] {
  return page[items ?? ''] as unknown[];
}
