import { describe, expect, it } from 'vitest';
import { tailLife } from './cache-plan.js';

const minutes = (...gaps: number[]): number[] => gaps.map((gap) => gap * 60_000);

describe('the life of the growing end of the prompt', () => {
  it('is an hour when answers take a while', () => {
    expect(tailLife(minutes(8, 20, 12, 35, 3, 50, 15, 600))).toBe('1h');
  });

  it('is an hour for a chat nobody knows yet, and while people write back and forth: they will pause', () => {
    expect(tailLife([])).toBe('1h');
    expect(tailLife(minutes(1, 1, 2, 3, 1, 2, 1, 4, 2, 1, 1, 2))).toBe('1h');
  });

  it('is five minutes where people write back and forth and then not for hours', () => {
    expect(tailLife(minutes(1, 2, 300, 1, 1, 700, 2, 1, 90, 1, 2, 400))).toBe('5m');
  });

  it('is none when every message comes hours after the last', () => {
    expect(tailLife(minutes(300, 700, 400, 90, 1_400, 600, 500, 800, 100, 240, 360))).toBeNull();
  });
});
