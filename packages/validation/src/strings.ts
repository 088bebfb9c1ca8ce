/** The most bytes of an id. */
const ID_BYTES = 255;

/** Counts the bytes of a text in UTF-8; half a character counts as three, as it is written as U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else if (isHigh(code) && isLow(text.charCodeAt(at + 1))) {
      bytes += 2;
      at += 1;
    } else bytes += 2;
  }
  return bytes;
}

/** Tells whether a text is longer in UTF-8 than a number of bytes; short texts are not counted. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  return text.length * 3 > limit && utf8Length(text) > limit;
}

/** Counts characters (code points), as JSON Schema does. */
export function characters(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at += 1) {
    if (isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1))) count -= 1;
  }
  return count;
}

/** Tells whether every character can be stored and sent: no U+0000, no half of a pair. */
export function isSound(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0) return false;
    if (code < 0xd800 || code > 0xdfff) continue;
    if (!isHigh(code) || !isLow(text.charCodeAt(at + 1))) return false;
    at += 1;
  }
  return true;
}

/**
 * Tells whether a text can be the id of a resource.
 *
 * 1 to 255 bytes of UTF-8, NFC, no control characters, no outer white space; not `.` or `..`,
 * which a URL would swallow.
 */
export function isId(text: string): boolean {
  if (text === '' || text === '.' || text === '..' || exceedsBytes(text, ID_BYTES)) return false;
  let plain = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false;
    if (code >= 0x300) plain = false;
  }
  if (text.trim() !== text) return false;
  // Below U+0300 nothing combines: such a text is its own NFC.
  return plain || (isSound(text) && text.normalize('NFC') === text);
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
