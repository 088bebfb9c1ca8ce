// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

import type { Manifest } from '../manifest.ts';

/** The contract as the engine reads it. */
export const manifest: Manifest = {
  title: "ThriveStack Revenue API (invoices)",
  keyHeader: "x-api-key",
  scopes: ["revenue"],
  resources: [
    {
      name: "invoices",
      path: "/revenue/invoices",
      key: "invoice_id",
      singular: "invoice",
      alreadyExistsCode: "invoice_already_exists",
      operations: [
        {
          id: "createInvoice",
          kind: "create",
          method: "POST",
          path: "/revenue/invoices",
          scope: "revenue",
          body: {
            type: "object",
            required: ["invoice_id", "customer_id", "group_id", "issue_date", "amount"],
            fields: {
              invoice_id: { type: "string", kind: "id" },
              customer_id: { type: "string" },
              group_id: { type: "string" },
              issue_date: { type: "string", format: "date-time" },
              amount: { type: "number", currencyField: "currency" },
              currency: { type: "string", default: "USD", kind: "currency" },
              due_date: { type: "string", format: "date-time" },
            },
          },
        },
        {
          id: "updateInvoice",
          kind: "update",
          method: "PUT",
          path: "/revenue/invoices",
          scope: "revenue",
          body: {
            type: "object",
            required: ["invoice_id"],
            fields: {
              invoice_id: { type: "string", kind: "id" },
              issue_date: { type: "string", format: "date-time" },
              amount: { type: "number", currencyField: "currency" },
              currency: { type: "string", kind: "currency" },
              due_date: { type: "string", nullable: true, format: "date-time" },
            },
          },
        },
        {
          id: "deleteInvoice",
          kind: "delete",
          method: "DELETE",
          path: "/revenue/invoices",
          scope: "revenue",
          body: { type: "object", required: ["invoice_id"], fields: { invoice_id: { type: "string", kind: "id" } } },
        },
        { id: "getInvoice", kind: "get", method: "GET", path: "/revenue/invoices/{invoice_id}", scope: "revenue" },
        {
          id: "listInvoices",
          kind: "list",
          method: "GET",
          path: "/revenue/invoices",
          scope: "revenue",
          query: [
            {
              name: "limit",
              role: { kind: "limit" },
              shape: { type: "integer", default: 50, minimum: 1, maximum: 200 },
            },
            { name: "cursor", role: { kind: "cursor" }, shape: { type: "string" } },
            {
              name: "sort",
              role: { kind: "sort-field" },
              shape: {
                type: "string",
                default: "created_at",
                enum: ["created_at", "issue_date", "due_date", "amount"],
              },
            },
            {
              name: "order",
              role: { kind: "sort-order" },
              shape: { type: "string", default: "desc", enum: ["desc", "asc"] },
            },
            {
              name: "customer_id",
              role: { kind: "filter", field: "customer_id", op: "eq" },
              shape: { type: "string" },
            },
            { name: "group_id", role: { kind: "filter", field: "group_id", op: "eq" }, shape: { type: "string" } },
            {
              name: "currency",
              role: { kind: "filter", field: "currency", op: "eq" },
              shape: { type: "string", kind: "currency" },
            },
            {
              name: "issue_date_from",
              role: { kind: "filter", field: "issue_date", op: "gte" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "issue_date_to",
              role: { kind: "filter", field: "issue_date", op: "lt" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "due_date_from",
              role: { kind: "filter", field: "due_date", op: "gte" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "due_date_to",
              role: { kind: "filter", field: "due_date", op: "lt" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "amount_min",
              role: { kind: "filter", field: "amount", op: "gte" },
              shape: { type: "number", currencyField: "currency" },
            },
            {
              name: "amount_max",
              role: { kind: "filter", field: "amount", op: "lte" },
              shape: { type: "number", currencyField: "currency" },
            },
            { name: "q", role: { kind: "filter", field: "invoice_id", op: "prefix" }, shape: { type: "string" } },
          ],
          pagination: { items: "data", next: "next_cursor", more: "has_more" },
        },
        {
          id: "listInvoiceHistory",
          kind: "history",
          method: "GET",
          path: "/revenue/invoices/{invoice_id}/history",
          scope: "revenue",
          query: [
            {
              name: "limit",
              role: { kind: "limit" },
              shape: { type: "integer", default: 50, minimum: 1, maximum: 200 },
            },
            { name: "cursor", role: { kind: "cursor" }, shape: { type: "string" } },
          ],
          pagination: { items: "data", next: "next_cursor", more: "has_more" },
        },
        {
          id: "getInvoiceSummary",
          kind: "summary",
          method: "GET",
          path: "/revenue/summaries/invoices",
          scope: "revenue",
          query: [
            {
              name: "customer_id",
              role: { kind: "filter", field: "customer_id", op: "eq" },
              shape: { type: "string" },
            },
            { name: "group_id", role: { kind: "filter", field: "group_id", op: "eq" }, shape: { type: "string" } },
            {
              name: "currency",
              role: { kind: "filter", field: "currency", op: "eq" },
              shape: { type: "string", kind: "currency" },
            },
            {
              name: "issue_date_from",
              role: { kind: "filter", field: "issue_date", op: "gte" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "issue_date_to",
              role: { kind: "filter", field: "issue_date", op: "lt" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "due_date_from",
              role: { kind: "filter", field: "due_date", op: "gte" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "due_date_to",
              role: { kind: "filter", field: "due_date", op: "lt" },
              shape: { type: "string", format: "date-time" },
            },
            {
              name: "amount_min",
              role: { kind: "filter", field: "amount", op: "gte" },
              shape: { type: "number", currencyField: "currency" },
            },
            {
              name: "amount_max",
              role: { kind: "filter", field: "amount", op: "lte" },
              shape: { type: "number", currencyField: "currency" },
            },
            { name: "q", role: { kind: "filter", field: "invoice_id", op: "prefix" }, shape: { type: "string" } },
          ],
        },
      ],
      fields: [
        { name: "customer_id", shape: { type: "string" }, immutable: true },
        { name: "group_id", shape: { type: "string" }, immutable: true },
        { name: "issue_date", shape: { type: "string", format: "date-time" } },
        { name: "amount", shape: { type: "number", currencyField: "currency" } },
        { name: "currency", shape: { type: "string", default: "USD", kind: "currency" } },
        { name: "due_date", shape: { type: "string", format: "date-time" }, readAsNull: true },
      ],
      rules: [{ field: "due_date", other: "issue_date", code: "due_before_issue" }],
      columns: [
        { field: "customer_id", type: "text" },
        { field: "group_id", type: "text" },
        { field: "issue_date", type: "instant" },
        { field: "amount", type: "money", currencyField: "currency" },
        { field: "currency", type: "text" },
        { field: "due_date", type: "instant" },
        { field: "group_id", type: "folded" },
      ],
      summary: {
        measure: "amount",
        unit: "currency",
        month: "issue_date",
        ageing: "due_date",
        top: "customer_id",
        nearDuplicates: "group_id",
      },
    },
  ],
  builtins: [{ id: "getKey", kind: "key", method: "GET", path: "/revenue/key", scope: "revenue" }],
};
