/*
 * Plays wire cases against anything that answers a web Request. No import and nothing of any one runtime.
 */

const NOW = Date.parse('2026-01-15T12:00:00.000Z');

/** By the names that the cases use. Any text is a key to the memory store. */
const KEYS = {
  main: { key: 'key-main', tenant: 'acme', environment: 'test', scopes: ['revenue'] },
  'no-scope': { key: 'key-no-scope', tenant: 'acme', environment: 'test', scopes: [] },
  'other-tenant': { key: 'key-other-tenant', tenant: 'globex', environment: 'test', scopes: ['revenue'] },
  live: { key: 'key-live', tenant: 'acme', environment: 'live', scopes: ['revenue'] },
};

/** Makes a new API on a new memory store, as the cases expect it. */
export function openApp({ createApp, memoryStore }) {
  return createApp({ store: memoryStore({ keys: Object.values(KEYS) }), clock: () => NOW });
}

/**
 * Plays every case.
 *
 * @param files what `spec/cases` holds: `{ title, cases: [{ name, steps }] }`
 * @param open makes a new world; returns a function from Request to a promise of Response
 * @param origin where requests say they go, without a slash at the end
 */
export async function runCases(files, open, origin) {
  const failures = [];
  let passed = 0;
  for (const { title, cases } of files) {
    for (const { name, steps } of cases) {
      const send = open();
      const fault = await faultOf(steps, send, origin);
      if (fault === undefined) passed += 1;
      else failures.push(`${title}: ${name}: ${fault}`);
    }
  }
  return { passed, failures };
}

async function faultOf(steps, send, origin) {
  for (const { request, response } of steps) {
    const answer = await send(requestOf(request, origin));
    const body = JSON.parse(await answer.text());
    const wanted = response.body;
    if (answer.status !== response.status) return `${answer.status} ${JSON.stringify(body)}`;
    if (wanted !== undefined && !fits(body, wanted)) return JSON.stringify(body);
    for (const [header, value] of Object.entries(response.headers ?? {})) {
      if (answer.headers.get(header) !== value) return `${header}: ${answer.headers.get(header)}`;
    }
  }
  return undefined;
}

function requestOf({ method, path, headers = {}, body, raw, key = 'main' }, origin) {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const all = new Headers(text === undefined ? {} : { 'content-type': 'application/json' });
  if (key !== 'none') all.set('x-api-key', KEYS[key]?.key ?? 'key-nobody-has');
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) all.delete(name);
    else all.set(name, value);
  }
  // Bytes, because a text would bring a content type of its own.
  const bytes = text === undefined ? {} : { body: new TextEncoder().encode(text) };
  return new Request(origin + path, { method, headers: all, ...bytes });
}

/** Tells whether a value is what is wanted; the text `<any>` stands for any value. */
function fits(actual, wanted) {
  if (wanted === '<any>') return actual !== undefined;
  if (typeof wanted !== 'object' || wanted === null) return Object.is(actual, wanted);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(wanted)) return false;
  const names = Object.keys(wanted);
  return names.length === Object.keys(actual).length && names.every((name) => fits(actual[name], wanted[name]));
}
