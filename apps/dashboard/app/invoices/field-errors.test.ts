import { describe, expect, test } from 'vitest';
import { issuesByField, splitFailure } from './field-errors.ts';

describe('issuesByField', () => {
  test('speaks of fields by their labels, and keeps the first issue of each', () => {
    const issues = [
      { param: 'customer_id', code: 'missing_field', message: 'customer_id is required. Add it.' },
      { param: 'due_date', code: 'due_before_issue', message: 'due_date may not be before issue_date.' },
      { param: 'due_date', code: 'x', message: 'second' },
    ];
    expect(issuesByField(issues)).toEqual({
      customer_id: 'Customer is required. Add it.',
      due_date: 'Due date may not be before issue date.',
    });
  });
});

describe('splitFailure', () => {
  test('leaves no sentence when every error has its field', () => {
    const details = [{ param: 'amount', code: 'amount_precision', message: 'JPY has no decimals; 1.5 has 1.' }];
    expect(splitFailure({ message: 'The body is wrong.', param: 'amount', details })).toEqual({
      fields: { amount: 'JPY has no decimals; 1.5 has 1.' },
      remains: undefined,
    });
  });

  test('puts the error itself at its field when the details speak of others', () => {
    const details = [{ param: 'amount', code: 'differs', message: 'amount is stored as 5.' }];
    const { fields, remains } = splitFailure({ message: 'inv_1 exists.', param: 'invoice_id', details });
    expect(fields).toEqual({ amount: 'Amount is stored as 5.', invoice_id: 'inv_1 exists.' });
    expect(remains).toBeUndefined();
  });

  test('keeps the sentence when there is no field for it', () => {
    expect(splitFailure({ message: 'Out of order.' })).toEqual({ fields: {}, remains: 'Out of order.' });
    const details = [{ param: 'lines[0]', code: 'x', message: 'No lines.' }];
    expect(splitFailure({ message: 'Wrong.', details }).remains).toBe('Wrong.');
  });
});
