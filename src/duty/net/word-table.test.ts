import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordTable } from './word-table.js';

it('finds for each word what was said of it, and nothing of others', () => {
  const entry = fc.tuple(fc.string({ maxLength: 3 }), fc.nat(7), fc.nat(900));
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 300 }),
      fc.array(fc.string({ maxLength: 3 })),
      (entries, others) => {
        const table = new WordTable();
        const told = new Map<string, Set<number>[]>();
        for (const [word, column, number] of entries) {
          table.add(word, column, number);
          const columns = told.get(word) ?? Array.from({ length: 8 }, () => new Set<number>());
          columns[column]?.add(number);
          told.set(word, columns);
        }
        expect(table.size).toBe(told.size);
        for (const word of [...told.keys(), ...others]) {
          const found = table.get(word);
          expect(found === undefined).toBe(!told.has(word));
          told.get(word)?.forEach((numbers, column) => expect(found?.[column] ?? []).toEqual([...numbers]));
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('keeps more words than it had room for at first', () => {
  const table = new WordTable();
  const words = Array.from({ length: 5_000 }, (_, at) => `word${at}`);
  words.forEach((word, at) => table.add(word, at % 3, at));
  expect(words.every((word, at) => table.get(word)?.[at % 3]?.[0] === at)).toBe(true);
});
