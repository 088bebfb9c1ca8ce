/**
 * Active codes of ISO 4217 by the number of decimals of their minor unit.
 * Source: ISO 4217 list one (six-group.com, "List one: current currency & funds"),
 * as of 2026: euro for Bulgaria (BGN gone), XCG for ANG, ZWG for ZWL, SLE for SLL.
 * Codes without a minor unit (gold, test, special drawing rights …) are no currency of an amount.
 */
const decimals: readonly (readonly [exponent: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
      'COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS ' +
      'INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR ' +
      'MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
      'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const exponents: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ decimals.flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, exponent] as const)),
);

/** Tells how many decimals a currency has; undefined when the upper-case code is not active. */
export function currencyExponent(code: string): number | undefined {
  return exponents.get(code);
}

/** Tells whether the text is an active ISO 4217 code in upper case. */
export function isCurrency(code: string): boolean {
  return exponents.has(code);
}

/** Gives the upper-case code of an active currency written in any case. */
export function asCurrency(text: string): string | undefined {
  if (text.length !== 3) return undefined;
  if (exponents.has(text)) return text;
  // Only ASCII letters: `toUpperCase` alone would turn U+017F into an S.
  for (let at = 0; at < 3; at += 1) if (text.charCodeAt(at) > 0x7f) return undefined;
  const upper = text.toUpperCase();
  return exponents.has(upper) ? upper : undefined;
}

/** Lists every active code, by decimals and then by name. */
export function currencyCodes(): string[] {
  return [...exponents.keys()];
}
