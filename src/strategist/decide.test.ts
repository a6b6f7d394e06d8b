import { describe, expect, it } from 'vitest';
import { aMessage } from '../../test/support/messages.js';
import { decide } from './decide.js';
import type { RegisterChoice } from './register.js';

const now = Date.UTC(2026, 0, 5, 12, 0, 0);
const hour = 3_600_000;
const light: RegisterChoice = { register: 'light', evidence: ['act-statement'] };
const ask = (messages: Parameters<typeof aMessage>[0][], mayGoDeep = true, choice = light) =>
  decide({
    burst: messages.map((message) => aMessage({ sentAt: now, ...message })),
    now,
    staleAfterMs: 48 * hour,
    mayGoDeep,
    choice,
    usualWords: 12,
  });

describe('decide', () => {
  it('replies when the person wrote', () => {
    expect(ask([{ text: 'hi' }])).toMatchObject({ kind: 'reply', depth: 'everyday' });
  });

  it('asks the deep model where somebody writes at length, while the budget allows it', () => {
    const text = 'so much happened '.repeat(40);
    expect(ask([{ text }])).toMatchObject({ depth: 'deep', reason: 'weighty' });
    expect(ask([{ text }], false)).toMatchObject({ depth: 'everyday' });
  });

  it('asks the deep model sooner where feelings or a quarrel are what it is about', () => {
    const text = 'she left and '.repeat(9);
    const tender: RegisterChoice = { register: 'tender', evidence: ['act-disclosure'] };
    expect(ask([{ text }], true, tender)).toMatchObject({ depth: 'deep', register: 'tender', words: 24 });
    expect(ask([{ text }])).toMatchObject({ depth: 'everyday', words: 12 });
  });

  it('answers a greeting in passing', () => {
    const greeting: RegisterChoice = { register: 'light', evidence: ['act-greeting'] };
    expect(ask([{ text: 'hey' }], true, greeting)).toMatchObject({ words: 8 });
  });

  it('replies to a picture without words', () => {
    expect(ask([{ text: '', attachments: [{ kind: 'photo' }] }])).toMatchObject({ kind: 'reply' });
  });

  it('says nothing to nothing', () => {
    expect(ask([])).toEqual({ kind: 'silent', reason: 'nothing-waiting' });
    expect(ask([{ text: '  ' }])).toEqual({ kind: 'silent', reason: 'nothing-said' });
  });

  it('lets go of what is too old, by its latest message', () => {
    expect(ask([{ sentAt: now - 49 * hour }])).toEqual({ kind: 'silent', reason: 'stale' });
    expect(ask([{ sentAt: now - 49 * hour }, { sentAt: now - hour }])).toMatchObject({ kind: 'reply' });
  });
});
