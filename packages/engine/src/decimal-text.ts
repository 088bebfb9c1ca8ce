/** Tells whether a number holds its text exactly: `2.50` yes, `0.10000000000000000001` no. */
export function isExact(text: string): boolean {
  return plain(text) === plain(String(Number(text)));
}

/** One writing for all texts of the same decimal: digits without outer zeros, and the power of ten. */
function plain(text: string): string {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = stripZeros(digits);
  if (significant === '') return '0';
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}

/** Written as a loop: `/0+$/` takes quadratic time on long runs of zeros. */
function stripZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return digits.slice(0, end);
}
