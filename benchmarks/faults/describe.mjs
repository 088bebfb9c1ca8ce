const LONG_MESSAGE = 2_000;

/** Says in a few words how a call ended; clients that return their errors count as clients that throw them. */
export function describe(settled) {
  if (settled === 'never') return { outcome: 'never' };
  if ('error' in settled) return { outcome: thrown(settled.error) };
  const { value } = settled;
  // openapi-fetch and hey-api resolve { data, error, response }; lago a Response with data and error.
  if (isEnvelope(value)) {
    if (value.error !== undefined && value.error !== null) return { outcome: `returns error: ${data(value.error)}` };
    return { outcome: success(value.data) };
  }
  return { outcome: success(value) };
}

function isEnvelope(value) {
  return typeof value === 'object' && value !== null && 'response' in value ? true : value instanceof Response;
}

function success(value) {
  const isMade = typeof value === 'object' && value !== null && (value.id === 'made_1' || value.success === true);
  return isMade ? 'success' : `resolves ${data(value)}`;
}

function thrown(error) {
  if (error instanceof Response) return `throws a Response (${error.status})`;
  if (!(error instanceof Error)) return `throws ${data(error)}`;
  const status = error.status ?? error.statusCode;
  const name = error.constructor?.name && error.name === 'Error' ? error.constructor.name : error.name;
  const { length } = String(error.message);
  const size = length > LONG_MESSAGE ? `, message of ${length.toLocaleString('en')} characters` : '';
  return `${name}${status ? ` ${status}` : ''}${error.ambiguous ? ', ambiguous' : ''}${size}`;
}

function data(value) {
  if (typeof value === 'string')
    return value.length > 0 ? `a text of ${value.length.toLocaleString('en')} characters` : 'an empty text';
  if (value instanceof Error) return thrown(value);
  if (value === null || typeof value !== 'object') return String(value);
  const text = JSON.stringify(value) ?? '';
  return text.length <= 60 ? `\`${text}\`` : `an object of ${text.length.toLocaleString('en')} characters`;
}
