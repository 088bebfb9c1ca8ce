import { QueryClient } from '@tanstack/react-query';
import { type Client, createClient } from '@thrivestack-revenue/core';

/** Where the API is, and the key that never leaves the server. */
export function apiAccess(): { readonly baseUrl: string; readonly apiKey: string } {
  const { REVENUE_API_URL: baseUrl, REVENUE_API_KEY: apiKey } = process.env;
  if (!baseUrl || !apiKey) throw new Error('REVENUE_API_URL and REVENUE_API_KEY are needed.');
  return { baseUrl, apiKey };
}

/** The client of one request; its id is the browser's, so that the keys are the same. */
export function serverClient(): { readonly client: Client; readonly queryClient: QueryClient } {
  return { client: createClient({ ...apiAccess(), id: 'page' }), queryClient: new QueryClient() };
}
