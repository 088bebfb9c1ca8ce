import {
  manifest,
  type OperationDefinition,
  type ParameterDefinition,
  type ResourceDefinition,
} from '@thrivestack-revenue/engine';
import fc from 'fast-check';
import { bodies, type JsonObject, plain, wild } from '../contract/values.ts';
import type { Json, KeyName } from '../wire/cases.ts';
import { keyOf } from '../wire/targets.ts';
import type { FuzzRequest } from './judge.ts';
import { broken, oddNumber, oddText, oddValue, wellFormed } from './values.ts';

/** An operation, and its resource if it has one. */
interface Choice {
  readonly resource?: ResourceDefinition;
  readonly operation: Pick<OperationDefinition, 'method' | 'path' | 'query' | 'body'>;
}

const choices: readonly Choice[] = [
  ...manifest.resources.flatMap((resource) => resource.operations.map((operation) => ({ resource, operation }))),
  ...manifest.builtins.map((operation) => ({ operation })),
];
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'QUERY'];
/** Few, so that requests meet each other's rows. */
const ids = fc.constantFrom('a', 'a', 'a', 'b', 'a/b', 'é?😀');
const encoder = new TextEncoder();

/** Requests that are good, nearly good, or bad; all they know of the API is the manifest. */
export const requests: fc.Arbitrary<FuzzRequest> = fc
  .constantFrom(...choices)
  .chain((choice) =>
    fc.record({
      method: mostly(choice.operation.method, fc.constantFrom(...methods), 30),
      target: targetOf(choice),
      headers: headersOf(),
      key: fc.oneof(
        { weight: 16, arbitrary: fc.constant<KeyName>('main') },
        { weight: 3, arbitrary: fc.constantFrom<KeyName>('other-tenant', 'live') },
        { weight: 2, arbitrary: fc.constantFrom<KeyName>('none', 'bad', 'no-scope') },
      ),
      badKey: fc.oneof(oddText, fc.constant([keyOf('main') ?? '', keyOf('main') ?? ''])),
      body: bodyOf(choice),
      json: mostly(
        'application/json',
        fc.constantFrom('text/plain', 'application/json; charset=UTF-16', 'APPLICATION/JSON', ''),
        20,
      ),
    }),
  )
  .map(({ badKey, json, key, headers, ...rest }) => ({
    ...rest,
    key,
    headers: { ...keyed(key, badKey), 'content-type': json, ...headers },
  }));

function keyed(key: KeyName, badKey: string | readonly string[]): Record<string, string | readonly string[]> {
  if (key === 'none') return {};
  return { [manifest.keyHeader]: key === 'bad' ? badKey : (keyOf(key) ?? '') };
}

/** The usual value, but for one in so many. */
function mostly<T>(usual: T, other: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

function headersOf(): fc.Arbitrary<Record<string, string | string[]>> {
  const visible = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_."\'%{} '), minLength: 1, maxLength: 70 });
  const idempotency = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('k1', 'k2', 'k3') },
    { weight: 1, arbitrary: fc.oneof(visible, oddText) },
  );
  return fc
    .record({
      'idempotency-key': fc.option(idempotency, { freq: 2, nil: undefined }),
      'x-request-id': fc.option(fc.oneof(visible, oddText), { freq: 3, nil: undefined }),
      'content-encoding': fc.option(fc.constantFrom('identity', 'gzip', 'br, gzip'), { nil: undefined, freq: 2 }),
      accept: fc.option(fc.constantFrom('*/*', 'text/html', 'application/xml;q=0'), { nil: undefined, freq: 3 }),
      other: fc.option(fc.tuple(fc.constantFrom('cookie', 'forwarded', 'x-http-method-override', 'origin'), oddText), {
        nil: undefined,
        freq: 3,
      }),
      present: fc.nat(9),
    })
    .map(({ other, present, ...named }) => {
      // Most requests carry none of them.
      const all = present < 3 ? Object.entries({ ...named, ...(other ? { [other[0]]: other[1] } : {}) }) : [];
      return Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== undefined));
    });
}

function targetOf({ resource, operation }: Choice): fc.Arbitrary<string> {
  const id = fc.oneof({ weight: 8, arbitrary: ids }, { weight: 2, arbitrary: oddText });
  const path = id.map((text) => operation.path.replace(/\{[^}]*\}/g, () => encoded(text)));
  const query = queryOf(resource, operation.query ?? []);
  const good = fc.tuple(path, query).map(([where, what]) => (what === '' ? where : `${where}?${what}`));
  const change = fc.constantFrom<(target: string) => string>(
    (target) => `https://example.com:8443${target}`,
    (target) => `${target}/`,
    (target) => `/${target}`,
    (target) => target.toUpperCase(),
    (target) => target.replace('/', '/./'),
    (target) => target.replace('/', '/../'),
    (target) => target.slice(0, -1),
    (target) => `${target}%`,
    (target) => `${target}%00`,
    (target) => `${target}#x`,
    (target) => `${target};x=1`,
    (target) => `${target}?&&=&a`,
    () => '*',
    () => '/',
    () => '/%2e%2e/%c0%af',
  );
  return fc.oneof(
    { weight: 14, arbitrary: good },
    { weight: 1, arbitrary: fc.tuple(good, change).map(([target, wrong]) => wrong(target)) },
  );
}

/** `encodeURIComponent`, for texts that are no Unicode too. */
function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

function queryOf(
  resource: ResourceDefinition | undefined,
  parameters: readonly ParameterDefinition[],
): fc.Arbitrary<string> {
  const unknown = { name: 'unknown', shape: undefined };
  const known = [
    ...parameters.map(({ name, shape }) => ({ name, shape })),
    ...(resource ? [{ name: resource.key, shape: undefined }] : []),
  ];
  const pair = fc
    .oneof(
      { weight: 20, arbitrary: fc.constantFrom(...(known.length === 0 ? [unknown] : known)) },
      { weight: 1, arbitrary: fc.constant(unknown) },
    )
    .chain(({ name, shape }) => {
      const fitting: fc.Arbitrary<string> = shape?.enum
        ? fc.constantFrom(...shape.enum.map(String))
        : shape?.kind === 'currency'
          ? fc.constantFrom('USD', 'jpy', 'KWD')
          : shape?.format === 'date-time'
            ? fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString())
            : shape?.type === 'string'
              ? ids
              : fc.integer({ min: 0, max: 300 }).map(String);
      const value = fc.oneof({ weight: 7, arbitrary: fitting }, { weight: 1, arbitrary: oddText });
      return value.map((text) => `${name}=${encoded(text)}`);
    });
  return fc.oneof(
    { weight: parameters.length === 0 ? 16 : 4, arbitrary: fc.constant('') },
    {
      weight: parameters.length === 0 ? 1 : 6,
      arbitrary: fc.array(pair, { minLength: 1, maxLength: 4 }).map((pairs) => pairs.join('&')),
    },
    { weight: 1, arbitrary: oddText.map((text) => wellFormed(text).replace(/[^\x21-\x7e]/g, '%')) },
  );
}

function bodyOf({ resource, operation }: Choice): fc.Arbitrary<Uint8Array> {
  const none = fc.constant(new Uint8Array());
  if (!resource || !operation.body) {
    return fc.oneof({ weight: 9, arbitrary: none }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) });
  }
  const write = resource.operations.find(({ method, body }) => body && method === operation.method);
  if (!write) return none;
  const named = fc.oneof({ weight: 9, arbitrary: ids }, { weight: 1, arbitrary: oddText });
  const good = fc
    .tuple(fc.oneof(bodies(resource, write, plain), bodies(resource, write, wild)), named)
    .map(([body, id]): JsonObject => ({ ...body, [resource.key]: id }));
  const text = good.map((body) => JSON.stringify(body));
  const bytes = text.map((json): Uint8Array => encoder.encode(json));
  return fc.oneof(
    { weight: 16, arbitrary: bytes },
    { weight: 4, arbitrary: good.chain(changed).map((body) => encoder.encode(JSON.stringify(body))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(text, oddNumber)
        .map(([json, number]) => encoder.encode(json.replace(/:\d[\d.e+-]*/, `:${number}`))),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(text, oddText)
        .map(([json, name]) => encoder.encode(json.replace('{', `{${JSON.stringify(name)}:1,`))),
    },
    { weight: 2, arbitrary: bytes.chain(broken) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
    { weight: 1, arbitrary: fc.json().map((json) => encoder.encode(json)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        new Uint8Array(),
        encoder.encode(`{"a":"${'x'.repeat(65_530)}"}`),
        encoder.encode('['.repeat(30_000)),
      ),
    },
  );
}

/** A body in which some fields hold something else, are missing, or are too many. */
function changed(body: JsonObject): fc.Arbitrary<JsonObject> {
  const names = [...Object.keys(body), 'unknown'];
  return fc
    .array(fc.tuple(fc.constantFrom(...names), fc.option(oddValue, { freq: 5, nil: undefined })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) => {
      const copy: Record<string, Json | undefined> = { ...body };
      for (const [name, value] of changes) copy[name] = value;
      return JSON.parse(JSON.stringify(copy)) as JsonObject;
    });
}
