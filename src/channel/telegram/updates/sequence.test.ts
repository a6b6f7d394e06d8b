import { describe, expect, it } from 'vitest';
import { apply, hasGap, moveTo, startAt } from './sequence.js';
import type { Item, Packet, Sequence } from './sequence.js';

const START = { pts: 10, qts: 0, date: 100, seq: 5 };

const pts = (end: number, count = 1): Item<string> => ({ box: 'pts', end, count, value: `p${end}` });
const loose = (value: string): Item<string> => ({ box: 'none', end: 0, count: 0, value });
const packet = (items: Item<string>[], seqStart = 0, seq = seqStart): Packet<string> => ({
  seqStart,
  seq,
  date: 100 + seq,
  items,
});

function feed(packets: readonly Packet<string>[]): { sequence: Sequence<string>; applied: string[] } {
  let sequence = startAt<string>(START);
  const applied: string[] = [];
  for (const one of packets) {
    const step = apply(sequence, one);
    sequence = step.sequence;
    applied.push(...step.applied);
  }
  return { sequence, applied };
}

describe('the pts box', () => {
  it('applies what starts where we stand', () => {
    const { sequence, applied } = feed([packet([pts(11)]), packet([pts(13, 2)])]);
    expect(applied).toEqual(['p11', 'p13']);
    expect(sequence.position.pts).toBe(13);
    expect(hasGap(sequence)).toBe(false);
  });

  it('ignores what was seen', () => {
    const { sequence, applied } = feed([packet([pts(11)]), packet([pts(11)]), packet([pts(9)])]);
    expect(applied).toEqual(['p11']);
    expect(sequence.position.pts).toBe(11);
  });

  it('holds what comes early and applies it in order once the hole closes', () => {
    const { sequence, applied } = feed([packet([pts(13)]), packet([pts(12)]), packet([pts(11)])]);
    expect(applied).toEqual(['p11', 'p12', 'p13']);
    expect(hasGap(sequence)).toBe(false);
  });

  it('keeps the gap open while the hole stays', () => {
    const { sequence, applied } = feed([packet([pts(13)]), packet([pts(12)])]);
    expect(applied).toEqual([]);
    expect(sequence.position.pts).toBe(10);
    expect(hasGap(sequence)).toBe(true);
  });

  it('treats an update that overlaps our place as a gap, never as applied', () => {
    const { sequence, applied } = feed([packet([pts(12, 3)])]);
    expect(applied).toEqual([]);
    expect(hasGap(sequence)).toBe(true);
  });

  it('reports a count of zero without moving', () => {
    const { sequence, applied } = feed([packet([pts(10, 0)])]);
    expect(applied).toEqual(['p10']);
    expect(sequence.position.pts).toBe(10);
  });

  it('counts qts apart from pts', () => {
    const { sequence } = feed([packet([{ box: 'qts', end: 1, count: 1, value: 'q1' }])]);
    expect(sequence.position).toMatchObject({ pts: 10, qts: 1 });
  });

  it('drops what a difference has passed and applies the rest from there', () => {
    const early = feed([packet([pts(12)]), packet([pts(15)])]).sequence;
    const step = moveTo(early, { pts: 14, qts: 0, date: 200, seq: 5 });
    expect(step.applied).toEqual(['p15']);
    expect(step.sequence.position.pts).toBe(15);
    expect(hasGap(step.sequence)).toBe(false);
  });
});

describe('numbered containers', () => {
  it('applies the next one, ignores a repeated one, holds an early one', () => {
    const { sequence, applied } = feed([
      packet([loose('seven')], 7),
      packet([loose('six')], 6),
      packet([loose('six again')], 6),
      packet([loose('unnumbered')]),
    ]);
    expect(applied).toEqual(['six', 'seven', 'unnumbered']);
    expect(sequence.position).toMatchObject({ seq: 7, date: 107 });
    expect(hasGap(sequence)).toBe(false);
  });

  it('lets boxed updates of an early container through by their own rule', () => {
    const { sequence, applied } = feed([packet([pts(11), loose('late')], 9)]);
    expect(applied).toEqual(['p11']);
    expect(hasGap(sequence)).toBe(true);
  });

  it('does not repeat boxed updates when a held container is released', () => {
    const { applied } = feed([packet([pts(11), loose('a')], 7), packet([], 6)]);
    expect(applied).toEqual(['p11', 'a']);
  });
});

describe('any delivery', () => {
  it('ends where the fault-free run ends, for 200 seeds of duplicated and reordered updates', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = random(seed);
      const items = Array.from({ length: 60 }, (_, index) => pts(11 + index));
      const noisy = items.flatMap((item) => (next() < 0.2 ? [item, item] : [item]));
      for (let index = noisy.length - 1; index > 0; index -= 1) {
        const other = Math.max(0, index - Math.floor(next() * 6));
        [noisy[index], noisy[other]] = [noisy[other] as Item<string>, noisy[index] as Item<string>];
      }
      const { sequence, applied } = feed(noisy.map((item) => packet([item])));
      expect({ seed, applied }).toEqual({ seed, applied: items.map((item) => item.value) });
      expect(hasGap(sequence)).toBe(false);
    }
  });

  it('never applies past a missing update, for 200 seeds', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const next = random(seed);
      const missing = 11 + Math.floor(next() * 40);
      const items = Array.from({ length: 60 }, (_, index) => pts(11 + index)).filter(
        (item) => item.end !== missing,
      );
      const { sequence, applied } = feed(items.map((item) => packet([item])));
      expect(sequence.position.pts).toBe(missing - 1);
      expect(applied).toHaveLength(missing - 11);
      const caughtUp = moveTo(sequence, { ...sequence.position, pts: missing });
      expect(caughtUp.sequence.position.pts).toBe(70);
    }
  });
});

/** mulberry32, so that a failing seed can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
