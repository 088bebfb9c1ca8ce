/** Parses a JSON object, its texts changed by `change`; undefined when it is anything else. */
export function parseObject(text: string, change?: (text: string) => string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      text,
      change && ((_, member) => (typeof member === 'string' ? change(member) : member)),
    );
    if (typeof value === 'object' && value && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said by the result.
  }
  return undefined;
}
