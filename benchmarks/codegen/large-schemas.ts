/** What one resource is called. */
export interface Names {
  readonly path: string;
  readonly key: string;
  readonly words: string;
  readonly tag: string;
  readonly type: string;
  readonly types: string;
}

const error = (name: string, description: string): string => `    ${name}:
      description: ${description}
      content:
        application/json:
          schema: { $ref: "#/components/schemas/ErrorBody" }`;

/** What all resources share, and the start of the schemas. */
export const COMPONENTS = `components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: x-api-key }
  responses:
${error('BadRequest', 'Wrong or missing fields.')}
${error('Unauthorized', 'Wrong or missing key.')}
${error('NotFound', 'The id does not exist.')}
${error('TooManyRequests', 'Too many requests.')}
${error('ServerError', 'Try again later.')}
  schemas:
    ErrorBody:
      type: object
      required: [success, error, request_id]
      properties:
        success: { type: boolean, const: false }
        error:
          type: object
          required: [type, code, message]
          properties:
            type: { type: string }
            code: { type: string }
            message: { type: string }
            param: { type: string }
        request_id: { type: string }`;

const CHANGEABLE = `        amount:
          type: number
          minimum: 0
          description: What is owed, in major units.
          x-money: { currency: currency }
          example: 299.99
        currency: { type: string, description: ISO 4217 code., example: USD }
        quantity: { type: integer, minimum: 1, description: How many., example: 3 }
        status: { type: string, enum: [draft, open, paid], description: Where it stands., example: open }
        issue_date: { type: string, format: date-time, description: When it was issued., example: "2024-01-15T00:00:00Z" }
        due_date:
          type: [string, "null"]
          format: date-time
          description: When it is due.
          example: "2024-02-15T00:00:00Z"
        note: { type: string, maxLength: 200, description: Anything else., example: first of two }`;

/** Writes the schemas of one resource. */
export function schemasOf({ key, words, type }: Names): string {
  const id = `        ${key}: { type: string, description: Your id of the ${words}., example: id_123 }`;
  const customer = '        customer_id: { type: string, description: Whose it is., example: cust_123 }';
  const object = (name: string, required: string, ...properties: readonly string[]): string => `    ${name}:
      type: object
      required: [${required}]
      properties:
${properties.join('\n')}`;
  return [
    object(`Create${type}`, `${key}, customer_id, amount, currency, issue_date`, id, customer, CHANGEABLE),
    object(`Update${type}`, key, id, CHANGEABLE),
    object(`Delete${type}`, key, id),
    object(`${type}WriteResult`, `success, ${key}`, '        success: { type: boolean, const: true }', id),
    object(
      type,
      `${key}, customer_id, amount, currency, issue_date, created_at, updated_at`,
      id,
      customer,
      CHANGEABLE,
      '        created_at: { type: string, format: date-time, description: When it was first stored. }',
      '        updated_at: { type: string, format: date-time, description: When it was last changed. }',
    ),
    object(
      `${type}Page`,
      'data, has_more, next_cursor',
      `        data: { type: array, items: { $ref: "#/components/schemas/${type}" } }`,
      '        has_more: { type: boolean }',
      '        next_cursor: { type: [string, "null"] }',
    ),
  ].join('\n');
}
