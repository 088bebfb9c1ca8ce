import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle, folder, moduleFile } from './prepare.mjs';

/** List and create hooks with what they need to run, without React and TanStack Query: minified, gzip, in bytes. */
export function sizeOf(contestant) {
  const text = `export { Provider, setUp, useCreate, useList } from ${JSON.stringify(moduleFile(contestant))};`;
  return gzipOf(text);
}

/** Ours in parts: the client alone is what is paid without hooks. */
export async function sizesOfOurs() {
  const client = `export { createClient, createInvoice, listInvoices } from '@thrivestack-revenue/core/functions';`;
  const hooks = `export { createClient } from '@thrivestack-revenue/core/functions';
export { RevenueProvider, useCreateInvoice, useListInvoices } from '@thrivestack-revenue/react';`;
  const optimistic = `${hooks}\nexport { optimistic } from '@thrivestack-revenue/react/optimistic';`;
  return { client: await gzipOf(client), withHooks: await gzipOf(hooks), withOptimistic: await gzipOf(optimistic) };
}

async function gzipOf(text) {
  const [from, to] = [join(folder, 'size.ts'), join(folder, 'size.mjs')];
  writeFileSync(from, text);
  await bundle(from, to, ['--minify', '--platform=browser', '--define:process.env.NODE_ENV="production"']);
  return gzipSync(readFileSync(to), { level: 9 }).length;
}
