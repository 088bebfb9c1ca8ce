import { type Case, equal, failure, has, type RevenueErrorLike, type Setting, truly } from './case.ts';
import { freshId, invoice, meet, real } from './wire.ts';

/** Calls of two retries each that take a full budget of 100 tokens, and then some. */
const CALLS = 60;

/** The options of a client that are objects of another entry, and the budget of its retries. */
export const optionCases: Case[] = [
  {
    name: 'retryBudget: an outage gets 100 retries, and calls without a token fail at once',
    async run(setting) {
      const { client, seen } = meet(setting, 'always-500');
      const errors = await outage(setting, client);
      equal((await seen()).requests.length, CALLS + 100, 'requests');
      const exhausted = errors.filter(({ retryBudgetExhausted }) => retryBudgetExhausted);
      const spared = exhausted.reduce((sum, { attempts }) => sum + 3 - attempts, 0);
      equal(spared, CALLS * 2 - 100, 'retries without a token');
      has(exhausted[0], { name: 'ServerError', status: 500, retryable: true });
      has(await failure(setting.entries.functions.createInvoice(client, invoice)), {
        attempts: 1,
        retryBudgetExhausted: true,
      });
    },
  },
  {
    name: 'retryBudget: false retries every call as often as it may',
    async run(setting) {
      const { client, seen } = meet(setting, 'always-500', { retryBudget: false });
      const errors = await outage(setting, client);
      equal((await seen()).requests.length, CALLS * 3, 'requests');
      equal(new Set(errors.map(({ attempts, retryBudgetExhausted }) => `${attempts} ${retryBudgetExhausted}`)).size, 1);
      has(errors[0], { attempts: 3, retryBudgetExhausted: false });
    },
  },
  {
    name: 'retryBudget: what a server asks for is free, and ten successes buy a retry',
    async run({ entries: { functions, testing } }) {
      let answer = testing.fault.status(503);
      const fetch = testing.scriptedTransport((request, next) => answer(request, next));
      const client = functions.createClient({ apiKey: 'test', fetch, dangerouslyAllowBrowser: true });
      const call = (): Promise<unknown> => functions.createInvoice(client, invoice);
      await Promise.all(Array.from({ length: 50 }, () => failure(call())));
      has(await failure(call()), { attempts: 1, retryBudgetExhausted: true }, 'empty:');
      answer = testing.fault.rateLimited({ seconds: 0 });
      has(await failure(call()), { attempts: 3, retryBudgetExhausted: false }, 'asked for:');
      answer = () => Response.json({ success: true, invoice_id: invoice.invoice_id });
      // Tenths of a token do not add up to one exactly.
      for (let count = 0; count < 11; count += 1) await call();
      answer = testing.fault.status(503);
      has(await failure(call()), { attempts: 2, retryBudgetExhausted: true }, 'bought:');
    },
  },
  {
    name: 'validate: a wrong body is refused before it is sent, in the words of the server',
    async run(setting) {
      const { validators } = setting.entries.validators;
      const { client, seen } = meet(setting, 'ok', { validate: validators });
      for (const wrong of [{ amount: -1 }, { amount: -1, issue_date: 'yesterday' }]) {
        const body = { ...invoice, invoice_id: freshId(setting.world), ...wrong };
        const ours = await failure(setting.entries.functions.createInvoice(client, body));
        const theirs = await failure(real(setting).invoices.create(body));
        has(ours, { name: 'BadRequestError', status: 400, attempts: 0, retryable: false, ambiguous: false });
        has(ours, { code: theirs.code, param: theirs.param, details: theirs.details }, 'of the server:');
        // Of several the server counts those that its message does not tell.
        truly(theirs.message.startsWith(ours.message), `${ours.message} is not ${theirs.message}`);
      }
      equal((await seen()).requests.length, 0, 'requests');
    },
  },
  {
    name: 'validate: a body that is right is sent as it was given, reads as ever',
    async run(setting) {
      const { validators } = setting.entries.validators;
      const { client, seen } = meet(setting, 'ok', { validate: validators });
      const update = { invoice_id: 'inv_1', due_date: null };
      await setting.entries.functions.updateInvoice(client, update);
      equal((await seen()).requests[0]?.body, JSON.stringify(update), 'body');
      const { scopes } = await real(setting, { validate: validators }).key.get();
      equal(scopes.includes('revenue'), true, 'scopes');
    },
  },
];

/** What many calls at once, into a server that fails, end with. */
function outage(
  { entries }: Setting,
  client: import('@thrivestack-revenue/core').Client,
): Promise<readonly RevenueErrorLike[]> {
  const ids = Array.from({ length: CALLS }, (_, index) => `inv_${index}`);
  return Promise.all(
    ids.map((invoice_id) => failure(entries.functions.createInvoice(client, { ...invoice, invoice_id }))),
  );
}
