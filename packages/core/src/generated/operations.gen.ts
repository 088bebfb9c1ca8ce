// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** What the contract allows: methods and path templates. */
export const operations: readonly { readonly method: string; readonly path: string }[] = [
  { method: "POST", path: "/revenue/invoices" },
  { method: "PUT", path: "/revenue/invoices" },
  { method: "DELETE", path: "/revenue/invoices" },
  { method: "GET", path: "/revenue/invoices/{invoice_id}" },
  { method: "GET", path: "/revenue/invoices" },
  { method: "GET", path: "/revenue/invoices/{invoice_id}/history" },
  { method: "GET", path: "/revenue/summaries/invoices" },
  { method: "GET", path: "/revenue/key" },
];
