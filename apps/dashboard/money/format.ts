import { decimalsOf, plainDecimal } from './decimal.ts';

const LOCALE = 'en-US';

export interface MoneyText {
  /** The number alone, grouped: `1,234.50`. */
  readonly number: string;
  readonly currency: string;
}

/**
 * Formats an amount for display, never rounded.
 *
 * `Intl` gives the currency's decimals; where the amount has more (CLDR lists fewer than ISO 4217 for some), all are shown.
 *
 * @param amount A JSON number, or the decimal text of a sum.
 */
export function formatMoney(amount: number | string, currency: string): MoneyText {
  const text = typeof amount === 'number' ? plainDecimal(amount) : amount;
  const usual = currencyDigits(currency);
  const digits = Math.max(usual, decimalsOf(text));
  const format = formatter(currency, digits);
  // A string keeps digits that a number would lose.
  const parts = format.formatToParts(text as Intl.StringNumericLiteral);
  const number = parts.filter((part) => part.type !== 'currency' && part.type !== 'literal').map((part) => part.value);
  return { number: number.join(''), currency };
}

/** Says how many decimals a currency has in `Intl`; 2 when it is unknown there. */
export function currencyDigits(currency: string): number {
  try {
    const options = new Intl.NumberFormat(LOCALE, { style: 'currency', currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(currency: string, digits: number): Intl.NumberFormat {
  const key = `${currency} ${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const made = makeFormatter(currency, decimals);
  formatters.set(key, made);
  return made;
}

function makeFormatter(currency: string, decimals: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(LOCALE, { style: 'currency', currency, currencyDisplay: 'code', ...decimals });
  } catch {
    // Not even the form of a code: a plain number is still right.
    return new Intl.NumberFormat(LOCALE, decimals);
  }
}

/** Names a currency in English; the code itself when `Intl` does not know it. */
export function currencyName(currency: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'currency' }).of(currency) ?? currency;
  } catch {
    return currency;
  }
}
