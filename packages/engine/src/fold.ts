/** Small letters, digits and marks without a blank: most ids. They are as they would be folded. */
const PLAIN = /^[a-z0-9_.:@/-]+$/;

/**
 * Folds a text so that texts that differ only by case or white space become equal.
 *
 * Outer white space goes, runs of it become one blank, letters lose their case: to upper and back to
 * lower case, which treats `ß` as `ss` and the two small sigmas alike. Unicode NFC, so that two writings
 * of the same letter are one; not NFKC, which would make `x²` and `x2` one.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toUpperCase().toLowerCase().normalize('NFC').replace(/\s+/g, ' ').trim();
}
