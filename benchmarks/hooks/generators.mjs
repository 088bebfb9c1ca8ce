/**
 * How each generator is set up, in the words of its own documentation; defaults everywhere else.
 *
 * @typedef {object} Generator
 * @property {string} name
 * @property {string} package Whose version is shown.
 * @property {readonly { program: readonly string[], args: readonly string[], config?: readonly [name: string, text: string] }[]} commands
 * @property {string} hooks Glob of the generated files with hooks; '' when there are none.
 * @property {string} module Text of a module with the same exports for all.
 */

const text = (value) => JSON.stringify(value);
const ROW = `invoice_id`;

/** What every module ends with: rows of a page, however it is wrapped. */
const rows = (page) => `
export const idsOf = (data) => ${page}?.data?.map((row) => row.${ROW});
export const idsOfAll = (data) => data?.pages?.flatMap((page) => idsOf(page) ?? []);
`;

const heyApiLike = (folder) => `
import { client } from './${folder}/client.gen.ts';
const withKey = (key) => (key ? { headers: { 'x-api-key': key } } : undefined);
export const setUp = (url, key) => client.setConfig({ baseUrl: url, auth: key });
export const Provider = ({ children }) => children;
`;

/** @param {string} spec @returns {readonly Generator[]} */
export const generators = (spec) => [
  {
    name: 'this repository',
    package: '@thrivestack-revenue/react',
    commands: [],
    hooks: 'packages/react/src/{*,generated/*.hooks.gen}.{ts,tsx}',
    module: `
import { createClient } from '@thrivestack-revenue/core';
import { RevenueProvider, useCreateInvoice, useInfiniteListInvoices, useListInvoices, listInvoicesOptions } from '@thrivestack-revenue/react';
import { optimistic } from '@thrivestack-revenue/react/optimistic';
import { createElement } from 'react';
let revenue;
let at;
const make = (key) => createClient({ baseUrl: at, apiKey: key, dangerouslyAllowBrowser: true });
export const setUp = (url, key) => { at = url; revenue = make(key); };
export const Provider = ({ children }) => createElement(RevenueProvider, { client: revenue }, children);
export const useList = () => useListInvoices();
export const useInfinite = () => useInfiniteListInvoices();
export const useCreate = () => useCreateInvoice();
export const useCreateOptimistic = () => useCreateInvoice({ optimistic });
export const variables = (invoice) => invoice;
export const listOptions = (key) => listInvoicesOptions(key ? make(key) : revenue);
${rows('data')}`,
  },
  {
    name: 'hey-api, TanStack plugin',
    package: '@hey-api/openapi-ts',
    commands: [
      {
        program: ['@hey-api', 'openapi-ts', 'bin', 'run.js'],
        args: ['--file', 'openapi-ts.config.mjs', '--no-log-file'],
        config: [
          'openapi-ts.config.mjs',
          `export default ${text({ input: spec, output: 'hey-api', plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch', '@tanstack/react-query'] })};\n`,
        ],
      },
    ],
    hooks: '',
    module: `${heyApiLike('hey-api')}
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { createInvoiceMutation, listInvoicesInfiniteOptions, listInvoicesOptions } from './hey-api/@tanstack/react-query.gen.ts';
export const useList = () => useQuery(listInvoicesOptions());
export const useInfinite = () => useInfiniteQuery({ ...listInvoicesInfiniteOptions(), initialPageParam: {}, getNextPageParam: (page) => page.next_cursor });
export const useCreate = () => useMutation(createInvoiceMutation());
export const variables = (body) => ({ body });
export const listOptions = (key) => listInvoicesOptions(withKey(key));
${rows('data')}`,
  },
  {
    name: 'orval',
    package: 'orval',
    commands: [
      {
        program: ['orval', 'dist', 'bin', 'orval.mjs'],
        args: ['--config', 'orval.config.mjs'],
        config: [
          'orval.config.mjs',
          `export default { revenue: { input: ${text(spec)}, output: { target: 'orval/revenue.ts', mode: 'split', client: 'react-query', httpClient: 'fetch', override: { query: { useInfinite: true, useInfiniteQueryParam: 'cursor' } } } } };\n`,
        ],
      },
    ],
    hooks: 'orval/revenue.ts',
    module: `
import { getListInvoicesQueryOptions, useCreateInvoice, useListInvoices, useListInvoicesInfinite } from './orval/revenue.ts';
let init;
const withKey = (key) => ({ headers: { 'x-api-key': key } });
// Its addresses are paths: the page's origin completes them.
export const setUp = (_url, key) => { init = withKey(key); };
export const Provider = ({ children }) => children;
export const useList = () => useListInvoices(undefined, { fetch: init });
export const useInfinite = () => useListInvoicesInfinite(undefined, { fetch: init, query: { initialPageParam: undefined, getNextPageParam: (page) => page.data.next_cursor } });
export const useCreate = () => useCreateInvoice({ fetch: init });
export const variables = (data) => ({ data });
export const listOptions = (key) => getListInvoicesQueryOptions(undefined, { fetch: key ? withKey(key) : init });
${rows('data?.data')}`,
  },
  {
    name: 'kubb',
    package: '@kubb/cli',
    commands: [
      {
        program: ['@kubb', 'cli', 'bin', 'kubb.cjs'],
        args: ['generate', '--config', 'kubb.config.mjs'],
        config: [
          'kubb.config.mjs',
          `import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginReactQuery } from '@kubb/plugin-react-query';
import { pluginTs } from '@kubb/plugin-ts';
export default defineConfig({
  input: { path: ${text(spec)} },
  output: { path: 'kubb' },
  plugins: [
    pluginOas({ generators: [] }),
    pluginTs(),
    pluginClient({ client: 'fetch' }),
    pluginReactQuery({ client: { client: 'fetch' }, infinite: { queryParam: 'cursor', initialPageParam: null, cursorParam: 'next_cursor' } }),
  ],
});
`,
        ],
      },
    ],
    hooks: 'kubb/hooks/use*.ts',
    module: `
import { setConfig } from '@kubb/plugin-client/clients/fetch';
import { listInvoicesQueryOptions, useListInvoices } from './kubb/hooks/useListInvoices.ts';
import { useListInvoicesInfinite } from './kubb/hooks/useListInvoicesInfinite.ts';
import { useCreateInvoice } from './kubb/hooks/useCreateInvoice.ts';
const json = { 'content-type': 'application/json' };
export const setUp = (url, key) => setConfig({ baseURL: url, headers: { ...json, 'x-api-key': key } });
export const Provider = ({ children }) => children;
export const useList = () => useListInvoices();
export const useInfinite = () => useListInvoicesInfinite();
export const useCreate = () => useCreateInvoice();
export const variables = (data) => ({ data });
export const listOptions = (key) => listInvoicesQueryOptions(undefined, key ? { headers: { ...json, 'x-api-key': key } } : undefined);
${rows('data')}`,
  },
  {
    name: 'openapi-react-query',
    package: 'openapi-react-query',
    commands: [
      {
        program: ['openapi-typescript', 'bin', 'cli.js'],
        args: [spec, '--default-non-nullable=false', '--output', 'openapi-fetch.ts'],
      },
    ],
    hooks: '',
    module: `
import createFetchClient from 'openapi-fetch';
import createClient from 'openapi-react-query';
let api;
export const setUp = (url, key) => { api = createClient(createFetchClient({ baseUrl: url, headers: { 'x-api-key': key } })); };
export const Provider = ({ children }) => children;
export const useList = () => api.useQuery('get', '/revenue/invoices');
export const useInfinite = () => api.useInfiniteQuery('get', '/revenue/invoices', undefined, { pageParamName: 'cursor', initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor });
export const useCreate = () => api.useMutation('post', '/revenue/invoices');
export const variables = (body) => ({ body });
export const listOptions = (key) => api.queryOptions('get', '/revenue/invoices', key ? { headers: { 'x-api-key': key } } : undefined);
${rows('data')}`,
  },
  {
    name: '@7nohe/openapi-react-query-codegen',
    package: '@7nohe/openapi-react-query-codegen',
    commands: [
      {
        program: ['@7nohe', 'openapi-react-query-codegen', 'dist', 'cli.mjs'],
        args: [
          '-i',
          spec,
          '-o',
          '7nohe',
          '--pageParam',
          'cursor',
          '--nextPageParam',
          'next_cursor',
          '--omitInitialPageParam',
        ],
      },
    ],
    hooks: '7nohe/queries/{queries,suspense,infiniteQueries}.ts',
    module: `${heyApiLike('7nohe/requests')}
import { useCreateInvoice, useListInvoices } from './7nohe/queries/queries.ts';
import { useListInvoicesInfinite } from './7nohe/queries/infiniteQueries.ts';
import { listInvoicesOptions } from './7nohe/queries/queryOptions.ts';
export const useList = () => useListInvoices();
export const useInfinite = () => useListInvoicesInfinite();
export const useCreate = () => useCreateInvoice();
export const variables = (body) => ({ body });
export const listOptions = (key) => listInvoicesOptions(withKey(key));
${rows('data')}`,
  },
];
