import { isReplayed } from '../kit/book.ts';
import { amountOf, history } from '../kit/check.ts';
import { Complaints } from '../kit/complaints.ts';
import type { Drill, DrillOptions, DrillResult } from '../kit/drill.ts';
import { seeded } from '../kit/seeded.ts';
import { makeData, startServer } from '../kit/server.ts';
import type { Answer } from '../kit/wire.ts';
import { INVOICES, type Wire, wireTo } from '../kit/wire.ts';

/** Identical requests at a time. */
const CROWD = 1000;
/** Pairs of each kind that race at a time. */
const PAIRS = 50;

export const duplicates: Drill = {
  name: 'duplicates',
  title: 'Duplicates and conflicts',
  about:
    `In each round, ${CROWD} identical POSTs are sent at once on ${CROWD} connections, with one Idempotency-Key and then ` +
    `without any: one row is made, every answer is 200 with the same bytes (request id aside) and all but one say that they are ` +
    `repetitions. Then ${PAIRS} pairs of each kind that cannot both be done race: two contents for one id, two contents under ` +
    'one key, two ids under one key, two DELETEs. Exactly one of each pair wins, and its effect is what is stored.',
  unit: 'rounds',
  usual: 20,
  run,
};

interface Request {
  readonly method: string;
  readonly body: Record<string, unknown>;
  readonly key?: string;
}

async function run({ seed, count, onProgress }: DrillOptions): Promise<DrillResult> {
  const complaints = new Complaints();
  const data = await makeData();
  const server = await startServer(data);
  const wire = wireTo(server);
  const tally = { crowds: 0, pairs: 0, firstWon: 0 };
  try {
    for (let round = 0; round < count; round += 1) {
      const random = seeded(seed + round);
      for (const key of [`crowd-${round}`, undefined]) {
        await crowd(wire, invoice(`crowd_${round}_${key ? 'key' : 'none'}`, round + 1), key, complaints);
        tally.crowds += 1;
      }
      for (const race of [contents, contentsUnderKey, idsUnderKey, deletions]) {
        const won = await Promise.all(
          Array.from({ length: PAIRS }, (_, pair) => race(wire, `${race.name}_${round}_${pair}`, random, complaints)),
        );
        tally.pairs += won.length;
        tally.firstWon += won.filter((winner) => winner === 0).length;
      }
      onProgress?.(round + 1);
    }
  } finally {
    wire.close();
    await server.stop();
    await data.remove();
  }
  return {
    rows: [
      [`crowds of ${CROWD} identical requests`, tally.crowds],
      ['conflicting pairs', tally.pairs],
      ['of them won by the one that was sent first', tally.firstWon],
      ['complaints', complaints.list().length],
    ],
    complaints: complaints.list(),
  };
}

function invoice(id: string, amount: number): Record<string, unknown> {
  return { invoice_id: id, customer_id: 'cust_1', group_id: 'group_1', issue_date: '2026-01-15T00:00:00Z', amount };
}

function ask(wire: Wire, { method, body, key }: Request): Promise<Answer> {
  return wire.ask(method, INVOICES, { body, ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }) });
}

async function crowd(
  wire: Wire,
  body: Record<string, unknown>,
  key: string | undefined,
  complaints: Complaints,
): Promise<void> {
  const request = { method: 'POST', body, ...(key === undefined ? {} : { key }) };
  const answers = await Promise.all(Array.from({ length: CROWD }, () => ask(wire, request)));
  const kinds = new Map<string, number>();
  for (const { status, text } of answers) kinds.set(`${status} ${text}`, (kinds.get(`${status} ${text}`) ?? 0) + 1);
  complaints.expect(
    kinds.size === 1 && answers[0]?.status === 200,
    'a crowd had several answers',
    [...kinds].join('; '),
  );
  const heads = new Set(answers.map(comparable));
  complaints.expect(heads.size === 1, 'a crowd had several heads', [...heads].join('; '));
  const first = answers.filter((answer) => !isReplayed(answer)).length;
  complaints.expect(first === 1, 'not exactly one of a crowd was the first', `${first} of ${CROWD}`);
  const ids = new Set(answers.map(({ headers }) => headers['x-request-id']));
  complaints.expect(ids.size === CROWD, 'request ids are not all different', String(ids.size));
  const actions = await history(wire, String(body['invoice_id']));
  complaints.expect(actions.join() === 'create', 'a crowd made not exactly one row', actions.join());
}

/** The headers that must be the same: all but the request's own id, the time, and what tells a repetition. */
function comparable({ headers }: Answer): string {
  const { 'x-request-id': _id, date: _date, 'idempotent-replayed': _replayed, ...rest } = headers;
  return JSON.stringify(rest);
}

type Race = (wire: Wire, id: string, random: () => number, complaints: Complaints) => Promise<number>;

const contents: Race = async (wire, id, random, complaints) => {
  const won = await race(wire, random, [post(id, 1), post(id, 2)], 'invoice_already_exists', complaints);
  await stored(wire, id, won + 1, 'create', complaints);
  return won;
};

const contentsUnderKey: Race = async (wire, id, random, complaints) => {
  const won = await race(wire, random, [post(id, 1, id), post(id, 2, id)], 'idempotency_key_reused', complaints);
  await stored(wire, id, won + 1, 'create', complaints);
  return won;
};

const idsUnderKey: Race = async (wire, id, random, complaints) => {
  const names = [`${id}_a`, `${id}_b`] as const;
  const both = [post(names[0], 1, id), post(names[1], 1, id)] as const;
  const won = await race(wire, random, both, 'idempotency_key_reused', complaints);
  await stored(wire, names[won === 0 ? 0 : 1], 1, 'create', complaints);
  await stored(wire, names[won === 0 ? 1 : 0], undefined, '', complaints);
  return won;
};

const deletions: Race = async (wire, id, random, complaints) => {
  await ask(wire, post(id, 1));
  const gone = { method: 'DELETE', body: { invoice_id: id } };
  const won = await race(wire, random, [gone, gone], 'invoice_not_found', complaints);
  await stored(wire, id, undefined, 'create,delete', complaints);
  return won;
};

function post(id: string, amount: number, key?: string): Request {
  return { method: 'POST', body: invoice(id, amount), ...(key === undefined ? {} : { key }) };
}

/** Sends two requests at once, the first one first or second by chance; returns which of the two won. */
async function race(
  wire: Wire,
  random: () => number,
  both: readonly [Request, Request],
  code: string,
  complaints: Complaints,
): Promise<number> {
  const swapped = random() < 0.5;
  const [a, b] = both;
  const sent = swapped ? [b, a] : [a, b];
  const answers = await Promise.all(sent.map((request) => ask(wire, request)));
  if (swapped) answers.reverse();
  const won = answers.findIndex(({ status }) => status === 200);
  const lost = answers[1 - won];
  const told = answers.map(({ status, text }) => `${status} ${text}`).join(' and ');
  const isFair = lost !== undefined && lost.status !== 200 && lost.text.includes(`"code":"${code}"`);
  complaints.expect(won !== -1 && isFair, 'a pair has not exactly one winner', told);
  return won;
}

async function stored(
  wire: Wire,
  id: string,
  amount: number | undefined,
  actions: string,
  complaints: Complaints,
): Promise<void> {
  const found = `${await amountOf(wire, id)} ${await history(wire, id)}`;
  complaints.expect(found === `${amount} ${actions}`, 'not what the winner wrote', `${id}: ${found}, not ${amount}`);
}
