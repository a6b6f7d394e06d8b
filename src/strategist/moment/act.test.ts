import { describe, expect, it } from 'vitest';
import { actOf } from './act.js';
import type { Act, Emotion } from './moment.js';

const cases: readonly (readonly [Act, string, Emotion?])[] = [
  ['greeting', 'hi'],
  ['greeting', 'Hey Mira!'],
  ['greeting', 'ну привет'],
  ['greeting', 'доброе утро ☀️'],
  ['greeting', 'guten Morgen'],
  ['greeting', '👋'],
  ['thanks', 'thanks so much'],
  ['thanks', 'спасибо большое)'],
  ['thanks', 'gracias'],
  ['thanks', '谢谢'],
  ['laughter', 'ахахах'],
  ['laughter', 'lol'],
  ['laughter', '😂😂'],
  ['laughter', ')))'],
  ['farewell', 'good night my dear ❤️'],
  ['farewell', 'спокойной ночи, Антон'],
  ['farewell', 'bye'],
  ['farewell', '晚安'],
  ['question', 'hey, how are you?'],
  ['question', 'what did you do today'],
  ['question', 'когда ты вернёшься'],
  ['question', 'знаешь ли ты об этом'],
  ['question', 'wie geht es dir'],
  ['question', '?'],
  ['request', 'thanks, can you send the file'],
  ['request', 'Расскажи про свой день'],
  ['request', 'please stay'],
  ['request', 'хочу, чтобы ты написала завтра'],
  ['disclosure', 'i feel so alone tonight', 'sadness'],
  ['disclosure', 'мне так грустно', 'sadness'],
  ['disclosure', 'i’m scared, what should i do?', 'fear'],
  ['argument', 'ты не прав'],
  ['argument', "that's not true at all"],
  ['argument', 'you never write first', 'anger'],
  ['statement', 'i went to the shop'],
  ['statement', 'вчера гуляли с собакой'],
  ['statement', 'пока думаю об этом всерьёз'],
  ['statement', 'later we went home and slept'],
  ['statement', 'ok'],
  ['empty', '  '],
  ['empty', '\n'],
];

describe('what a message does', () => {
  it.each(cases.map(([act, text, emotion]) => ({ act, text, emotion: emotion ?? ('neutral' as const) })))(
    '$act: $text',
    ({ act, text, emotion }) => {
      expect(actOf(text, emotion)).toBe(act);
    },
  );

  it('takes a greeting with more behind it for what is behind it', () => {
    expect(actOf('hi, my grandmother died on tuesday', 'sadness')).not.toBe('greeting');
    expect(actOf('hi! what is new?', 'neutral')).toBe('question');
  });

  it('takes "you always" for reproach only where it hurts', () => {
    expect(actOf('ты всегда меня радуешь', 'joy')).toBe('statement');
    expect(actOf('ты всегда так делаешь', 'anger')).toBe('argument');
  });

  it('says the same of the same message every time', () => {
    const first = cases.map(([, text, emotion]) => actOf(text, emotion ?? 'neutral'));
    expect(cases.map(([, text, emotion]) => actOf(text, emotion ?? 'neutral'))).toEqual(first);
  });

  it('reads a very long message without choking on it', () => {
    expect(actOf('ха'.repeat(50_000), 'joy')).toBe('laughter');
    expect(actOf(`${'a '.repeat(50_000)}?`, 'neutral')).toBe('statement');
  });
});
