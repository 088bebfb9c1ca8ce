/** Does what may fail without anybody being told: undefined then. */
export function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    // Said by the result.
    return undefined;
  }
}
