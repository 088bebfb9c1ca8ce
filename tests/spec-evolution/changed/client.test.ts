import { type CreateCreditNote, type CreditNote, createClient } from '@thrivestack-revenue/core';
import * as functions from '@thrivestack-revenue/core/functions';
import * as hooks from '@thrivestack-revenue/react/server';
import { expect, expectTypeOf, it } from 'vitest';

const revenue = createClient({ apiKey: 'any', baseUrl: 'http://127.0.0.1:1' });

it('has what the changed contract has, and no more', () => {
  expect(Object.keys(revenue)).toEqual(expect.arrayContaining(['creditNotes', 'usageBatches', 'invoices', 'key']));
  expect(Object.keys(revenue)).not.toEqual(expect.arrayContaining(['boxes']));
  expect(Object.keys(revenue)).not.toEqual(expect.arrayContaining(['usageRecordBatches']));
  const names = [...Object.keys(functions), ...Object.keys(hooks)].filter((name) => /box|usagerecord/i.test(name));
  expect(names).toEqual([]);
});

it('has the changed types', () => {
  expectTypeOf<CreateCreditNote['reason']>().toEqualTypeOf<'refund' | 'error'>();
  expectTypeOf<CreateCreditNote['memo']>().toEqualTypeOf<string>();
  expectTypeOf<CreateCreditNote['points']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<CreditNote['points']>().toEqualTypeOf<string | null>();
  expectTypeOf<CreateCreditNote>().toHaveProperty('marks');
  expectTypeOf<CreateCreditNote>().not.toHaveProperty('labels');
});
