import { describe, expect, it } from 'vitest';
import { quotedOf } from './quote.js';

const burst = (...texts: readonly string[]) => texts.map((text, index) => ({ text, sentAt: index * 1_000 }));

describe('quotedOf', () => {
  it('quotes the one question that other messages pushed away', () => {
    expect(quotedOf(burst('where do you live?', 'i am in Riga', 'it rains'))).toBe(0);
    expect(quotedOf([...burst('which one?'), { text: 'no hurry', sentAt: 600_000 }])).toBe(0);
  });

  it('quotes nothing where it is clear what is meant', () => {
    expect(quotedOf(burst('hi'))).toBeNull();
    expect(quotedOf(burst('where?', 'tell me'))).toBeNull();
    expect(quotedOf(burst('one', 'two', 'why?'))).toBeNull();
    expect(quotedOf(burst('why?', 'two', 'how?', 'four'))).toBeNull();
    expect(quotedOf([])).toBeNull();
  });
});
