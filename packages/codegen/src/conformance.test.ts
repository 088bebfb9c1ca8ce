import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkConformance } from './conformance.ts';
import { checkExtensions } from './extensions.ts';
import { readSpec, type SpecDocument } from './spec-document.ts';

const text = readFileSync(fileURLToPath(new URL('../../../spec/openapi.yaml', import.meta.url)), 'utf8');

function read(changed: string): SpecDocument {
  const file = join(mkdtempSync(join(tmpdir(), 'revenue-spec-')), 'spec.yaml');
  writeFileSync(file, changed);
  return readSpec(file, 'spec.yaml');
}

function edited(from: string, to: string): SpecDocument {
  expect(text).toContain(from);
  return read(text.replace(from, to));
}

it('our own contract conforms', () => {
  const spec = read(text);
  expect(() => checkConformance(spec)).not.toThrow();
  expect(() => checkExtensions(spec)).not.toThrow();
});

describe('what is refused, with its line', () => {
  it.each<[string, string, string, RegExp]>([
    ['another version', 'openapi: 3.1.0', 'openapi: 2.0.0', /^spec\.yaml:1: openapi must be 3\.1/],
    [
      'no operationId',
      '      operationId: updateInvoice\n',
      '',
      /^spec\.yaml:\d+: PUT "\/revenue\/invoices" has no operationId/,
    ],
    [
      'an undeclared path parameter',
      '        - name: invoice_id\n          in: path',
      '        - name: q2\n          in: query',
      /has the parameter "invoice_id", which is not declared/,
    ],
    [
      'a header parameter',
      '        - name: customer_id\n          in: query',
      '        - name: customer_id\n          in: header',
      /"in: header"; only query and path/,
    ],
    [
      'an unsupported style',
      '        - name: customer_id\n          in: query',
      '        - name: customer_id\n          style: spaceDelimited\n          in: query',
      /has the style "spaceDelimited"; only "form"/,
    ],
    [
      'a list as a parameter',
      'example: cust_123\n          schema: { type: string }',
      'example: cust_123\n          schema: { type: array, items: { type: string } }',
      /"customer_id" is an array/,
    ],
    [
      'schemas in a circle',
      '    ErrorDetail:\n      type: object\n',
      '    ErrorDetail:\n      type: object\n      allOf: [{ $ref: "#/components/schemas/ErrorBody" }]\n',
      /the schemas (ErrorDetail → ErrorBody → ErrorDetail|ErrorBody → ErrorDetail → ErrorBody) contain each other/,
    ],
  ])('%s', (_name, from, to, message) => {
    const spec = edited(from, to);
    expect(() => checkConformance(spec)).toThrow(message);
  });
});

describe('extensions', () => {
  it('refuses one that is misspelt', () => {
    expect(() => checkExtensions(edited('x-money:', 'x-mony:'))).toThrow(
      /^spec\.yaml:\d+: "x-mony" is no extension that is known \(x-source, /,
    );
  });

  it('refuses one in the wrong place', () => {
    const spec = edited(
      '      x-source: vendor\n      requestBody',
      '      x-money: { currency: currency }\n      requestBody',
    );
    expect(() => checkExtensions(spec)).toThrow(/"x-money" means nothing here; it stands on a property/);
  });

  it('leaves data and names alone', () => {
    const spec = edited('example: cust_123', 'example: { x-anything: 1 }');
    expect(() => checkExtensions(spec)).not.toThrow();
  });
});
