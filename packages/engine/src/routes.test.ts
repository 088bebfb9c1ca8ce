import { expect, test } from 'vitest';
import { manifest } from './generated/manifest.gen.ts';
import { createRouter } from './routes.ts';
import { INVOICE, PATH, testEngine } from './test-engine.ts';

const route = createRouter(manifest);

test('finds each operation by method and path', () => {
  for (const definition of manifest.resources) {
    for (const operation of definition.operations) {
      const found = route(operation.method, operation.path.replace(/\{.*?\}/, 'x%2Fy'));
      expect(found.operation).toBe(operation);
      expect(found.id).toBe(operation.path.includes('{') ? 'x/y' : '');
    }
  }
  for (const operation of manifest.builtins) {
    expect(route(operation.method, operation.path)).toEqual({ operation, id: '' });
  }
});

test.each([
  '',
  '/',
  '/revenue',
  `${PATH}/`,
  `${PATH}//`,
  `${PATH}/a/b`,
  `${PATH}/a/`,
  `${PATH}/a/history/`,
  `${PATH}//history`,
  `${PATH}/a/other`,
  `/${PATH}`,
  '/REVENUE/INVOICES',
  '*',
])('%s is nowhere', (path) => {
  expect(() => route('GET', path)).toThrow('Nothing is served');
});

test.each(['%', '%zz', '%ff', 'a%c3'])('the path parameter %s cannot be decoded: 400', async (segment) => {
  const { status, details } = await testEngine().send('GET', `${PATH}/${segment}`);
  expect([status, details]).toEqual([400, ['invoice_id invalid_id']]);
});

test.each(['.', '..', '%2e', '%2E%2e', '%20a', 'a%00', 'e%CC%81', 'x'.repeat(256)])(
  'the path parameter %s is no id: 400',
  async (segment) => {
    const { status, details } = await testEngine().send('GET', `${PATH}/${segment}`);
    expect([status, details]).toEqual([400, ['invoice_id invalid_id']]);
  },
);

test.each(['a/b', 'a b', 'ü', '%', 'a?b=c', '#1', '日本', '...', 'x'.repeat(255)])(
  'the id %s is read back',
  async (id) => {
    const { send } = testEngine();
    expect((await send('POST', PATH, { ...INVOICE, invoice_id: id })).json).toEqual({ success: true, invoice_id: id });
    expect((await send('GET', `${PATH}/${encodeURIComponent(id)}`)).json['invoice_id']).toBe(id);
  },
);

test('the absolute form of a target is served too', async () => {
  expect((await testEngine().send('GET', `http://example.com${PATH}?limit=1`)).status).toBe(200);
});
