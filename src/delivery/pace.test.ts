import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../test/support/characters.js';
import { diceOf } from '../lib/dice.js';
import { planPace, type PaceInput } from './pace.js';
import { rhythmAt } from './rhythm.js';

const minute = 60_000;
const awake = { state: 'awake', forMs: 600 * minute } as const;

function input(changes: Partial<PaceInput> = {}, seed = '1'): PaceInput {
  return {
    pace: 'natural',
    firstAt: 0,
    lastAt: 0,
    idleMs: minute,
    toRead: 40,
    rhythm: awake,
    chance: diceOf(seed),
    ...changes,
  };
}

const many = Array.from({ length: 1_000 }, (_, index) => String(index));
const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.floor(share * values.length)] ?? 0;

describe('planPace', () => {
  it('types as fast as people do, with their spread', () => {
    const speeds = many.map((seed) => planPace(input({}, seed)).charsPerSecond);
    const mean = speeds.reduce((sum, one) => sum + one, 0) / speeds.length;
    expect(mean).toBeGreaterThan(3.0);
    expect(mean).toBeLessThan(3.7);
    expect(quantile(speeds, 0.05)).toBeLessThan(2.8);
    expect(quantile(speeds, 0.95)).toBeGreaterThan(4.2);
  });

  it('is there within 10 s, and done within 30, however long the words are', () => {
    for (const seed of many.slice(0, 150)) {
      const tempo = planPace(input({ idleMs: Number(seed) * minute * 20, toRead: 400 }, seed));
      const first = tempo.due('word '.repeat(Number(seed) * 2), 0);
      const times = [first, ...[1, 40, 400, 4_000].map((length) => tempo.due('x'.repeat(length), 0))];
      expect(tempo.readAt).toBeGreaterThan(0);
      expect(tempo.typeAt).toBeGreaterThanOrEqual(tempo.readAt);
      expect(first).toBeGreaterThanOrEqual(tempo.typeAt - 1);
      expect(first).toBeLessThanOrEqual(10_000);
      expect(times.at(-1)).toBeLessThanOrEqual(30_000);
      expect([...times].sort((one, other) => one - other)).toEqual(times);
    }
  });

  it('takes longer for more words, and longer to look after a longer silence', () => {
    const due = (text: string) => planPace(input()).due(text, 0);
    expect(due('a whole sentence of words')).toBeGreaterThan(due('ok'));
    const read = (idleMs: number) => planPace(input({ idleMs })).readAt;
    expect(read(60 * minute)).toBeGreaterThan(read(minute));
  });

  it('types while it thinks, and sends at once what is late already', () => {
    const tempo = planPace(input());
    expect(tempo.due('words', 25_000)).toBe(25_000);
    expect(tempo.due('more words', 45_000)).toBe(45_000);
    const quick = planPace(input());
    expect(quick.due('words', 500)).toBe(planPace(input()).due('words', 0));
  });

  it('waits for nothing where it is instant', () => {
    const tempo = planPace(input({ pace: 'instant', rhythm: { state: 'asleep', forMs: 1 }, idleMs: 1e9 }));
    expect([tempo.readAt, tempo.typeAt, tempo.due('x'.repeat(500), 3)]).toEqual([0, 0, 3]);
    expect(tempo.isDeferred).toBe(false);
  });

  it('looks later while busy or asleep, but never much later, and not in the middle of a talk', () => {
    for (const seed of many.slice(0, 100)) {
      for (const [state, most] of [
        ['busy', 6],
        ['asleep', 20],
      ] as const) {
        const rhythm = { state, forMs: 300 * minute };
        const tempo = planPace(input({ rhythm, idleMs: 60 * minute }, seed));
        expect(tempo.isDeferred).toBe(true);
        expect(tempo.readAt).toBeGreaterThan(minute - 1);
        expect(tempo.readAt).toBeLessThanOrEqual(most * minute);
        expect(tempo.due('word', tempo.readAt)).toBeLessThanOrEqual(tempo.readAt + 10_000);
        expect(planPace(input({ rhythm, idleMs: minute }, seed)).isDeferred).toBe(false);
        expect(planPace(input({ rhythm, idleMs: 60 * minute, pace: 'brisk' }, seed)).isDeferred).toBe(false);
      }
    }
  });
});

describe('rhythmAt', () => {
  const { day } = aCharacter();
  const character = aCharacter({
    day: {
      ...day,
      wake: '08:00',
      sleep: '01:00',
      busy: [{ from: '23:00', to: '00:30', days: ['mon'], doing: 'on air' }],
    },
  });
  const at = (time: string) => rhythmAt(character, Date.parse(time));

  it('follows the day on its own clock, over midnight too', () => {
    // 2026-01-05 is a Monday.
    expect(at('2026-01-05T12:00Z')).toEqual({ state: 'awake', forMs: 13 * 60 * minute });
    expect(at('2026-01-05T23:15Z')).toEqual({ state: 'busy', forMs: 75 * minute });
    expect(at('2026-01-06T00:10Z')).toEqual({ state: 'busy', forMs: 20 * minute });
    expect(at('2026-01-06T23:15Z').state).toBe('awake');
    expect(at('2026-01-06T03:00Z')).toEqual({ state: 'asleep', forMs: 5 * 60 * minute });
  });
});
