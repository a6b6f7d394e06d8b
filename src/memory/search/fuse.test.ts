import { expect, it } from 'vitest';
import { fuse } from './fuse.js';

const byWords = Array.from({ length: 12 }, (_, rank) => ({ position: rank, relevance: 0.8 - rank / 20 }));

it('moves what both find up, and lets meaning alone in behind the first that words find', () => {
  const fused = fuse(byWords, [7, 100], 40);
  const order = fused.map(({ position }) => position);
  expect(order.indexOf(7)).toBeLessThan(7);
  expect(order.slice(0, 4)).toEqual([0, 1, 2, 3]);
  expect(order.indexOf(100)).toBeGreaterThan(8);
  expect(order).toHaveLength(13);
  expect(fused.filter(({ onlyMeaning }) => onlyMeaning).map(({ position }) => position)).toEqual([100]);
});

it('keeps the heights of the words, falling to the end', () => {
  const heights = fuse(byWords, [7, 100, 101], 40).map(({ relevance }) => relevance);
  expect(heights.slice(0, 12)).toEqual(byWords.map(({ relevance }) => relevance));
  expect(heights).toEqual([...heights].sort((one, other) => other - one));
});

it('goes by meaning where no word is found', () => {
  const fused = fuse([], [3, 1], 40);
  expect(fused.map(({ position }) => position)).toEqual([3, 1]);
  expect(fused[0]?.relevance).toBeCloseTo(0.3);
});
