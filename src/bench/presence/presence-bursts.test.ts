import { describe, expect, it } from 'vitest';
import type { Fact } from '../../sandbox/telegram/world/journal.js';
import { judgeBursts } from './presence-bursts.js';

const account = 1;
const said = (at: number, actor: number, text: string): Fact => ({
  seq: at,
  at,
  kind: 'message',
  actor,
  peer: actor === account ? 2 : account,
  text,
  ...(actor === account ? { randomId: text } : {}),
});
const verdict = (...facts: Fact[]) => judgeBursts(facts, account, 1, 250, replyOf);
const replyOf = new Map([
  ['a', 'one reply'],
  ['b', 'one reply'],
]);
const one = said(0, 2, 'trial 0 part 1 of 2');
const two = said(100, 2, 'trial 0 part 2 of 2');

describe('what became of a burst', () => {
  it('is right with one reply behind its end, also one of several bubbles', () => {
    expect(verdict(one, two, said(400, account, 'a'), said(420, account, 'b'))).toMatchObject({
      trials: 1,
      wrong: 0,
      late: 0,
    });
  });

  it.each([
    ['unanswered', [one, two]],
    ['unanswered', [one, said(50, account, 'a'), two]],
    ['unanswered', []],
    ['answeredInParts', [one, said(50, account, 'a'), two, said(400, account, 'b')]],
    ['answeredTwice', [one, two, said(400, account, 'a'), said(700, account, 'c')]],
  ])('is wrong when %s', (kind, facts) => {
    expect(verdict(...facts)).toMatchObject({ wrong: 1, [kind]: 1 });
  });

  it('is none when the pause outlasted the thinking', () => {
    const late = said(300, 2, 'trial 0 part 2 of 2');
    expect(verdict(one, said(260, account, 'a'), late, said(600, account, 'b'))).toMatchObject({
      wrong: 0,
      late: 1,
    });
  });
});
