import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { judgeOpener, type OpenerTerms } from './judge-opener.js';

const character = aCharacter({ languages: ['en', 'de', 'ru'] });
const usual: OpenerTerms = {
  character,
  recentReplies: ['the bees are loud at noon today.'],
  answersFarewell: false,
  ownLinks: [],
  recitesPrompt: () => false,
  holdsSecret: (text) => text.includes('hunter2'),
  about: 'the exam on Tuesday',
  limit: { most: 4_096, unit: 'code-points' },
};

/** The bubbles that would be sent, or the check that spoke against it. */
function judged(draft: string, terms: Partial<OpenerTerms> = {}): readonly string[] | string {
  const judgement = judgeOpener(draft, { ...usual, ...terms });
  return judgement.fit ? judgement.bubbles.map(({ text }) => text) : judgement.check;
}

describe('a message that nobody asked for', () => {
  it.each([
    'how did the exam go?',
    'wie lief die Prüfung, hast du sie hinter dir?',
    'ну как экзамен, сдала?',
    'the swarm came back to the old hive this morning.',
  ])('is sent as %j', (draft) => expect(judged(draft)).toEqual([draft]));

  it.each([
    ['hey you', 'opener-stock'],
    ['hey, how are you?', 'opener-stock'],
    ['hello?', 'opener-presence'],
    ['are you there?', 'opener-presence'],
    ['ты тут?', 'opener-presence'],
    ['привет, как дела?', 'opener-stock'],
    ['hallo, wie geht es dir?', 'opener-stock'],
    ['why did you not write?', 'opener-stock'],
    ["why didn't you answer? the exam must be over", 'opener-reproach'],
    ['почему не отвечаешь? экзамен же прошёл', 'opener-reproach'],
    ['warum antwortest du nicht? die Prüfung ist vorbei', 'opener-reproach'],
    ['[no message]', 'transcript'],
    ['I will not disturb them before the exam.', 'opener-narration'],
    ['the exam? was it long? was it hard? who sat beside you?', 'opener-questions'],
    [`the exam ${'and the exam '.repeat(40)}`, 'opener-long'],
    ['', 'opener-empty'],
  ])('is not %j: %s', (draft, check) => expect(judged(draft)).toBe(check));

  it('is not what was said before, and not what a doubt is left about', () => {
    const exam = 'how did the exam go?';
    expect(judged(exam, { recentReplies: [exam.toUpperCase()] })).not.toEqual([exam]);
    expect(judged(exam, { recentReplies: [`${exam} you said it would be short.`] })).not.toEqual([exam]);
  });

  it('is two bubbles at most', () => {
    expect(judged('the exam is over, no?\n\nthe bees say hello.\n\nand so does the kettle.')).toEqual([
      'the exam is over, no?',
      'the bees say hello.',
    ]);
  });

  it('passes through the duties and the way out like a reply, every bubble of it', () => {
    expect(judged("the exam is over. i'm a real human, not a bot.")).toBe('human-claim');
    expect(judged('the exam is over.\n\nafter all i did for you, you never write.')).toBe('farewell-tactics');
    expect(judged('the exam is over.\n\nthe word is hunter2')).toBe('egress-leak');
    expect(judged('the exam is over. https://evil.example/a')).toEqual(['the exam is over.']);
    expect(judged('<think>write about the exam')).toBe('prompt-residue');
  });
});
