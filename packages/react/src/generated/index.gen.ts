// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

'use client';

export type {
  InfiniteReadHookOptions,
  InfiniteReadOptions,
  InfiniteReadResult,
  PageCursor,
  ReadHookOptions,
  ReadOptions,
  ReadResult,
  RevenueKey,
  RevenueMutationKey,
  RevenueProviderProps,
  SkippableInfiniteReadOptions,
  SkippableReadOptions,
  SuspenseInfiniteReadHookOptions,
  SuspenseInfiniteReadResult,
  SuspenseReadHookOptions,
  SuspenseReadResult,
  WithRetryAt,
  WriteContext,
  WriteHookOptions,
  WriteOptions,
  WriteResult,
} from '../surface.ts';
export {
  RevenueProvider,
  revenueKey,
  useRevenueClient,
} from '../surface.ts';
export type {
  ListInvoicesArgs,
} from './keys.gen.ts';
export {
  createInvoiceKey,
  deleteInvoiceKey,
  getInvoiceKey,
  invoicesKey,
  listInvoicesInfiniteKey,
  listInvoicesKey,
  updateInvoiceKey,
} from './keys.gen.ts';
export {
  createInvoiceMutation,
  deleteInvoiceMutation,
  getInvoiceOptions,
  listInvoicesInfiniteOptions,
  listInvoicesOptions,
  updateInvoiceMutation,
} from './invoices.options.gen.ts';
export {
  ensureGetInvoice,
  ensureInfiniteListInvoices,
  ensureListInvoices,
  prefetchGetInvoice,
  prefetchInfiniteListInvoices,
  prefetchListInvoices,
} from './invoices.prefetch.gen.ts';
export {
  useCreateInvoice,
  useDeleteInvoice,
  useGetInvoice,
  useInfiniteListInvoices,
  useListInvoices,
  useSuspenseGetInvoice,
  useSuspenseInfiniteListInvoices,
  useSuspenseListInvoices,
  useUpdateInvoice,
} from './invoices.hooks.gen.ts';
