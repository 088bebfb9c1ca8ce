// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** Header that carries the key. */
export const keyHeader = "x-api-key";

/** Where the API is when nobody says otherwise: the first server of the contract. */
export const defaultBaseUrl: string = "https://api.app.thrivestack.ai";
