/**
 * How each client is made and asked, in the words of its own documentation; defaults everywhere else.
 *
 * @typedef {object} BenchClient
 * @property {string} name
 * @property {string} [package] Absent for what is part of the platform.
 * @property {string} imports
 * @property {string} make An expression of `url`, `key`, `fetch` (undefined, or a stub) and `timeoutMs` (undefined: its default).
 * @property {string} call An expression of `client`, `text` (a secret for the body) and `signal`: one POST with a JSON body.
 * @property {string} [typedImports] Instead of `imports` in the file that is type-checked; likewise `typedMake`.
 * @property {string} [typedMake]
 * @property {true} [sdk] Takes part in the fault table.
 * @property {true} [ownHost] Takes a host, not a URL with a path.
 * @property {true} [noSignal] Cannot be aborted.
 * @property {true} [nodeOnly] Does not run in browsers.
 * @property {true} [sameCode] Shares its code with the client before it: only what happens at run time differs.
 * @property {true} [noStub] Does not work on a `fetch`.
 */

const invoice = `{ invoice_id: 'inv_' + text.length, customer_id: text, group_id: 'group_1', issue_date: '2024-01-15T00:00:00Z', amount: 299.99 }`;
const plainRequest = `{ method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': client.key }, body: JSON.stringify(${invoice}), signal }`;

/** @type {readonly BenchClient[]} */
export const clients = [
  {
    name: 'this repository',
    package: '@thrivestack-revenue/core',
    imports: `import { createClient, createInvoice } from '@thrivestack-revenue/core/functions';`,
    make: `createClient({ baseUrl: url, apiKey: key, fetch, timeoutMs, dangerouslyAllowBrowser: true })`,
    call: `createInvoice(client, ${invoice}, { signal })`,
    sdk: true,
  },
  {
    name: 'this repository, on fetch',
    package: '@thrivestack-revenue/core',
    imports: `import { createClient, createInvoice } from '@thrivestack-revenue/core/functions';`,
    make: `createClient({ baseUrl: url, apiKey: key, fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)), timeoutMs, dangerouslyAllowBrowser: true })`,
    call: `createInvoice(client, ${invoice}, { signal })`,
    sdk: true,
    sameCode: true,
  },
  {
    name: 'stripe',
    package: 'stripe',
    imports: `import Stripe from 'stripe';`,
    make: `new Stripe(key, { ...split(url), protocol: 'http', ...(timeoutMs ? { timeout: timeoutMs } : {}), ...(fetch ? { httpClient: Stripe.createFetchHttpClient(fetch) } : {}) })`,
    call: `client.v2.core.accounts.create({ display_name: text })`,
    sdk: true,
    ownHost: true,
    noSignal: true,
  },
  {
    name: 'openai',
    package: 'openai',
    imports: `import OpenAI from 'openai';`,
    make: `new OpenAI({ baseURL: url, apiKey: key, fetch, timeout: timeoutMs, dangerouslyAllowBrowser: true })`,
    call: `client.chat.completions.create({ model: 'model', messages: [{ role: 'user', content: text }] }, { signal })`,
    sdk: true,
  },
  {
    name: 'orb-billing',
    package: 'orb-billing',
    imports: `import Orb from 'orb-billing';`,
    make: `new Orb({ baseURL: url, apiKey: key, fetch, timeout: timeoutMs })`,
    call: `client.customers.create({ name: text, email: 'a@example.com' }, { signal })`,
    sdk: true,
  },
  {
    name: '@polar-sh/sdk',
    package: '@polar-sh/sdk',
    imports: `import { createPolarCore } from '@polar-sh/sdk/2026-10';\nimport { createCustomers } from '@polar-sh/sdk/2026-10/services/customers';`,
    make: `createPolarCore({ accessToken: key, baseUrl: url })`,
    call: `createCustomers(client)({ email: 'a@example.com', name: text })`,
    noSignal: true,
  },
  {
    name: 'lago-javascript-client',
    package: 'lago-javascript-client',
    imports: `import { Client } from 'lago-javascript-client';`,
    make: `Client(key, { baseUrl: url, ...(fetch ? { customFetch: fetch } : {}) })`,
    call: `client.customers.createCustomer({ customer: { external_id: 'c_1', name: text } }, { signal })`,
    sdk: true,
  },
  {
    name: 'openapi-fetch',
    package: 'openapi-fetch',
    imports: `import createClient from 'openapi-fetch';`,
    typedImports: `import createClient from 'openapi-fetch';\nimport type { paths } from '../openapi-fetch';`,
    make: `createClient({ baseUrl: url, headers: { 'x-api-key': key }, fetch })`,
    typedMake: `createClient<paths>({ baseUrl: url, headers: { 'x-api-key': key }, fetch })`,
    call: `client.POST('/revenue/invoices', { body: ${invoice}, signal })`,
    sdk: true,
  },
  {
    name: 'hey-api',
    package: '@hey-api/openapi-ts',
    imports: `import { createInvoice } from '../hey-api-js/sdk.gen.js';\nimport { createClient, createConfig } from '../hey-api-js/client/index.js';`,
    typedImports: `import { createInvoice } from '../hey-api/index';\nimport { createClient, createConfig } from '../hey-api/client/index';`,
    make: `createClient(createConfig({ baseUrl: url, auth: key, fetch }))`,
    call: `createInvoice({ client, body: ${invoice}, signal })`,
    sdk: true,
  },
  {
    name: 'ky',
    package: 'ky',
    imports: `import ky from 'ky';`,
    make: `ky.create({ prefix: url, headers: { 'x-api-key': key }, ...(fetch ? { fetch } : {}) })`,
    call: `client.post('revenue/invoices', { json: ${invoice}, signal }).json()`,
  },
  {
    name: 'axios',
    package: 'axios',
    imports: `import axios from 'axios';`,
    make: `axios.create({ baseURL: url, headers: { 'x-api-key': key }, ...(fetch ? { adapter: 'fetch', env: { fetch } } : {}) })`,
    call: `client.post('/revenue/invoices', ${invoice}, { signal })`,
  },
  {
    name: 'undici',
    package: 'undici',
    imports: `import { request } from 'undici';`,
    make: `({ url, key })`,
    call: `request(client.url + '/revenue/invoices', ${plainRequest}).then(({ body }) => body.json())`,
    nodeOnly: true,
    noStub: true,
  },
  {
    name: 'node:http',
    imports: `import { Agent, request } from 'node:http';`,
    make: `({ url, key, agent: new Agent({ keepAlive: true }) })`,
    call: `new Promise((resolve, reject) => {
  const body = JSON.stringify(${invoice});
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-api-key': client.key };
  const outgoing = request(client.url + '/revenue/invoices', { method: 'POST', headers, agent: client.agent, signal }, (response) => {
    let answer = '';
    response.setEncoding('utf8').on('data', (chunk) => { answer += chunk; }).on('end', () => resolve(JSON.parse(answer))).on('error', reject);
  });
  outgoing.on('error', reject);
  outgoing.end(body);
})`,
    nodeOnly: true,
    noStub: true,
  },
  {
    name: 'fetch',
    imports: '',
    make: `({ url, key, fetch: fetch ?? globalThis.fetch })`,
    call: `client.fetch(client.url + '/revenue/invoices', ${plainRequest}).then((response) => response.json())`,
  },
];
