// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

export type {
  InfiniteReadOptions,
  Optimistic,
  PageCursor,
  ReadOptions,
  RevenueKey,
  RevenueMutationKey,
  SkippableInfiniteReadOptions,
  SkippableReadOptions,
  WithOptimistic,
  WriteContext,
  WriteOptions,
} from '../server-surface.ts';
export {
  revenueKey,
} from '../server-surface.ts';
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
  getKeyOptions,
} from './key.options.gen.ts';
export {
  ensureGetKey,
  prefetchGetKey,
} from './key.prefetch.gen.ts';
