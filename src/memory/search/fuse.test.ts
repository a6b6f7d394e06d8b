import { expect, it } from 'vitest';
import { fuse } from './fuse.js';

const byWords = Array.from({ length: 12 }, (_, rank) => ({ position: rank, relevance: 0.8 - rank / 20 }));
const near = (...positions: readonly number[]) =>
  positions.map((position, rank) => ({ position, likeness: 0.9 - rank / 10 }));
const alike = (): number => 1;

it('moves what both find up, and lets meaning alone in behind what words find', () => {
  const fused = fuse(byWords, near(7, 100, 101), alike, 40);
  const order = fused.map(({ position }) => position);
  expect(order.indexOf(7)).toBeLessThan(7);
  expect(order.slice(0, 4)).toEqual([0, 1, 2, 3]);
  expect(order.at(-1)).toBe(100);
  expect(fused.filter(({ onlyMeaning }) => onlyMeaning).map(({ position }) => position)).toEqual([100]);
});

it('leaves the relevance of words as it is where meaning has nothing to say, and the order', () => {
  expect(fuse(byWords, [], alike, 5)).toEqual(
    byWords.slice(0, 5).map((place) => ({ ...place, onlyMeaning: false })),
  );
});

it('goes by meaning where no word is found, and by what is likely an answer', () => {
  const fused = fuse([], near(3, 1, 2), alike, 40);
  expect(fused.map(({ position }) => position)).toEqual([3, 1]);
  expect(fused[0]?.relevance).toBeCloseTo(0.3);
  const likely = fuse([], near(3, 1, 2), (position) => (position === 3 ? 0.3 : 1), 40);
  expect(likely.map(({ position }) => position)).toEqual([1, 3]);
});
