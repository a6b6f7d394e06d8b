import { describe, expect, it } from 'vitest';
import { tailLife } from './cache-plan.js';

const minutes = (...gaps: number[]): number[] => gaps.map((gap) => gap * 60_000);

describe('the life of the growing end of the prompt', () => {
  it('is five minutes while people write back and forth', () => {
    expect(tailLife(minutes(1, 1, 2, 3, 1, 2, 1, 4, 2, 90))).toBe('5m');
  });

  it('is an hour when answers take a while', () => {
    expect(tailLife(minutes(8, 20, 12, 35, 3, 50, 15, 600))).toBe('1h');
  });

  it('is none when every message comes hours after the last', () => {
    expect(tailLife(minutes(300, 700, 400, 90, 1_400))).toBeNull();
  });

  it('is five minutes for a chat nobody knows yet', () => {
    expect(tailLife([])).toBe('5m');
    expect(tailLife(minutes(600, 600, 600))).toBe('5m');
  });
});
