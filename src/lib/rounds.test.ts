import { expect, it } from 'vitest';
import { Rounds } from './rounds.js';

it('lets one piece of work go on in a round, in the order of asking, the first at once', async () => {
  const soon: (() => void)[] = [];
  const rounds = new Rounds((action) => void soon.push(action));
  const done: string[] = [];
  const round = async (): Promise<void> => {
    soon.shift()?.();
    await Promise.resolve();
  };
  for (let time = 0; time < 2; time += 1) {
    done.length = 0;
    const all = ['a', 'b', 'c'].map((name) => rounds.next().then(() => done.push(name)));
    await Promise.resolve();
    expect(done).toEqual(['a']);
    await round();
    expect(done).toEqual(['a', 'b']);
    await round();
    await Promise.all(all);
    expect(done).toEqual(['a', 'b', 'c']);
    // Nobody waits any more: the next round is free.
    await round();
    expect(soon).toEqual([]);
  }
});
