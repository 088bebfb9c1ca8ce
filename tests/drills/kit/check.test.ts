import { createEngine, memoryStore } from '@thrivestack-revenue/engine';
import { describe, expect, it } from 'vitest';
import { Book, send, type Write } from './book.ts';
import { compare } from './check.ts';
import { Complaints } from './complaints.ts';
import { SEED, seeded } from './seeded.ts';
import type { Wire } from './wire.ts';

/*
 * What most drills judge by must refuse a list that the server does not fit, each way in which it may not.
 */

/** The API in memory, without a socket. */
function memoryWire(): Wire {
  const engine = createEngine({ store: memoryStore(), limits: 'off' });
  const ask: Wire['ask'] = async (method, target, { body, headers } = {}) => {
    const all = { 'content-type': 'application/json', ...headers };
    const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body));
    const answer = await engine.handle({ method, target, headers: all, body: bytes });
    return { status: answer.status, headers: answer.headers, text: answer.body };
  };
  return {
    ask,
    read: async <T>(path: string) => JSON.parse((await ask('GET', path)).text) as T,
    close: () => {},
  };
}

interface Scene {
  readonly wire: Wire;
  readonly book: Book;
  /** A write of a new row that neither the server nor the list knows. */
  readonly fresh: Write;
  /** A row that exists, with what the list has of it. */
  readonly existing: Write;
}

/** Forty writes that the server has done and the list has noted. */
async function scene(): Promise<Scene> {
  const wire = memoryWire();
  const book = new Book();
  const random = seeded(SEED);
  for (let number = 0; number < 40; number += 1) {
    const write = book.plan(1, random);
    expect((await send(wire, write)).status).toBe(200);
    book.acknowledge(write);
  }
  const [id, { amount = 0 }] = [...book.rows].find(([, row]) => row.amount !== undefined) ?? ['', {}];
  const rest = { padding: 0, key: 'another' } as const;
  return {
    wire,
    book,
    fresh: { ...rest, action: 'create', id: 'inv_1_fresh', amount: 5 },
    existing: { ...rest, action: 'update', id, amount },
  };
}

async function complaintsOf({ wire, book }: Scene): Promise<string> {
  const complaints = new Complaints();
  await compare(wire, book, complaints, { done: 0, undone: 0 });
  return complaints.list().join('\n');
}

describe('the comparison of a server with a list', () => {
  it('accepts a list that fits, writes without an answer included', async () => {
    const told = await scene();
    await send(told.wire, { ...told.existing, amount: 1234 });
    told.book.doubt({ ...told.existing, amount: 1234 });
    told.book.doubt(told.fresh);
    expect(await complaintsOf(told)).toBe('');
  });

  it.each<[string, string, (scene: Scene) => unknown]>([
    ['lost', 'an acknowledged row is lost', ({ book, fresh }) => book.acknowledge(fresh)],
    ['not told of', 'never made', ({ wire, fresh }) => send(wire, fresh)],
    [
      'of another amount',
      'a row is not as acknowledged',
      ({ wire, existing }) => send(wire, { ...existing, amount: 4321 }),
    ],
    [
      'done twice',
      'a history is not as acknowledged',
      async ({ wire, existing }) => {
        await send(wire, { ...existing, amount: 4321 });
        await send(wire, { ...existing, key: 'back' });
      },
    ],
    [
      'half done',
      'a write without an answer is half done',
      async ({ wire, book, fresh }) => {
        await send(wire, { ...fresh, amount: 6 });
        book.doubt(fresh);
      },
    ],
    [
      'done, and its key forgotten',
      'a repetition was taken wrongly',
      async ({ wire, book, existing }) => {
        await send(wire, { ...existing, amount: 1234 });
        book.doubt({ ...existing, amount: 1234, key: 'forgotten' });
      },
    ],
  ])('refuses a write that is %s', async (_, complaint, doctor) => {
    const told = await scene();
    await doctor(told);
    expect(await complaintsOf(told)).toContain(complaint);
  });
});
