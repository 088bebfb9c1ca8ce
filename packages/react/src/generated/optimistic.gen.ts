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
  "invoices": { "key": "invoice_id", "writes": { "create": "create", "update": "update", "delete": "delete" }, "get": "get", "list": { "method": "list", "items": "data", "next": "next_cursor", "more": "has_more", "cursor": "cursor", "limit": [ "limit", 50 ], "sort": [ "sort", "created_at" ], "order": [ "order", "desc" ], "filters": { "customer_id": [ "customer_id", "eq" ], "group_id": [ "group_id", "eq" ], "currency": [ "currency", "eq" ], "issue_date_from": [ "issue_date", "gte" ], "issue_date_to": [ "issue_date", "lt" ], "due_date_from": [ "due_date", "gte" ], "due_date_to": [ "due_date", "lt" ], "amount_min": [ "amount", "gte" ], "amount_max": [ "amount", "lte" ], "q": [ "invoice_id", "prefix" ] } }, "instants": [ "issue_date", "due_date", "created_at", "updated_at" ], "currencies": [ "currency" ], "defaults": { "currency": "USD" }, "nulls": [ "due_date" ], "created": "created_at", "updated": "updated_at" },
});
