// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** What the client calls itself where there is no browser: name and version of the package. */
export const userAgent = "thrivestack-revenue-core/0.0.0";
