import { expect, test } from 'vitest';

import { ThinkFilter } from './think-filter.js';

function through(pieces: readonly string[]): string[] {
  const filter = new ThinkFilter();
  return [...pieces.map((piece) => filter.push(piece)), filter.end()].filter((text) => text !== '');
}

test('plain text passes at once', () => {
  expect(through(['Hi', ' <think>', ' no'])).toEqual(['Hi', ' <think>', ' no']);
});

test('what looks like the beginning of thinking and is none comes through whole', () => {
  expect(through(['<', 'th', 'is is fine'])).toEqual(['<this is fine']);
  expect(through(['<th'])).toEqual(['<th']);
});

test('thinking is dropped, however it is cut', () => {
  const text = '\n<think>a </thin b</think>\n\n Good morning, all';
  for (const size of [1, 2, 5, 100]) {
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
    expect(through(pieces).join('')).toBe('Good morning, all');
  }
});

test('thinking without an end leaves nothing', () => {
  expect(through(['<think>', 'for ever'])).toEqual([]);
});
