import type { Operation, Resource } from '../model.ts';
import type { SampleRequest } from './samples-request.ts';
import { jsInline, jsMember, jsValue } from './samples-text.ts';

/** Writes a TypeScript module that uses the client. */
export function sdkSample(resource: Resource, operation: Operation, request: SampleRequest): string {
  const call = `revenue${jsMember(resource.property)}.${operation.method}`;
  return `// ${request.title}: ${request.line}
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? '${request.baseUrl}' });
const answer = await ${call}(${[...idArgument(request), ...valueArgument(request, '')].join(', ')});
console.log(JSON.stringify(answer));
`;
}

/** Writes a React component that uses the hook. */
export function hookSample(operation: Operation, request: SampleRequest): string {
  return request.body ? writeHook(operation, request) : readHook(operation, request);
}

function readHook({ hook }: Operation, request: SampleRequest): string {
  const given = [...idArgument(request), ...valueArgument(request, '  ')].join(', ');
  return `// ${request.title}: ${request.line}
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { ${hook} } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { data, error, isPending } = ${hook}(${given});
  if (isPending) return <p role="status">Loading…</p>;
  if (error) return <p role="alert">{error.message}</p>;
  return <pre>{JSON.stringify(data, null, 2)}</pre>;
}
`;
}

function writeHook({ hook, kind }: Operation, request: SampleRequest): string {
  const verb = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `// ${request.title}: ${request.line}
// Stands below a QueryClientProvider and a RevenueProvider; the client there holds address and key.
import { ${hook} } from '@thrivestack-revenue/react';
import type { ReactNode } from 'react';

export function Sample(): ReactNode {
  const { mutate, data, error, isPending } = ${hook}();
  const send = () => mutate(${jsValue({ ...request.body }, '  ')});
  return (
    <section>
      <button type="button" disabled={isPending} onClick={send}>
        ${verb}
      </button>
      {error && <p role="alert">{error.message}</p>}
      {data && <pre>{JSON.stringify(data, null, 2)}</pre>}
    </section>
  );
}
`;
}

function idArgument({ id }: SampleRequest): string[] {
  return id === undefined ? [] : [jsValue(id)];
}

function valueArgument({ body, query }: SampleRequest, indent: string): string[] {
  if (body) return [jsValue({ ...body }, indent)];
  return Object.keys(query).length > 0 ? [jsInline(query)] : [];
}
