const PLAIN = /^\d+(?:\.\d+)?$/;

/**
 * Converts what a person typed into a JSON number, exactly.
 *
 * @returns undefined when the text is no plain decimal (`1234.50`), or when no number of JavaScript stands for it.
 */
export function exactNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!PLAIN.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return canonical(plainDecimal(number)) === canonical(trimmed) ? number : undefined;
}

/** Writes a number as decimal text without an exponent, every digit kept. */
export function plainDecimal(number: number): string {
  const [mantissa = '', power] = String(number).split('e');
  if (power === undefined) return mantissa;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const shift = Number(power);
  const digits = whole + fraction;
  if (shift < 0) return `0.${'0'.repeat(-shift - whole.length)}${digits}`;
  return digits + '0'.repeat(shift - fraction.length);
}

/** Counts the decimals of decimal text. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** Adds amounts without rounding; the sum as decimal text. */
export function sumExactly(amounts: readonly number[]): string {
  const texts = amounts.map(plainDecimal);
  const scale = Math.max(0, ...texts.map(decimalsOf));
  let total = 0n;
  for (const text of texts) {
    const decimals = decimalsOf(text);
    total += BigInt(text.replace('.', '')) * 10n ** BigInt(scale - decimals);
  }
  const digits = total.toString().padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function canonical(text: string): string {
  const whole = text.replace(/^0+(?=\d)/, '');
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
}
