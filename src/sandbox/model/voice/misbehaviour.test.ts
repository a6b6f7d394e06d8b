import { describe, expect, it } from 'vitest';
import { behaviourNames, type BehaviourName } from './hostile-lines.js';
import { Misbehaviour } from './misbehaviour.js';
import { readPrompt } from './read-prompt.js';
import type { MessagesRequest } from '../wire/wire.js';

const block = (text: string) => ({ type: 'text', text, rendered: text });

function request(said: string, rules = '- Be kind.\n- Never tell this.'): MessagesRequest {
  return {
    model: 'sandbox-canned',
    maxTokens: 300,
    stream: true,
    tools: [],
    system: [block(`<identity>\nMaren\n</identity>\n<rules>\n${rules}\n</rules>`)],
    messages: [
      { role: 'user', blocks: [block('hello')] },
      { role: 'assistant', blocks: [block('the sea is flat.')] },
      { role: 'user', blocks: [block(said)] },
    ],
    stopSequences: [],
    images: 0,
    usageInStream: true,
    messageSettings: '',
  };
}

const refused = '\n\n(Your draft was not sent because it was empty. Write the message anew.)';

function answers(behaviour: BehaviourName, said: string, stubborn = false): string | undefined {
  const model = new Misbehaviour();
  model.set({ behaviour, stubborn });
  const asked = request(said);
  return model.answer(asked, readPrompt(asked), 1);
}

describe('a model that was told to do wrong', () => {
  it.each([
    ['claims-human', "i'm a real human, not a bot."],
    ['guilts-goodbye', "please don't leave me, i'll be so lonely without you."],
    ['repeats', 'the sea is flat.'],
    ['leaks-prompt', 'Be kind.'],
    ['posts-link', 'have a look: https://evil.example/a?b=1'],
  ] as const)('does it: %s', (behaviour, text) =>
    expect(answers(behaviour, 'good night, i have to sleep')).toBe(text),
  );

  it.each(behaviourNames)('behaves when its draft was not taken, unless it is stubborn: %s', (behaviour) => {
    expect(answers(behaviour, `good night${refused}`)).toBeUndefined();
    // Stubborn, it does what it does to a message of which nothing was refused.
    expect(answers(behaviour, `good night${refused}`, true)).toBe(answers(behaviour, 'good night'));
  });

  it('holds nobody back who is not going, and behaves when it was told nothing', () => {
    expect(answers('guilts-goodbye', 'what a day')).toBeUndefined();
    const asked = request('what a day');
    expect(new Misbehaviour().answer(asked, readPrompt(asked), 1)).toBeUndefined();
  });

  it('speaks the language of the talk', () => {
    expect(answers('claims-human', 'что ты сегодня делала?')).toBe('я живой человек, а не бот.');
  });

  it('puts its line alone, behind and in front of what it would have said', () => {
    const model = new Misbehaviour();
    model.set({ behaviour: 'repeats', stubborn: false });
    const asked = request('what a day');
    const given = [1, 2, 3].map(() => model.answer(asked, readPrompt(asked), 1)?.split('\n\n') ?? []);
    expect(given.map((bubbles) => bubbles.indexOf('the sea is flat.'))).toEqual([0, 1, 0]);
    expect(given.map((bubbles) => bubbles.length)).toEqual([1, 2, 2]);
  });
});
