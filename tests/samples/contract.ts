import { sampleBody } from '../../packages/codegen/src/emit/samples-request.ts';
import { readContract } from '../../packages/codegen/src/generate.ts';
import type { Operation, Resource } from '../../packages/codegen/src/model.ts';
import { check } from '../../packages/validation/src/index.ts';
import { inRoot } from './program.ts';

/** One operation of the contract, with the resource it belongs to. */
export interface Case {
  readonly id: string;
  readonly resource: Resource;
  readonly operation: Operation;
}

/** Every operation of the contract. */
export async function readCases(): Promise<Case[]> {
  const { model } = await readContract(inRoot('spec/openapi.yaml'), 'spec/openapi.yaml');
  return model.resources.flatMap((resource) =>
    resource.operations.map((operation) => ({ id: operation.id, resource, operation })),
  );
}

/** The row that the samples work on: what the sample of the POST sends. */
export function sampleRow(resource: Resource): Record<string, unknown> {
  const create = resource.operations.find(({ kind }) => kind === 'create');
  return create ? sampleBody(resource, create) : {};
}

/** What is wrong with an answer, measured by the contract; empty when nothing is. */
export function issuesOf({ operation }: Case, answer: unknown): string[] {
  return check(operation.answerShape, answer, { mode: 'any' }).issues.map(
    ({ param, message }) => `${param}: ${message}`,
  );
}

/** Content as the server shows it: instants in UTC with milliseconds. */
export function shown(content: Record<string, unknown>): Record<string, unknown> {
  const instant = /^\d{4}-\d\d-\d\dT.*Z$/;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      typeof value === 'string' && instant.test(value) ? new Date(value).toISOString() : value,
    ]),
  );
}
