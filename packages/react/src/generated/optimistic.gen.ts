// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import { optimisticWrites } from '../optimistic/optimistic-writes.ts';
import type { Optimistic } from '../write-options.ts';

export type { Optimistic } from '../write-options.ts';

/**
 * Shows creates, updates and deletes in lists and rows before the API has answered.
 *
 * Give it to a write hook: `useCreate…({ optimistic })`.
 */
export const optimistic: Optimistic = /* @__PURE__ */ optimisticWrites({
  "invoices": { "key": "invoice_id", "writes": { "create": [ { "currency": "USD" }, "created_at", "updated_at" ], "update": [ true, "updated_at" ], "delete": [ false ] }, "reads": [ "get", "list", "listInfinite" ], "items": "data", "next": "next_cursor", "more": "has_more", "cursor": "cursor", "limit": [ "limit", 50 ], "sort": [ "sort", "created_at" ], "order": [ "order", "desc" ], "filters": { "limit": [], "cursor": [], "sort": [], "order": [], "customer_id": [ "customer_id", 0 ], "group_id": [ "group_id", 0 ], "currency": [ "currency", 0 ], "issue_date_from": [ "issue_date", 0, 1 ], "issue_date_to": [ "issue_date", -1 ], "due_date_from": [ "due_date", 0, 1 ], "due_date_to": [ "due_date", -1 ], "amount_min": [ "amount", 0, 1 ], "amount_max": [ "amount", -1, 0 ], "q": [ "invoice_id" ] }, "instants": [ "issue_date", "due_date", "created_at", "updated_at" ], "currencies": [ "currency" ], "nulls": [ "due_date" ] },
});
