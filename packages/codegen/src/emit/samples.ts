import type { Emitter, Model, Operation, Resource } from '../model.ts';
import { hookSample, sdkSample } from './samples-client.ts';
import { curlSample, fetchSample, goSample } from './samples-http.ts';
import { sampleRequest } from './samples-request.ts';

/** One sample of one operation. */
export interface Sample {
  /** What people call it. */
  readonly name: string;
  /** Ending of its file, and the name of its language for highlighters. */
  readonly ending: 'sh' | 'mjs' | 'go' | 'ts' | 'tsx';
  readonly text: string;
}

/** Writes the code samples of every operation. */
export const emitSamples: Emitter = (model) =>
  new Map(
    model.resources.flatMap((resource) =>
      resource.operations.flatMap((operation) =>
        samplesOf(model, resource, operation).map(({ ending, text }): [string, string] => [
          `docs/samples/${operation.id}.${ending}`,
          text,
        ]),
      ),
    ),
  );

/** Makes the samples of one operation, one for each way to call it. */
export function samplesOf(model: Model, resource: Resource, operation: Operation): Sample[] {
  const request = sampleRequest(model, resource, operation);
  return [
    { name: 'cURL', ending: 'sh', text: curlSample(request) },
    { name: 'JavaScript', ending: 'mjs', text: fetchSample(request) },
    { name: 'Go', ending: 'go', text: goSample(request) },
    { name: 'SDK', ending: 'ts', text: sdkSample(resource, operation, request) },
    { name: 'Hook', ending: 'tsx', text: hookSample(operation, request) },
  ];
}
