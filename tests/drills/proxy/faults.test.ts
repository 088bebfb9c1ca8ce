import { expect, it } from 'vitest';
import { SEED, seeded } from '../kit/seeded.ts';
import { faultDeck, faultNames } from './faults.ts';

it('each deck has every fault, alone in its connection, and each deck is shuffled anew', () => {
  const deal = faultDeck(seeded(SEED));
  const decks = [1, 2].map(() => Array.from({ length: 21 }, deal));
  for (const deck of decks) {
    const alone = deck.flatMap(({ request, answer }) => {
      if (request.kind !== 'none' && answer.kind !== 'none') return [];
      return request.kind === 'none' ? [`answer ${answer.name}`] : [`request ${request.name}`];
    });
    expect(alone).toEqual(expect.arrayContaining([...faultNames]));
  }
  expect(decks[0]).not.toEqual(decks[1]);
});
