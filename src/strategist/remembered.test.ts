import { expect, it } from 'vitest';
import { loadMomentModel } from './moment/model-file.js';
import { createMomentReader } from './moment/read-moment.js';
import { chooseRegister } from './register.js';
import { RememberedJudgements } from './remembered.js';

const read = createMomentReader(loadMomentModel());

function setting(bounds?: ConstructorParameters<typeof RememberedJudgements>[0]) {
  const memory = new RememberedJudgements(bounds);
  let judged = 0;
  const judge = (words: string, now = 0, version = 'one') => {
    const { choice } = memory.judge({ id: 'tess', version }, words, 'en', now, () => {
      judged += 1;
      const moment = read(words);
      return { moment, choice: chooseRegister(moment, 1) };
    });
    return choice.evidence.includes('remembered');
  };
  return { judge, count: () => judged };
}

it('judges a recurring pattern once, however it is spelled', () => {
  const { judge, count } = setting();
  expect(['Good night!', 'good night', 'GOOD NIGHT...'].map((words) => judge(words))).toEqual([
    false,
    true,
    true,
  ]);
  expect(['haha', 'hahahaha', 'haha!!!'].map((words) => judge(words))).toEqual([false, true, true]);
  expect(count()).toBe(2);
});

it('judges anew what is no pattern, a question in the same words, another version, and after a day', () => {
  const { judge } = setting();
  expect([judge('we moved the hive'), judge('we moved the hive')]).toEqual([false, false]);
  expect([judge('thanks'), judge('thanks?')]).toEqual([false, false]);
  expect(judge('thanks', 0, 'two')).toBe(false);
  expect([judge('thanks', 86_399_999), judge('thanks', 86_400_000)]).toEqual([true, false]);
});

it('forgets what was unused longest', () => {
  const { judge } = setting({ most: 2, lifeMs: 1_000 });
  judge('hi');
  judge('thanks');
  judge('hi');
  judge('bye');
  expect([judge('hi'), judge('thanks')]).toEqual([true, false]);
});
