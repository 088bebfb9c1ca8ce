// A contract of any size, the same text for the same size on every machine.

import { COMPONENTS, type Names, schemasOf } from './large-schemas.ts';

const FIRST =
  'amber birch cedar delta ember fjord grove harbor indigo jade kelp lunar maple north ocean prairie quartz river solar tidal'.split(
    ' ',
  );
const LAST = 'account batch credit discount estimate fee grant order payment rebate'.split(' ');

/** Operations of one resource: POST, PUT, DELETE, list and get. */
export const OPERATIONS_PER_RESOURCE = 5;

/** The most operations that there are names for. */
export const MOST_OPERATIONS = FIRST.length * LAST.length * OPERATIONS_PER_RESOURCE;

/**
 * Makes the contract of an API with that many operations, in YAML.
 * Every resource has the shape of the one in `spec/openapi.yaml`: shared errors, schemas by name, a paged list with filters.
 * @param operations A multiple of 5, at most 1,000.
 * @throws RangeError for any other number.
 */
export function largeSpec(operations: number): string {
  const count = operations / OPERATIONS_PER_RESOURCE;
  if (!Number.isInteger(count) || count < 1 || operations > MOST_OPERATIONS) {
    throw new RangeError(`operations must be a multiple of ${OPERATIONS_PER_RESOURCE} up to ${MOST_OPERATIONS}.`);
  }
  const resources = resourceNames().slice(0, count);
  return `${[HEAD, ...resources.map(pathsOf), COMPONENTS, ...resources.map(schemasOf)].join('\n')}\n`;
}

function resourceNames(): Names[] {
  return LAST.flatMap((last) => FIRST.map((first) => namesOf(first, last)));
}

function namesOf(first: string, last: string): Names {
  const plural = last === 'batch' ? 'batches' : `${last}s`;
  return {
    path: `/revenue/${first}-${plural}`,
    key: `${first}_${last}_id`,
    words: `${first} ${last}`,
    tag: `${first}-${plural}`,
    type: capital(first) + capital(last),
    types: capital(first) + capital(plural),
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const HEAD = `openapi: 3.1.0
info:
  title: A large revenue API
  version: 1.0.0
  description: Made for measuring; every resource has the shape of an invoice.
servers:
  - url: https://api.example.com
security:
  - apiKey: [revenue]
paths:`;

const ERRORS = `        "400": { $ref: "#/components/responses/BadRequest" }
        "401": { $ref: "#/components/responses/Unauthorized" }
        "429": { $ref: "#/components/responses/TooManyRequests" }
        "500": { $ref: "#/components/responses/ServerError" }`;
const NOT_FOUND = '        "404": { $ref: "#/components/responses/NotFound" }';

function pathsOf({ path, key, words, tag, type, types }: Names): string {
  const write = (method: string, verb: string): string => `    ${method}:
      operationId: ${verb.toLowerCase()}${type}
      tags: [${tag}]
      summary: ${verb} one ${words}
      description: ${verb}s one ${words}; the id is yours.
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/${verb}${type}" }
      responses:
        "200":
          description: The write is stored.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${type}WriteResult" }
${ERRORS}${verb === 'Create' ? '' : `\n${NOT_FOUND}`}`;
  return `  ${path}:
${write('post', 'Create')}
${write('put', 'Update')}
${write('delete', 'Delete')}
    get:
      operationId: list${types}
      tags: [${tag}]
      summary: List by page
      description: One page in a stable order.
      x-pagination: { cursor: cursor, limit: limit, items: data, next: next_cursor, more: has_more }
      parameters:
        - name: limit
          in: query
          description: Rows per page.
          schema: { type: integer, minimum: 1, maximum: 200, default: 50 }
        - name: cursor
          in: query
          description: The cursor of the page before.
          schema: { type: string }
        - name: sort
          in: query
          description: The field that orders the list.
          x-sort: field
          schema: { type: string, enum: [created_at, issue_date, amount], default: created_at }
        - name: order
          in: query
          description: Direction of the order.
          x-sort: order
          schema: { type: string, enum: [desc, asc], default: desc }
        - name: customer_id
          in: query
          description: Only rows of this customer.
          x-filter: { field: customer_id, op: eq }
          schema: { type: string }
        - name: issue_date_from
          in: query
          description: Issued at or after this instant.
          x-filter: { field: issue_date, op: gte }
          schema: { type: string, format: date-time }
      responses:
        "200":
          description: One page.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${type}Page" }
${ERRORS}
  ${path}/{${key}}:
    get:
      operationId: get${type}
      tags: [${tag}]
      summary: Get one ${words}
      description: The row as it is stored now.
      parameters:
        - name: ${key}
          in: path
          required: true
          description: The id you gave it.
          schema: { type: string }
      responses:
        "200":
          description: The row.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${type}" }
${ERRORS}
${NOT_FOUND}`;
}
