import type { Emitter, Model, Operation, Resource } from '../model.ts';
import { cell, code, codeBlock, table } from './markdown.ts';
import { fieldTable } from './reference-fields.ts';
import { sampleObject } from './sample-values.ts';
import { samplesOf } from './samples.ts';

const STATUSES: Readonly<Record<number, string>> = {
  200: 'done',
  400: 'the request is wrong; `error.details` names every field',
  401: 'the key is missing or wrong, or lacks the scope',
  404: 'there is no such row',
  429: 'too many requests; `Retry-After` says how many seconds to wait',
  500: 'the server failed; send it again later',
};

/** Writes the API reference. */
export const emitReference: Emitter = (model) => new Map([['docs/reference.md', referenceText(model)]]);

function referenceText(model: Model): string {
  return [
    '<!-- Generated from spec/openapi.yaml by `pnpm generate`. Do not edit. -->\n',
    '# API reference\n',
    `${cell(model.title)}, version ${cell(model.version)}. Unofficial; not affiliated with ThriveStack.\n`,
    'Operations and fields that are marked "vendor" are documented by the vendor and work with its API and with the',
    'self-hosted server; those marked "self-hosted" are ours, and only that server has them.\n',
    `Every request carries the key in the header ${code(model.keyHeader)}; bodies and answers are JSON in UTF-8.`,
    'Money is in major units of its currency (`299.99`), instants are RFC 3339 with a zone, and answers show them in',
    'UTC. [The contract](../spec/openapi.yaml) is the source of this page; [the samples](samples) are files that run.\n',
    ...(model.servers.length > 0 ? [`Servers: ${model.servers.map(code).join(', ')}.\n`] : []),
    overview(model),
    errors(model),
    ...model.resources.map((resource) => resourceText(model, resource)),
  ].join('\n');
}

function overview(model: Model): string {
  const rows = model.resources.flatMap(({ operations }) =>
    operations.map((operation) => [
      `[${cell(operation.summary)}](#${operation.id.toLowerCase()})`,
      code(`${operation.httpMethod} ${operation.path}`),
      ...marks(operation),
    ]),
  );
  return table(['operation', 'request', 'vendor', 'self-hosted'], rows);
}

function errors({ errorBody }: Model): string {
  if (errorBody.length === 0) return '';
  const text = 'Every answer that is no success has this body; the vendor documents the statuses, not the body.';
  return `## Errors\n\n${text}\n\n${fieldTable(errorBody)}`;
}

/** Whether the vendor and the self-hosted server have an operation, as cells. */
export function marks({ source }: Operation): [string, string] {
  return [source === 'vendor' ? 'yes' : 'no', 'yes'];
}

function resourceText(model: Model, resource: Resource): string {
  return [
    `## ${cell(resource.name)}\n`,
    ...resource.operations.map((operation) => operationText(model, resource, operation)),
  ].join('\n');
}

function operationText(model: Model, resource: Resource, operation: Operation): string {
  const { id, summary, description, httpMethod, path, source, deprecated, body, query, pathDoc, statuses } = operation;
  const who = source === 'vendor' ? 'The vendor and the self-hosted server' : 'The self-hosted server alone';
  const parameters = [...(pathDoc ? [pathDoc] : []), ...query];
  const section = (title: string, text: string): string[] => (text === '' ? [] : [`**${title}**\n`, text]);
  return [
    // The heading is the operationId, so that its anchor stays when the summary is reworded.
    `### ${id}\n`,
    `${cell(summary)}. ${code(`${httpMethod} ${path}`)}. ${who}. Scope ${code(operation.scope)}.\n`,
    ...(deprecated ? ['Deprecated.\n'] : []),
    ...(description ? [`${cell(description)}\n`] : []),
    ...section('Parameters', parameters.length > 0 ? fieldTable(parameters) : ''),
    ...section('Body', body.length > 0 ? fieldTable(body) : ''),
    ...section('Answer', operation.answer.length > 0 ? fieldTable(operation.answer) : ''),
    codeBlock('json', JSON.stringify(sampleObject(operation.answer), null, 2)),
    ...section('Statuses', statusTable(statuses)),
    ...section('Samples', ''),
    ...samplesOf(model, resource, operation).map(
      ({ name, ending, text }) =>
        `<details>\n<summary>${name}</summary>\n\n${codeBlock(ending === 'mjs' ? 'js' : ending, text)}\n[${id}.${ending}](samples/${id}.${ending})\n\n</details>\n`,
    ),
  ].join('\n');
}

function statusTable(statuses: readonly number[]): string {
  if (statuses.length === 0) return '';
  return table(
    ['status', 'meaning'],
    statuses.map((status) => [code(String(status)), STATUSES[status] ?? (status < 300 ? 'done' : 'a failure')]),
  );
}
