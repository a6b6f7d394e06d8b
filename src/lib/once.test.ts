import { describe, expect, it } from 'vitest';
import { once } from './once.js';

describe('once', () => {
  it('makes the value when it is first asked for, and only then', () => {
    let made = 0;
    const value = once(() => (made += 1));
    expect(made).toBe(0);
    expect([value(), value()]).toEqual([1, 1]);
  });
});
