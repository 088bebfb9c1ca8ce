import { expect } from 'vitest';
import { type Json, masked, type WireStep } from './cases.ts';
import { clientCall, expectedOutcome, type Way } from './client-calls.ts';
import type { Target } from './targets.ts';

/** Sends a step and compares the answer. */
export async function play(target: Target, step: WireStep): Promise<void> {
  const answer = await target.send(step.request);
  const body = JSON.parse(answer.body) as Json;
  const { status, headers = {}, body: expected } = step.response;
  const found = { status: answer.status, body: expected === undefined ? undefined : masked(body, expected) };
  expect(found).toEqual({ status, body: expected });
  for (const [name, value] of Object.entries(headers)) expect(answer.headers[name], name).toBe(value);
}

/**
 * Has the client say a step and compares what it makes of the answer.
 * What a client cannot say still happens, for the steps after it.
 * @returns Whether the client said it.
 */
export async function playByClient(
  server: Target & { readonly url: string },
  step: WireStep,
  way: Way,
): Promise<boolean> {
  const call = clientCall(server.url, step.request, way);
  if (!call) {
    await play(server, step);
    return false;
  }
  const expected = expectedOutcome(step.response);
  const outcome = await call();
  const body = step.response.body === undefined ? expected.body : masked(outcome.body, expected.body);
  expect({ ...outcome, body }).toEqual(expected);
  return true;
}
