import { describe, expect, it } from 'vitest';
import { costOf, priceOf } from './prices.js';

const usage = { input: 1_000, output: 200, cacheRead: 5_000, cacheWrite: 3_000, cacheWriteHour: 2_000 };

describe('prices', () => {
  it('adds up what was read, written and said, the hour dearer than five minutes', () => {
    const price = { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5, cacheWriteHour: 4 };
    expect(costOf(usage, price)).toBe(2_000 + 2_000 + 500 + 2_500 + 8_000);
    const unsplit = { input: 1_000, output: 200, cacheRead: 5_000, cacheWrite: 3_000 };
    expect(costOf(unsplit, price)).toBe(2_000 + 2_000 + 500 + 7_500);
  });

  it('knows a model by the beginning of its name, the longer name first', () => {
    expect(priceOf('anthropic', 'claude-sonnet-5-5-20260928', {})?.cacheRead).toBe(0.1);
    expect(priceOf('anthropic', 'claude-sonnet-5', {})?.cacheRead).toBe(0.2);
    expect(priceOf('anthropic', 'claude-unheard-of', {})).toBeNull();
  });

  it('takes the price an operator set, and none from Anthropic for another provider', () => {
    const own = { 'ollama:claude-haiku-5-5': { ...priceless } };
    expect(priceOf('ollama', 'claude-haiku-5-5', own)).toEqual(priceless);
    expect(priceOf('elsewhere', 'claude-haiku-5-5', own)).toBeNull();
    expect(priceOf('anthropic', 'constructor', {})).toBeNull();
  });
});

const priceless = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 };
