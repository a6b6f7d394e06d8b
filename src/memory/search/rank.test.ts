import { describe, expect, it } from 'vitest';
import { mostPlaces } from '../../store/index/message-index-reader.js';
import { rankMessages, type RankInput, type WordPlaces } from './rank.js';

interface At {
  readonly position: number;
  readonly length?: number;
}

/** A word that stands in these messages. */
const word = (places: readonly At[], weight = 1): WordPlaces => ({
  weight,
  places: Int32Array.from(places, ({ position, length = 6 }) => position * 128 + length * 4),
});

function rank(words: readonly WordPlaces[], more: Partial<RankInput> = {}) {
  const sessions = [
    { from: 0, startedAt: 0 },
    { from: 50, startedAt: 1 },
  ];
  return rankMessages({ messages: 100, meanTerms: 6, end: 100, words, sessions, ...more }, 10);
}

const positions = (...input: Parameters<typeof rank>): readonly number[] =>
  rank(...input).map(({ position }) => position);

describe('ranking', () => {
  it('puts a message that holds both words before those with one, and gives neighbours less', () => {
    const found = rank([word([{ position: 10 }, { position: 30 }]), word([{ position: 30 }])]);
    expect(found[0]?.position).toBe(30);
    expect(found.map(({ position }) => position)).toEqual(expect.arrayContaining([29, 31, 10]));
    const [best, ...others] = found.map(({ relevance }) => relevance);
    for (const other of others) expect(other).toBeLessThan(best ?? 0);
  });

  it('weighs a rare word more than a frequent one, and words by their weight', () => {
    const frequent = Array.from({ length: 12 }, (_, index) => ({ position: index * 4 }));
    expect(positions([word(frequent), word([{ position: 70 }])])[0]).toBe(70);
    expect(positions([word([{ position: 10 }], 0.2), word([{ position: 70 }])])[0]).toBe(70);
    expect(positions([word([{ position: 10 }]), word([{ position: 70 }], 0.2)])[0]).toBe(10);
  });

  it('leaves out a word that has as many places as are ever read, where another tells more', () => {
    const everywhere = word(Array.from({ length: mostPlaces }, (_, position) => ({ position })));
    const long = { messages: 10 * mostPlaces, end: 10 * mostPlaces };
    expect(positions([everywhere, word([{ position: 70 }])], long)).not.toContain(0);
    expect(positions([everywhere], long)).toHaveLength(10);
  });

  it('does not carry a word over into the next session', () => {
    expect(positions([word([{ position: 49 }])])).not.toContain(50);
    expect(positions([word([{ position: 48 }])])).toContain(49);
  });

  it('prefers the sessions of the day that is named', () => {
    // A message that holds everything is worth 1 at most: something is missing here.
    const missing = word([{ position: 40 }, { position: 90 }]);
    const days = [{ position: 10 }, { position: 70 }];
    expect(positions([word(days), missing], { sessionDates: [0, 1] })[0]).toBe(70);
    expect(positions([word(days), missing], { sessionDates: [1, 0] })[0]).toBe(10);
  });

  it('takes what is related for a word, for less than the word itself and more than a neighbour of neither', () => {
    const { places } = word([{ position: 10 }]);
    const { places: related } = word([{ position: 30 }, { position: 70 }]);
    expect(positions([{ places, related, weight: 1 }]).slice(0, 1)).toEqual([10]);
    expect(positions([{ places, related, weight: 1 }])).toEqual(expect.arrayContaining([30, 70]));
    expect(positions([{ places: new Int32Array(0), related, weight: 1 }])[0]).toBe(30);
  });

  it('leaves out a word that every fourth message holds, unless there is no other', () => {
    const many = word(Array.from({ length: 150 }, (_, index) => ({ position: index * 2 })));
    const long = { messages: 300, end: 300 };
    expect(positions([many, word([{ position: 71 }])], long)).toEqual([71, 72, 70, 73, 69]);
    expect(positions([many], long)).toHaveLength(10);
  });
});
