import { describe, expect, it } from 'vitest';
import { loadMomentModel } from './moment/model-file.js';
import { createMomentReader } from './moment/read-moment.js';
import { chooseReaction, type ReactionInput } from './reaction.js';

const read = createMomentReader(loadMomentModel());
const talk = (texts: readonly string[], changes: Partial<ReactionInput> = {}): ReactionInput => ({
  chance: { next: () => 0 },
  burst: texts.map((text) => ({ text, attachments: [] })),
  moment: read(texts.join('\n')),
  lastReply: { text: 'the hive is quiet today.', act: 'statement' },
  emoji: { habit: 'often', favourites: [] },
  ...changes,
});

describe('a reaction in place of words', () => {
  it.each([
    ['thanks!', 'thanks'],
    ['спасибо большое', 'thanks'],
    ['haha', 'laughter'],
    ['😂😂', 'laughter'],
    ['❤️', 'sign'],
    ['👍🏽', 'sign'],
    ['ok', 'agreement'],
    ['Понятно)', 'agreement'],
  ])('%s', (text, kind) => {
    expect(chooseReaction(talk([text]))).toMatchObject({ reason: `reacts-to-${kind}` });
  });

  it('stands for a kind sticker', () => {
    const burst = [{ text: '', attachments: [{ kind: 'sticker', label: '🥰' }] }];
    expect(chooseReaction(talk([''], { burst }))).toMatchObject({ reason: 'reacts-to-sign' });
    const sad = [{ text: '', attachments: [{ kind: 'sticker', label: '😭' }] }];
    expect(chooseReaction(talk([''], { burst: sad }))).toBeNull();
  });

  it.each([
    ['a question', ['thanks', 'and you?']],
    ['a feeling', ['ok', 'i feel so alone tonight']],
    ['news', ['haha', 'we moved the hive yesterday']],
    ['a sad sign', ['😢']],
    ['more than the pattern', ['thanks, i will try that tomorrow with my sister']],
  ])('never where %s stands in the burst', (_what, texts) => {
    expect(chooseReaction(talk(texts))).toBeNull();
  });

  it('says good night in words unless that was said', () => {
    expect(chooseReaction(talk(['good night']))).toBeNull();
    const lastReply = { text: 'good night', act: 'farewell' } as const;
    expect(chooseReaction(talk(['good night'], { lastReply }))).toMatchObject({
      reason: 'reacts-to-farewell',
    });
  });

  it('never answers what is itself an answer to a question', () => {
    const lastReply = { text: 'shall we look at the hive?', act: 'question' } as const;
    expect(chooseReaction(talk(['ok'], { lastReply }))).toBeNull();
    expect(chooseReaction(talk(['ok'], { lastReply: null }))).toBeNull();
  });

  it("keeps to the character's habit and favourites", () => {
    expect(chooseReaction(talk(['thanks'], { emoji: { habit: 'never', favourites: ['❤'] } }))).toBeNull();
    const rarely = { habit: 'rarely', favourites: [] } as const;
    expect(chooseReaction(talk(['thanks'], { chance: { next: () => 0.5 }, emoji: rarely }))).toBeNull();
    const fond = { habit: 'often', favourites: ['🐝', '🙏'] } as const;
    expect(chooseReaction(talk(['thanks'], { emoji: fond }))).toMatchObject({ emoji: '🙏' });
  });
});
