import { invalid } from './errors.ts';
import type { ColumnValue, CursorPosition } from './store/port.ts';

const VERSION = 1;

/**
 * Writes a position as an opaque cursor: base64url of JSON.
 *
 * @param digest Stands for the filters and the order that the position belongs to.
 */
export function encodeCursor(position: CursorPosition, digest: number): string {
  const bytes = new TextEncoder().encode(JSON.stringify([VERSION, digest, position.value, position.id]));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads a cursor.
 *
 * @param type What the sort column holds.
 * @throws Refusal 400 `invalid_cursor` for text that we did not write, `cursor_mismatch` for other filters or order.
 */
export function decodeCursor(text: string, digest: number, type: 'string' | 'number', param: string): CursorPosition {
  const parts = parse(text);
  const [version, found, value, id] = parts ?? [];
  if (version !== VERSION || typeof found !== 'number' || typeof id !== 'string') throw unreadableCursor(param);
  if (found !== digest) {
    throw invalid(
      'cursor_mismatch',
      `${param} belongs to other filters or another order. Send those of the page that it came with, or leave it out.`,
      param,
    );
  }
  if (value !== null && typeof value !== type) throw unreadableCursor(param);
  return { value: value as ColumnValue, id };
}

function parse(text: string): unknown[] | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return Array.isArray(value) && value.length === 4 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the error for text that is no cursor of ours. */
export function unreadableCursor(param: string): Error {
  return invalid(
    'invalid_cursor',
    `${param} is not a cursor of this API. Send one exactly as it came, or none.`,
    param,
  );
}
