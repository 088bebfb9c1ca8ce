export { check, checkValue } from './check.ts';
export { asCurrency, currencyCodes, currencyExponent, isCurrency } from './currencies.ts';
export { normalInstant, parseInstant, toInstant } from './dates.ts';
export { amountIssue, decimalText, minorUnits } from './money.ts';
export { notBeforeIssue } from './rules.ts';
export type { Checked, CheckOptions, Issue, Json, JsonObject, Mode, NotBeforeRule, Shape } from './shape.ts';
