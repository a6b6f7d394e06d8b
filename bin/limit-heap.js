import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

const mebibyte = 1024 * 1024;
/** Both halves. Node would let it grow to 32 MiB, from 26 on to 64, and never gives it back. */
const youngBytes = 8 * mebibyte;
/** What is allocated at most to make it grow: some ten times what was ever needed, on Node 20 to 26. */
const mostArrays = 8_000;

/**
 * Keeps the heap small, which by itself grows to several times what is alive: memory a small board does not have.
 * After 100 turns 183 MB were resident on Node 20 and 233 on 26; without a young generation that grows 157 and 176.
 * Its size is a flag that Node reads once, before anything of ours runs; how much it grows at a time is read whenever it
 * does. So it is made to grow to what is wanted, and told not to any more.
 */
export function limitHeap() {
  // The old generation: how much it may grow before it is collected. After 700 turns 203 MB were resident with 50 percent
  // and 179 with 15, for the same processor time; with none of it 320 after 4,000.
  setFlagsFromString('--heap-growing-percent=15');
  // Code that is compiled once without being optimised: 4 to 5 MB of it, and no turn took longer without.
  setFlagsFromString('--no-sparkplug');
  setFlagsFromString('--semi-space-growth-factor=4');
  let kept = [];
  // It grows when much of it survives: about a megabyte is held on to.
  for (let count = 0; youngSize() < youngBytes && count < mostArrays; count += 1) {
    if (kept.length > 300) kept = [];
    kept.push(new Array(1_000).fill(count));
  }
  setFlagsFromString('--semi-space-growth-factor=1');
}

function youngSize() {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? youngBytes;
}
