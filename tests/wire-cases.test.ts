import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readCases, type WireStep } from './wire/cases.ts';
import { play, playByClient } from './wire/play.ts';
import {
  memoryTarget,
  mockTarget,
  openSharedStore,
  renewKeys,
  type ServerTargetOptions,
  serverTarget,
  type Target,
} from './wire/targets.ts';

const files = readCases();
const everyCase = files.flatMap((file) =>
  file.cases.map((entry) => [`${file.title}: ${entry.name}`, entry.steps] as const),
);
// One for all cases, each with tenants of its own: a store starts threads, and there are hundreds of cases.
const shared = openSharedStore();
afterAll(() => shared.close());

/** Makes the keys of a case. One that expects the name of its tenant has a store of its own, and the plain name. */
function prepare(steps: readonly WireStep[]): ServerTargetOptions {
  const named = JSON.stringify(steps).includes('"tenant"');
  renewKeys({ numbered: !named });
  return named ? {} : { shared };
}

const targets: Record<string, (options: ServerTargetOptions) => Promise<Target>> = {
  'engine in memory': () => memoryTarget(),
  'server on SQLite': serverTarget,
  'the mock': () => mockTarget(),
};

let open: Target | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe.each(Object.entries(targets))('%s', (_name, make) => {
  describe.each(files.map((file) => [file.title, file] as const))('%s', (_title, file) => {
    it.each(file.cases.map((entry) => [entry.name, entry] as const))('%s', async (_case, { steps }) => {
      open = await make(prepare(steps));
      for (const step of steps) await play(open, step);
    });
  });
});

describe('the client', () => {
  let called = 0;

  it.each(everyCase)('%s', async (_case, steps) => {
    const server = await serverTarget(prepare(steps));
    open = server;
    for (const step of steps) if (await playByClient(server, step, 'method')) called += 1;
  });

  it('says most of the cases itself', () => {
    const steps = everyCase.reduce((sum, [, all]) => sum + all.length, 0);
    expect(called).toBeGreaterThan(steps * 0.75);
  });
});

describe('every target answers with the same bytes', () => {
  /** Ids of requests are made up anew each time. */
  const withoutId = (body: string): string => body.replace(/"request_id":"[^"]*"/g, '"request_id":""');

  it.each(everyCase)('%s', async (_case, steps) => {
    const answers: string[][] = [];
    const options = prepare(steps);
    for (const make of Object.values(targets)) {
      open = await make(options);
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
