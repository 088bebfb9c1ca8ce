/** Replaces a key wherever it stands in a text; shorter than 8 characters it is no secret but a word. */
export function hideKey(text: string, key: string | undefined): string {
  return key && key.length >= 8 ? text.replaceAll(key, '[key]') : text;
}

/**
 * Copies what an error says, without what it holds.
 *
 * An error of a custom `fetch` may carry the whole request, and so the key, into a log.
 */
export function copyCause(error: unknown, key: string | undefined, depth = 3): Error | undefined {
  if (typeof error === 'string') return new Error(hideKey(error, key));
  if (typeof error !== 'object' || error === null || depth === 0) return undefined;
  const { name, message, code, stack, cause } = error as Error & { code?: unknown };
  const inner = copyCause(cause, key, depth - 1);
  const copy: Error & { code?: string } = new Error(hideKey(String(message), key), inner && { cause: inner });
  copy.name = String(name);
  if (stack) copy.stack = hideKey(String(stack), key);
  if (typeof code === 'string') copy.code = code;
  return copy;
}
