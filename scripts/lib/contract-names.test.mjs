import { describe, expect, it } from 'vitest';
import { contractNames, findNames } from './contract-names.mjs';

const spec = {
  paths: {
    '/revenue/subscription-plans': { post: { operationId: 'createSubscriptionPlan' } },
    '/revenue/subscription-plans/{plan_ref}': { get: { parameters: [{ in: 'path', name: 'plan_ref' }] } },
  },
  components: {
    schemas: {
      SubscriptionPlan: {
        properties: { started_on: {}, amount: {}, created_at: { 'x-source': 'ours' } },
      },
      ErrorBody: { properties: { request_id: {} } },
    },
  },
};
const found = (text) => findNames(text, contractNames(spec)).length > 0;

describe('contractNames', () => {
  it.each([
    "fetch('/revenue/subscription-plans')",
    'const subscriptionPlan = 1;',
    'class SubscriptionPlansView {}',
    'row.subscription_plan_id',
    'client.createSubscriptionPlan()',
    'row.started_on',
    'plan_ref',
  ])('finds %s', (text) => {
    expect(found(text)).toBe(true);
  });

  it.each(['row.created_at', 'money.amount', 'error.request_id', 'subscription', 'restarted_once'])(
    'lets %s pass',
    (text) => {
      expect(found(text)).toBe(false);
    },
  );

  it('tells the line', () => {
    expect(findNames('a\n  plan_ref\n', contractNames(spec))).toEqual([{ line: 2, text: 'plan_ref' }]);
  });
});
