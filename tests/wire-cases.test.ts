import { afterEach, describe, expect, it } from 'vitest';
import { type Json, masked, readCases, type WireStep } from './wire/cases.ts';
import { clientCall, expectedOutcome } from './wire/client-calls.ts';
import { memoryTarget, mockTarget, serverTarget, type Target } from './wire/targets.ts';

const files = readCases();
const everyCase = files.flatMap((file) =>
  file.cases.map((entry) => [`${file.title}: ${entry.name}`, entry.steps] as const),
);
const targets: Record<string, () => Promise<Target>> = {
  'engine in memory': memoryTarget,
  'server on SQLite': serverTarget,
  'the mock': mockTarget,
};

let open: Target | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function play(target: Target, step: WireStep): Promise<void> {
  const answer = await target.send(step.request);
  const body = JSON.parse(answer.body) as Json;
  const { status, headers = {}, body: expected } = step.response;
  const found = { status: answer.status, body: expected === undefined ? undefined : masked(body, expected) };
  expect(found).toEqual({ status, body: expected });
  for (const [name, value] of Object.entries(headers)) expect(answer.headers[name], name).toBe(value);
}

describe.each(Object.entries(targets))('%s', (_name, make) => {
  describe.each(files.map((file) => [file.title, file] as const))('%s', (_title, file) => {
    it.each(file.cases.map((entry) => [entry.name, entry] as const))('%s', async (_case, { steps }) => {
      open = await make();
      for (const step of steps) await play(open, step);
    });
  });
});

describe('the client', () => {
  let called = 0;

  it.each(everyCase)('%s', async (_case, steps) => {
    const server = await serverTarget();
    open = server;
    for (const step of steps) {
      const call = clientCall(server.url, step.request);
      if (!call) {
        // Not something that a client can say: the step still happens, for those after it.
        await play(server, step);
        continue;
      }
      called += 1;
      const expected = expectedOutcome(step.response);
      const outcome = await call();
      expect({ ...outcome, body: masked(outcome.body, expected.body) }).toEqual(expected);
    }
  });

  it('says most of the cases itself', () => {
    const steps = everyCase.reduce((sum, [, all]) => sum + all.length, 0);
    expect(called).toBeGreaterThan(steps * 0.75);
  });
});

describe('every target answers with the same bytes', () => {
  /** Ids of requests are made up anew each time. */
  const withoutId = (body: string): string => body.replace(/"request_id":"[^"]*"/, '"request_id":""');

  it.each(everyCase)('%s', async (_case, steps) => {
    const answers: string[][] = [];
    for (const make of Object.values(targets)) {
      open = await make();
      const bodies: string[] = [];
      for (const { request } of steps) {
        const { status, body } = await open.send(request);
        bodies.push(`${status} ${withoutId(body)}`);
      }
      answers.push(bodies);
      await open.close();
      open = undefined;
    }
    const [first, ...others] = answers;
    for (const other of others) expect(other).toEqual(first);
  });
});
