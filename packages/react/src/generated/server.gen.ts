// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

export type {
  InfiniteReadOptions,
  PageCursor,
  ReadOptions,
  RevenueKey,
  RevenueMutationKey,
  SkippableInfiniteReadOptions,
  SkippableReadOptions,
  WriteContext,
  WriteOptions,
} from '../server-surface.ts';
export {
  revenueKey,
} from '../server-surface.ts';
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
