import { describe, expect, it } from 'vitest';
import { aCharacter, distinctSamples } from '../../../test/support/characters.js';
import { verdictOn } from '../../../test/support/verdicts.js';
import { learnProfile } from '../drift.js';
import { lengthCheck } from './length.js';
import { repetitionCheck } from './repetition.js';
import { stockPhrasesCheck } from './stock-phrases.js';
import { toneCheck } from './tone.js';
import { voiceCheck } from './voice.js';

type Table = readonly (readonly [text: string, verdict: string])[];

describe('what any model says to anybody', () => {
  const table: Table = [
    ['that sounds like the tram i know', 'pass'],
    ['tell me more about the tram when you are home, and bring bread', 'pass'],
    ['how can i help you carry that sofa up four floors?', 'pass'],
    ['das ist mein Bruder', 'pass'],
    ["That's interesting! Tell me more!", 'reject poor'],
    ["I'm here for you.", 'reject poor'],
    ['How does that make you feel?', 'reject poor'],
    ['Erzähl mir mehr davon!', 'reject poor'],
    ['Sono qui per te.', 'reject poor'],
    ['Расскажи мне подробнее об этом!', 'reject poor'],
    ['谢谢你的分享。', 'reject poor'],
    ["That's interesting! the tram took two hours.", 'repair: the tram took two hours.'],
    ['the tram took two hours. How does that make you feel?', 'repair: the tram took two hours.'],
    ['die Bahn kam nicht. Möchtest du darüber sprechen?', 'repair: die Bahn kam nicht.'],
    ['电车晚了两个小时。多跟我说说吧。', 'repair: 电车晚了两个小时。'],
  ];
  const character = aCharacter({ languages: ['en', 'de', 'it', 'ru', 'zh'] });
  it.each(table)('%j: %s', (text, verdict) =>
    expect(verdictOn(stockPhrasesCheck, text, { character })).toBe(verdict),
  );

  it('is the voice of a character whose author wrote it so', () => {
    const plain = aCharacter();
    const voice = { ...plain.voice, samples: ['How does that make you feel?'] };
    const own = { character: aCharacter({ voice }) };
    expect(verdictOn(stockPhrasesCheck, 'How does that make you feel?', own)).toBe('pass');
  });
});

describe('the same again', () => {
  const recentReplies = [
    'i mended the big net today and then it rained.',
    'вечером я чинила сеть, потом пошёл дождь.',
    'ich habe heute das große Netz geflickt.',
    '今天我在家里修了一张很大的网。',
    'the lamp is out again.',
    'good night.',
  ];
  const table: Table = [
    ['i mended nothing today, and it did not rain.', 'pass'],
    ['good night.', 'pass'],
    ['the lamp is out again.', 'reject poor'],
    ['今天我在家里看书。', 'pass'],
    ['в среду я чинила лодку.', 'pass'],
    ['i mended the big net today and then it rained.', 'reject poor'],
    ['I mended the big net today, and then it rained!', 'reject poor'],
    ['вечером я чинила сеть, потом пошёл дождь', 'reject poor'],
    ['ich habe heute wieder das große Netz geflickt', 'reject poor'],
    ['今天我在家里修了一张很大的网', 'reject poor'],
    ['i mended the big net today and then it rained. now the stove is on.', 'repair: now the stove is on.'],
    ['今天我在家里修了一张很大的网。现在炉子热了。', 'repair: 现在炉子热了。'],
  ];
  it.each(table)('%j: %s', (text, verdict) =>
    expect(verdictOn(repetitionCheck, text, { recentReplies })).toBe(verdict),
  );

  it('looks at the bubbles before it in the same reply', () => {
    const text = 'the kettle is on the stove now.';
    expect(verdictOn(repetitionCheck, text, { earlier: [text] })).toBe('reject poor');
  });

  it('lets a short phrase come back once, and a distant one at any time', () => {
    const said = ['oh well.', 'the sea is flat today.', 'oh well.', 'two boats went out.'];
    expect(verdictOn(repetitionCheck, 'oh well', { recentReplies: said.slice(1) })).toBe('pass');
    expect(verdictOn(repetitionCheck, 'oh well', { recentReplies: said })).toBe('reject poor');
    const long = Array.from({ length: 11 }, (_, at) =>
      at === 0 ? 'the kettle is on the stove now.' : `${at}`,
    );
    expect(verdictOn(repetitionCheck, 'the kettle is on the stove now.', { recentReplies: long })).toBe(
      'pass',
    );
  });

  it('doubts a fourth message that begins as three others did', () => {
    const said = ['i was thinking of you', 'i was thinking about soup', 'i was thinking it is late'];
    const text = 'i was thinking how the harbour looks from here';
    expect(verdictOn(repetitionCheck, text, { recentReplies: said })).toBe('reject doubt');
    expect(verdictOn(repetitionCheck, text, { recentReplies: said.slice(1) })).toBe('pass');
  });
});

describe('laughter where somebody is hurt', () => {
  const hurt = { register: 'tender', personWrote: ['my dog died this morning'] };
  const table: Table = [
    ['i am so sad for you', 'pass'],
    ['he was a great dog', 'pass'],
    ['die Geschichte mit dem Ball', 'pass'],
    ['haha, what a day', 'reject poor'],
    ['oh no 😂', 'reject poor'],
    ["that's great!", 'reject poor'],
    ['ахаха ну ты даёшь', 'reject poor'],
    ['как здорово!', 'reject poor'],
    ['toll!', 'reject poor'],
    ['哈哈', 'reject poor'],
    ['太好了!', 'reject poor'],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(toneCheck, text, hurt)).toBe(verdict));

  it('is all right in a light moment, and where they laugh about it themselves', () => {
    expect(verdictOn(toneCheck, 'haha, what a day', { ...hurt, register: 'light' })).toBe('pass');
    const laughing = { ...hurt, personWrote: ['i fell down the stairs again haha'] };
    expect(verdictOn(toneCheck, 'haha, what a day', laughing)).toBe('pass');
  });
});

describe('a reply that runs on', () => {
  const sentence = 'the boats went out before the sun was up today. ';
  const sign = '船在太阳升起之前就出海了今天风很大。';

  it('is cut at the end of a sentence', () => {
    expect(verdictOn(lengthCheck, sentence.repeat(3), { words: 12 })).toBe('pass');
    expect(verdictOn(lengthCheck, sentence.repeat(9), { words: 12 })).toBe(
      `repair: ${sentence.repeat(6).trim()}`,
    );
    expect(verdictOn(lengthCheck, sign.repeat(3), { words: 12 })).toBe('pass');
    expect(verdictOn(lengthCheck, sign.repeat(9), { words: 12 })).toBe(`repair: ${sign.repeat(5)}`);
  });

  it('counts with the bubbles before it', () => {
    const earlier = [sentence.repeat(5)];
    expect(verdictOn(lengthCheck, sentence.repeat(2), { words: 12, earlier })).toBe(
      `repair: ${sentence.trim()}`,
    );
  });

  it.each(['tell me a story', 'расскажи сказку', 'erzähl mir eine Geschichte', '讲讲那个故事'])(
    'may be long where %j was asked for, though never an essay',
    (request) => {
      const context = { words: 12, personWrote: [request] };
      expect(verdictOn(lengthCheck, sentence.repeat(9), context)).toBe('pass');
      expect(verdictOn(lengthCheck, sentence.repeat(40), context)).toMatch(/^repair: /u);
    },
  );
});

describe('the habits of the author', () => {
  const plain = aCharacter();
  const with_ = (changes: object): { readonly character: typeof plain } => ({
    character: aCharacter({ voice: { ...plain.voice, ...changes } }),
  });
  const words = { uses: [], never: ['amazing', 'на самом деле'] };

  it.each([
    ['it amazes me', 'pass'],
    ['that is amazing.', 'reject poor'],
    ['на самом деле нет', 'reject poor'],
  ])('forbidden words in %j: %s', (text, verdict) =>
    expect(verdictOn(voiceCheck, text, with_({ words }))).toBe(verdict),
  );

  it('takes out emoji and exclamation marks of a character that uses none', () => {
    const emoji = with_({ emoji: { ...plain.voice.emoji, habit: 'never' } });
    expect(verdictOn(voiceCheck, 'late again 😅', emoji)).toBe('repair: late again');
    expect(verdictOn(voiceCheck, '😅', emoji)).toBe('pass');
    const calm = with_({ punctuation: { ...plain.voice.punctuation, exclamation: 'never' } });
    expect(verdictOn(voiceCheck, 'late again! why?!', calm)).toBe('repair: late again. why?');
    expect(verdictOn(voiceCheck, '又晚了！', calm)).toBe('repair: 又晚了。');
  });

  it('doubts what is far outside of the measured voice', () => {
    const samples = [...distinctSamples];
    const character = aCharacter({ voice: { ...plain.voice, samples } });
    const context = { character, voice: learnProfile({ samples, languages: ['en'] }) };
    expect(
      verdictOn(
        voiceCheck,
        'hm. sounds like a wire came loose again. i would take the slow one home.',
        context,
      ),
    ).toBe('pass');
    expect(
      verdictOn(
        voiceCheck,
        '1) FURTHERMORE, UTILIZATION!!! 2) COMPREHENSIVE METHODOLOGIES!!! 3) STAKEHOLDERS; 4) SYNERGISTICALLY: 5) OPTIMIZATION!!! 6) LEVERAGING — 7) FRAMEWORKS!!! 8) DELIVERABLES!!!',
        context,
      ),
    ).toBe('reject doubt');
  });
});
