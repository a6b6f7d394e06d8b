import { describe, expect, it } from 'vitest';
import { splitIntoBubbles } from './split.js';

describe('splitIntoBubbles', () => {
  it('makes a bubble of each thought', () => {
    expect(splitIntoBubbles('one\nstill one\n\n two \n\n\nthree', 4096)).toEqual([
      'one\nstill one',
      'two',
      'three',
    ]);
  });

  it('never makes more than four', () => {
    expect(splitIntoBubbles('a\n\nb\n\nc\n\nd\n\ne', 4096)).toEqual(['a', 'b', 'c', 'd\n\ne']);
  });

  it('cuts what is too long between sentences and loses nothing', () => {
    const text = Array.from({ length: 50 }, (_, index) => `Sentence number ${index} is here.`).join(' ');
    const bubbles = splitIntoBubbles(text, 200);
    expect(bubbles.every((bubble) => [...bubble].length <= 200)).toBe(true);
    expect(bubbles.join(' ')).toBe(text);
  });

  it('never cuts an emoji family or a combining mark apart', () => {
    const family = '👨‍👩‍👧‍👦';
    const bubbles = splitIntoBubbles(family.repeat(30), 50);
    expect(bubbles.join('')).toBe(family.repeat(30));
    expect(bubbles.every((bubble) => bubble.replaceAll(family, '') === '')).toBe(true);
  });

  it('counts code points, as the channel does', () => {
    expect(splitIntoBubbles('😀'.repeat(10), 10)).toEqual(['😀'.repeat(10)]);
  });
});
