// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

'use client';

export type {
  InfiniteReadHookOptions,
  InfiniteReadOptions,
  InfiniteReadResult,
  Optimistic,
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
  WithClient,
  WithOptimistic,
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
  GetInvoiceSummaryArgs,
  ListInvoiceHistoryArgs,
  ListInvoicesArgs,
} from './keys.gen.ts';
export {
  createInvoiceKey,
  deleteInvoiceKey,
  getInvoiceKey,
  getInvoiceSummaryKey,
  getKeyKey,
  invoicesKey,
  keyKey,
  listInvoiceHistoryInfiniteKey,
  listInvoiceHistoryKey,
  listInvoicesInfiniteKey,
  listInvoicesKey,
  updateInvoiceKey,
} from './keys.gen.ts';
export {
  createInvoiceMutation,
  deleteInvoiceMutation,
  getInvoiceOptions,
  getInvoiceSummaryOptions,
  listInvoiceHistoryInfiniteOptions,
  listInvoiceHistoryOptions,
  listInvoicesInfiniteOptions,
  listInvoicesOptions,
  updateInvoiceMutation,
} from './invoices.options.gen.ts';
export {
  ensureGetInvoice,
  ensureGetInvoiceSummary,
  ensureInfiniteListInvoiceHistory,
  ensureInfiniteListInvoices,
  ensureListInvoiceHistory,
  ensureListInvoices,
  prefetchGetInvoice,
  prefetchGetInvoiceSummary,
  prefetchInfiniteListInvoiceHistory,
  prefetchInfiniteListInvoices,
  prefetchListInvoiceHistory,
  prefetchListInvoices,
} from './invoices.prefetch.gen.ts';
export {
  useCreateInvoice,
  useDeleteInvoice,
  useGetInvoice,
  useGetInvoiceSummary,
  useInfiniteListInvoiceHistory,
  useInfiniteListInvoices,
  useListInvoiceHistory,
  useListInvoices,
  useSuspenseGetInvoice,
  useSuspenseGetInvoiceSummary,
  useSuspenseInfiniteListInvoiceHistory,
  useSuspenseInfiniteListInvoices,
  useSuspenseListInvoiceHistory,
  useSuspenseListInvoices,
  useUpdateInvoice,
} from './invoices.hooks.gen.ts';
export {
  getKeyOptions,
} from './key.options.gen.ts';
export {
  ensureGetKey,
  prefetchGetKey,
} from './key.prefetch.gen.ts';
export {
  useGetKey,
  useSuspenseGetKey,
} from './key.hooks.gen.ts';
