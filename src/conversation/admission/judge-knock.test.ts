import { describe, expect, it } from 'vitest';
import { everybody, peopleRule, peopleSection } from '../../config/sections/people-section.js';
import { accountId, conversationId, peerId } from '../../core/ids.js';
import type { Knock } from '../../store/conversation/admission-store.js';
import { judgeKnock } from './judge-knock.js';

const stranger: Knock = {
  conversation: conversationId('mira/telegram:7'),
  account: accountId('home'),
  peer: peerId('7'),
  name: 'Ann',
  username: 'Ann_Lee',
  isContact: false,
  hasSpoken: false,
  admission: null,
};
const rule = (settings: object) => peopleRule(peopleSection.parse(settings), undefined, { newPerDay: null });

describe('judgeKnock', () => {
  it('lets in whoever the rule names, in any case of the username or by number', () => {
    for (const listed of [['@ANN_lee'], [7], ['7']]) {
      expect(judgeKnock(rule({ who: 'listed', listed }), stranger)).toEqual({ kind: 'in' });
    }
    expect(judgeKnock(rule({ who: 'listed', listed: ['@anne'] }), stranger)).toMatchObject({
      reason: 'not-listed',
    });
    expect(judgeKnock(rule({ who: 'ask', owner: '@ann_lee' }), stranger)).toEqual({ kind: 'in' });
  });

  it('a narrower setting holds for people it spoke with, too; "ask" and the cap are for strangers', () => {
    const known = { ...stranger, hasSpoken: true };
    expect(judgeKnock(rule({ who: 'contacts' }), known)).toMatchObject({ reason: 'no-contact' });
    expect(judgeKnock(rule({ who: 'contacts' }), { ...known, isContact: true })).toEqual({ kind: 'in' });
    expect(judgeKnock(rule({ who: 'ask' }), known)).toEqual({ kind: 'in' });
    expect(judgeKnock(rule({ newPerDay: 3 }), known)).toEqual({ kind: 'in' });
    expect(judgeKnock(rule({ newPerDay: 3 }), stranger)).toEqual({ kind: 'if-room' });
    expect(judgeKnock(everybody, stranger)).toEqual({ kind: 'in' });
  });

  it('a decision about a person goes before every rule, and what a rule decided does not outlive it', () => {
    const decided = (state: 'let-in' | 'turned-away', by: 'rule' | 'operator') => ({
      ...stranger,
      admission: { state, reason: 'ask' as const, decided_by: by },
    });
    expect(judgeKnock(rule({ who: 'listed' }), decided('let-in', 'operator'))).toEqual({ kind: 'in' });
    expect(judgeKnock(rule({ listed: ['@ann_lee'] }), decided('turned-away', 'operator'))).toEqual({
      kind: 'turned-away',
    });
    expect(judgeKnock(rule({ who: 'ask' }), decided('let-in', 'rule'))).toMatchObject({ reason: 'ask' });
    expect(judgeKnock(rule({ newPerDay: 1 }), decided('let-in', 'rule'))).toEqual({ kind: 'in' });
  });

  it("takes what an account's own file says before what holds for all", () => {
    const all = peopleSection.parse({ who: 'contacts', listed: ['@alle'], newPerDay: 9, owner: '@olga' });
    expect(peopleRule(all, { who: 'ask', newPerDay: 2 }, { newPerDay: 100 })).toEqual({
      who: 'ask',
      listed: ['@alle'],
      newPerDay: 2,
      owner: '@olga',
    });
  });
});
