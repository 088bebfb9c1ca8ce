import type { Json, Model, Operation, Parameter, Resource } from '../model.ts';
import { type Sampled, sampleObject, sampleValue } from './sample-values.ts';

/** Where the self-hosted server is when nobody says otherwise. */
const OWN_SERVER = 'http://127.0.0.1:8787';

/** The request that the samples of one operation send. */
export interface SampleRequest {
  /** One line: what it does. */
  readonly title: string;
  /** `POST /revenue/invoices` */
  readonly line: string;
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly keyHeader: string;
  /** The API's address when the environment names none. */
  readonly baseUrl: string;
  /** The key of the row that is read. */
  readonly id?: string;
  readonly query: { readonly [name: string]: Json };
  readonly body?: { readonly [name: string]: Json };
}

/** Decides what the samples of an operation send. */
export function sampleRequest(model: Model, resource: Resource, operation: Operation): SampleRequest {
  const { pathDoc, path, httpMethod, summary, bodyShape } = operation;
  const id = pathDoc ? rowId(resource, pathDoc) : undefined;
  const query = sampleQuery(resource, operation);
  const text = String(new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])));
  const encoded = path.replace(/\{.*?\}/, encodeURIComponent(id ?? ''));
  return {
    title: oneLine(summary).replace(/\.$/, ''),
    line: `${httpMethod} ${path}`,
    method: httpMethod,
    target: text === '' ? encoded : `${encoded}?${text}`,
    keyHeader: model.keyHeader,
    baseUrl: baseUrlOf(model, operation),
    query,
    ...(id === undefined ? {} : { id }),
    ...(bodyShape ? { body: sampleBody(resource, operation) } : {}),
  };
}

/** Makes the JSON body of an operation; empty for reads. */
export function sampleBody(resource: Resource, operation: Operation): { [name: string]: Json } {
  const body = sampleObject(operation.body);
  // The row that is changed is the row that the sample before it made.
  return operation.kind === 'create' ? body : { ...body, ...keyOfRow(resource) };
}

/** Puts text on one line, for comments and headings. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function baseUrlOf({ servers }: Model, { source }: Operation): string {
  const [vendor = OWN_SERVER, own = OWN_SERVER] = servers;
  return (source === 'vendor' ? vendor : own).replace(/\/+$/, '');
}

function created(resource: Resource): { [name: string]: Json } {
  return sampleObject(resource.operations.find(({ kind }) => kind === 'create')?.body ?? []);
}

function keyOfRow(resource: Resource): { [name: string]: Json } {
  const value = created(resource)[resource.key];
  return value === undefined ? {} : { [resource.key]: value };
}

function rowId(resource: Resource, parameter: Sampled): string {
  return String(created(resource)[resource.key] ?? sampleValue(parameter));
}

/** What a list is asked for: what must be said, one filter that finds the sample row, and the length of a page. */
function sampleQuery(resource: Resource, operation: Operation): { [name: string]: Json } {
  const row = created(resource);
  const { query, kind } = operation;
  const filter = kind === 'list' ? query.find((parameter) => isPlainFilter(parameter, row)) : undefined;
  const wanted = query.filter(
    (parameter) => parameter === filter || parameter.required || parameter.role.kind === 'limit',
  );
  return Object.fromEntries(
    wanted.map((parameter) => {
      const { role, name } = parameter;
      const stored = role.kind === 'filter' ? row[role.field] : undefined;
      return [name, stored ?? sampleValue(parameter)];
    }),
  );
}

function isPlainFilter({ role, shape }: Parameter, row: { readonly [name: string]: Json }): boolean {
  if (role.kind !== 'filter' || role.op !== 'eq' || shape.currencyField !== undefined) return false;
  return ['string', 'number', 'boolean'].includes(typeof row[role.field]);
}
