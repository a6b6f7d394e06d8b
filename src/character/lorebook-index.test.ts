import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstMatch, searchText } from './key-match.js';
import { indexLorebook } from './lorebook-index.js';
import { lorebookEntryShape } from './shape/knowledge.js';

/** Few and alike, so that keys meet, overlap and span messages. */
const word = fc.constantFrom(
  ...['tram', 'trams', 'tra', 'night', 'Straße', 'STRASSE', 'мама', 'Ёлка', 'елка', 'mamá', 'a1'],
  ...['电车', '车', 'でん', '기차', '기차를', 'й', 'e\u0301', '\u0301', 'σας', 'ΣΑΣ', '🙂', '—', "it's", '*'],
);
const phrase = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', '-', ''))
  .map(([words, between]) => words.join(between));
const key = fc
  .tuple(phrase, fc.constantFrom('', '*', ' * '))
  .map(([text, end]) => `${text}${end}`.trim())
  .filter((text) => text !== '');
const messages = fc.array(
  fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  { maxLength: 7 },
);
const entry = fc.record({
  keys: fc.array(key, { maxLength: 3 }),
  secondary: fc.array(key, { maxLength: 2 }),
  scanDepth: fc.integer({ min: 1, max: 6 }),
});

it('finds what looking for each key in its latest messages finds', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), messages, (drafts, recent) => {
      const lorebook = drafts.map((draft, index) =>
        lorebookEntryShape.parse({ name: `e${index}`, text: 'fact.', ...draft }),
      );
      const hits = indexLorebook(lorebook).search(recent);
      for (const one of lorebook) {
        const text = searchText(recent.slice(-one.scanDepth).join('\n'));
        expect(hits.key(one)).toBe(firstMatch(one.keys, text));
        expect(hits.secondary(one)).toBe(firstMatch(one.secondary, text));
      }
    }),
    { numRuns: 300 },
  );
});
