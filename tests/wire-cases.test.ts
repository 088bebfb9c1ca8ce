import { afterEach, describe, expect, it } from 'vitest';
import { type Json, masked, readCases, type WireStep } from './wire/cases.ts';
import { memoryTarget, serverTarget, type Target } from './wire/targets.ts';

const files = readCases();
const targets: Record<string, () => Promise<Target>> = {
  'engine in memory': memoryTarget,
  'server on SQLite': serverTarget,
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
