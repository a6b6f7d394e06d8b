import { expect, it } from 'vitest';
import { turnGaps } from './turn-gaps.js';

const from = (direction: 'incoming' | 'outgoing', sentAt: number) => ({ direction, sentAt });

it('measures from turn to turn, a burst or a two-bubble answer as one', () => {
  const window = [
    from('incoming', 10),
    from('incoming', 12),
    from('outgoing', 15),
    from('outgoing', 16),
    from('incoming', 40),
    from('outgoing', 41),
  ];
  expect(turnGaps(window, [from('incoming', 100), from('incoming', 101)])).toEqual([30, 60]);
  expect(turnGaps([], [from('incoming', 5)])).toEqual([]);
});

it('looks at the latest turns only', () => {
  const window = Array.from({ length: 60 }, (_, index) =>
    from(index % 2 === 0 ? 'incoming' : 'outgoing', index),
  );
  expect(turnGaps(window, [])).toHaveLength(12);
});
