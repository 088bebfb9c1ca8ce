import { describe, expect, it } from 'vitest';
import { invoice } from '../test/invoice.ts';
import { createInvoiceValidator, validators } from './generated/validators.gen.ts';
import { createValidator } from './validator.ts';

describe('a validator of the contract', () => {
  it('finds nothing wrong with what is right', () => {
    expect(validators.createInvoice.check(invoice)).toEqual({ issues: [] });
    expect(validators.updateInvoice.check({ invoice_id: 'inv_1', due_date: null })).toEqual({ issues: [] });
    expect(validators.deleteInvoice.check({ invoice_id: 'inv_1' })).toEqual({ issues: [] });
  });

  it('finds everything at once, with the server’s codes', () => {
    const { issues } = validators.createInvoice.check({
      invoice_id: 'inv_1',
      amount: 1.999,
      issue_date: '2024-02-30',
      color: 'red',
    });
    expect(issues.map(({ param, code }) => [param, code])).toEqual(
      expect.arrayContaining([
        ['customer_id', 'missing_field'],
        ['group_id', 'missing_field'],
        ['issue_date', 'invalid_date'],
        ['amount', 'amount_precision'],
        ['color', 'unknown_field'],
      ]),
    );
  });

  it('knows the rules between fields', () => {
    const late = { ...invoice, due_date: '2023-01-01T00:00:00Z' };
    expect(validators.createInvoice.check(late).issues).toMatchObject([
      { param: 'due_date', code: 'due_before_issue' },
    ]);
  });

  it('is there by itself, too', () => {
    expect(createInvoiceValidator).toBe(validators.createInvoice);
  });
});

describe('as a Standard Schema', () => {
  const standard = validators.createInvoice['~standard'];

  it('says who it is', () => {
    expect(standard).toMatchObject({ version: 1, vendor: 'thrivestack-revenue' });
  });

  it('gives the value as it came, defaults not filled in', () => {
    expect(standard.validate(invoice)).toEqual({ value: invoice });
  });

  it('gives issues with paths', () => {
    const result = standard.validate({ ...invoice, amount: -1 });
    expect(result.issues).toMatchObject([{ path: ['amount'], message: expect.any(String) }]);
  });

  it('splits the path of what is nested', () => {
    const lines = createValidator(
      {
        type: 'object',
        fields: { lines: { type: 'array', items: { type: 'object', fields: { price: { type: 'number' } } } } },
      },
      'create',
    );
    const result = lines['~standard'].validate({ lines: [{ price: 1 }, { price: 'x' }] });
    expect(result.issues).toMatchObject([{ path: ['lines', 1, 'price'] }]);
  });
});
