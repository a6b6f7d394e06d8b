import { describe, expect, it } from 'vitest';
import { talkOf } from './long-talk.js';

const minute = 60_000;
const now = Date.UTC(2026, 0, 5, 12, 0, 0);
const every = (minutes: number, from: number) =>
  Array.from(
    { length: Math.floor(from / minutes) + 1 },
    (_, index) => now - (from - index * minutes) * minute,
  );

describe('a long talk', () => {
  it('begins after the last hour of silence', () => {
    const yesterday = now - 20 * 60 * minute;
    expect(talkOf([yesterday, ...every(50, 150)], now)?.startedAt).toBe(now - 150 * minute);
    expect(talkOf([yesterday], now)).toBeNull();
    expect(talkOf([], now)).toBeNull();
  });

  it('counts as active only where messages follow each other, and only the last three hours', () => {
    expect(talkOf(every(5, 120), now)?.activeMs).toBe(120 * minute);
    expect(talkOf(every(5, 600), now)?.activeMs).toBe(180 * minute);
    expect(talkOf(every(30, 300), now)?.activeMs).toBe(0);
  });
});
