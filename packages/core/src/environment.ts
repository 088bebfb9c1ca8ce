interface Environment {
  readonly process?: { readonly env?: Record<string, string | undefined> };
}

/** Finds the key of the client where none is given, or says by `refuse` what to do. */
export type FindKey = (refuse: (code: string, why: string) => never) => string;

/** Finds the key in the environment. */
export const findKey: FindKey = (refuse) => {
  let key: string | undefined;
  try {
    // Computed, so that no bundler writes the value into a page.
    key = (globalThis as Environment).process?.env?.['THRIVESTACK_API_KEY'];
  } catch {
    // Deno without permission to read the environment.
  }
  return key || refuse('missing_api_key', 'pass apiKey or set THRIVESTACK_API_KEY');
};
