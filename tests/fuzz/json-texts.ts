const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A text of JSON, what a strict reader makes of it, and which error it gets. */
export interface JsonText {
  /** `y_`: must be read. `n_`: must be refused. `i_`: the standard lets the reader choose; ours is written here. */
  readonly name: string;
  /** Instead of the value of a text field; or the whole body, with `whole`. */
  readonly text: string | Uint8Array;
  readonly whole?: true;
  /** Absent: it is read. */
  readonly code?: string;
  /** What is read from it. */
  readonly value?: string;
}

const y = (name: string, text: string, value: string): JsonText => ({ name: `y_${name}`, text, value });
const n = (name: string, text: string | Uint8Array, code = 'invalid_json'): JsonText => ({
  name: `n_${name}`,
  text,
  code,
});
const whole = (name: string, text: string | Uint8Array, code = 'invalid_json'): JsonText => ({
  name: `n_${name}`,
  text,
  whole: true,
  code,
});
const deep = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);

/** Values of a text field. */
export const fieldTexts: readonly JsonText[] = [
  y('string_escapes', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'),
  y('string_unicode_escape', '"\\u00e9\\u20AC"', 'é€'),
  y('string_surrogate_pair', '"\\uD83D\\ude00"', '😀'),
  y('string_del_and_c1', '"\u007f\u0085"', '\u007f\u0085'),
  y('string_line_separators', '"\u2028\u2029"', '\u2028\u2029'),
  y('string_noncharacter', '"\uffff\u{10ffff}"', '\uffff\u{10ffff}'),
  y('string_bom_inside', '"\ufeffa"', '\ufeffa'),
  y('string_not_nfc', '"e\u0301"', 'e\u0301'),
  y('string_looks_like_json', '"{\\"a\\":[1,]}"', '{"a":[1,]}'),
  y('string_looks_like_proto', '"__proto__"', '__proto__'),
  y('white_space_around', ' \t\r\n"a"\n\r\t ', 'a'),
  n('string_nul_escape', '"\\u0000"', 'invalid_text'),
  n('string_lone_high', '"\\ud800"', 'invalid_text'),
  n('string_lone_low', '"\\udc00a"', 'invalid_text'),
  n('string_swapped_pair', '"\\ude00\\ud83d"', 'invalid_text'),
  n('string_control_character', '"a\nb"'),
  n('string_tab', '"a\tb"'),
  n('string_nul', '"a\0b"'),
  n('string_no_end', '"abc'),
  n('string_single_quotes', "'a'"),
  n('string_no_quotes', 'a'),
  n('string_escape_x', '"\\x41"'),
  n('string_escape_zero', '"\\0"'),
  n('string_escape_capital_u', '"\\U0041"'),
  n('string_escape_cut', '"\\u00"'),
  n('string_escape_no_hex', '"\\u00zz"'),
  n('string_escape_at_end', '"\\'),
  n('string_line_continuation', '"a\\\nb"'),
  n('string_template', '`a`'),
  n('number', '1', 'invalid_type'),
  n('null', 'null', 'invalid_type'),
  n('true_in_capitals', 'True'),
  n('undefined', 'undefined'),
  n('object', '{}', 'invalid_type'),
  n('array', '["a"]', 'invalid_type'),
  n('array_trailing_comma', '["a",]'),
  n('array_double_comma', '["a",,"b"]'),
  n('array_no_end', '["a"'),
  n('array_colon', '["a":1]'),
  n('object_trailing_comma', '{"a":1,}'),
  n('object_no_colon', '{"a" 1}'),
  n('object_no_value', '{"a":}'),
  n('object_no_quotes', '{a:1}'),
  n('object_number_name', '{1:1}'),
  n('comment', '"a"/* c */'),
  n('comment_line', '"a"//c\n'),
  n('nested_proto', '{"__proto__":{"a":1}}', 'unknown_field'),
  n('nested_escaped_proto', '{"\\u005f_proto__":1}', 'unknown_field'),
  n('nested_constructor', '{"constructor":{"prototype":{"a":1}}}', 'unknown_field'),
  n('nested_duplicate', '{"a":1,"\\u0061":2}', 'duplicate_key'),
  n('deep_list', deep('[', ']', 8)),
  n('deep_object', `${'{"a":'.repeat(8)}1${'}'.repeat(8)}`),
  n('very_deep', deep('[', ']', 20_000)),
  n('very_deep_no_end', '['.repeat(60_000)),
  n('white_space_nbsp', '\u00a0"a"'),
  n('white_space_form_feed', '\f"a"'),
  n('white_space_vertical_tab', '\v"a"'),
];

/** Values of an amount in a currency with two decimals. */
export const numberTexts: readonly (JsonText & { readonly number?: number })[] = [
  ...[
    ['0', 0],
    ['-0', 0],
    ['-0.0e-5', 0],
    ['0e99999', 0],
    ['1', 1],
    ['1.10', 1.1],
    ['1E2', 100],
    ['1e+2', 100],
    ['12300e-2', 123],
    ['0.10000000000000000000000000000000', 0.1],
    ['9999999999999.99', 9_999_999_999_999.99],
  ].map(([text, number]) => ({ name: `y_number_${text}`, text: String(text), number: Number(number) })),
  ...['1e400', '1e99999999999999999999', '1e16', '123456789012345678901234567890'].map((text) =>
    n(`number_${text.slice(0, 12)}`, text, 'amount_too_large'),
  ),
  ...['1e-400', '0.001', '299.99000000000000000000000001', '1e-99999999999999999999'].map((text) =>
    n(`number_${text}`, text, 'amount_precision'),
  ),
  ...['-1', '-1e-400', '-1e400'].map((text) => n(`number_${text}`, text, 'amount_negative')),
  ...[
    '+1',
    '01',
    '-01',
    '1.',
    '.1',
    '-.1',
    '1e',
    '1e+',
    '1.e1',
    '-',
    '--1',
    '0x1',
    '1_000',
    '1,0',
    '１',
    '1 2',
    '1e1.5',
    '1d',
    'NaN',
    '-NaN',
    'Infinity',
    '-Infinity',
    'inf',
    '1n',
  ].map((text) => n(`number_${text}`, text)),
  ...['"1"', 'null', 'true', '[1]', '{"$numberDecimal":"1"}'].map((text) =>
    n(`number_as_${text}`, text, 'invalid_type'),
  ),
];

/** Whole bodies; `good` is one that would be read. */
export function bodyTexts(good: string): readonly JsonText[] {
  const bytes = utf8(good);
  const utf16 = Buffer.from(good, 'utf16le');
  const utf32 = Buffer.from([...good].flatMap((character) => [character.codePointAt(0) ?? 0, 0, 0, 0]));
  const first = good.indexOf('"');
  const after = good.slice(0, -1);
  return [
    whole('empty', ''),
    whole('space', ' '),
    whole('bom', `\ufeff${good}`),
    whole('bom_only', '\ufeff'),
    whole('utf16_le', utf16),
    whole('utf16_le_bom', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])),
    whole('utf16_be', Buffer.from(utf16).swap16()),
    whole('utf32_le', utf32),
    whole('utf32_be', Buffer.from(utf32).swap32()),
    whole('latin1', Buffer.from(good.replace('"', '"\xe9'), 'latin1')),
    whole(
      'overlong_slash',
      Buffer.concat([bytes.subarray(0, first + 1), Buffer.from([0xc0, 0xaf]), bytes.subarray(first + 1)]),
    ),
    whole(
      'encoded_surrogate',
      Buffer.concat([bytes.subarray(0, first + 1), Buffer.from([0xed, 0xa0, 0x80]), bytes.subarray(first + 1)]),
    ),
    whole(
      'beyond_unicode',
      Buffer.concat([bytes.subarray(0, first + 1), Buffer.from([0xf4, 0x90, 0x80, 0x80]), bytes.subarray(first + 1)]),
    ),
    whole('cut_character', Buffer.concat([bytes, Buffer.from([0xe2, 0x82])])),
    whole('nul_behind', `${good}\0`),
    whole('gzip', Buffer.from('1f8b08000000000000ffaae6020000ffff43bfa6a303000000', 'hex')),
    whole('two', `${good}${good}`),
    whole('two_lines', `${good}\n${good}`),
    whole('trailing_comma', `${after},}`),
    whole('trailing_comma_behind', `${good},`),
    whole('no_end', after),
    whole('two_ends', `${good}}`),
    whole('wrong_end', `${after}]`),
    whole('leading_comma', good.replace('{', '{,')),
    whole('array', `[${good}]`),
    whole('string', JSON.stringify(good)),
    ...['null', 'true', '1', '""', '[]'].map((text) => whole(`is_${text}`, text)),
    whole('jsonp', `f(${good})`),
    whole('xssi_prefix', `)]}'\n${good}`),
    whole('form', 'a=1&b=2'),
    whole('xml', '<?xml version="1.0"?><a/>'),
    whole('comment', `${good}//`),
    whole('semicolon', `${good};`),
    whole('proto', good.replace('{', '{"__proto__":{"isAdmin":true},'), 'unknown_field'),
    whole('constructor', good.replace('{', '{"constructor":1,'), 'unknown_field'),
    whole('prototype', good.replace('{', '{"prototype":1,'), 'unknown_field'),
    whole('to_string', good.replace('{', '{"toString":1,'), 'unknown_field'),
    whole('has_own_property', good.replace('{', '{"hasOwnProperty":1,'), 'unknown_field'),
    whole('empty_name', good.replace('{', '{"":1,'), 'unknown_field'),
    whole('duplicate', `${after},${good.slice(1)}`, 'duplicate_key'),
    whole('duplicate_unknown', good.replace('{', '{"z":1,"z":1,'), 'duplicate_key'),
    whole('too_large', `${good}${' '.repeat(65_536)}`, 'body_too_large'),
    whole('many_duplicates', good.replace('{', `{${'"a":1,'.repeat(9000)}`), 'duplicate_key'),
    { name: 'y_white_space_around', text: ` \r\n\t${good}\t\r\n `, whole: true },
    { name: 'y_64_KiB', text: good + ' '.repeat(65_536 - bytes.length), whole: true },
  ];
}
