import { describe, expect, it } from 'vitest';
import { loadCharacters } from '../../src/character/load.js';
import { characterId } from '../../src/core/ids.js';
import { cannedMemories } from '../../src/sandbox/model/voice/canned-memories.js';
import { speak } from '../../src/sandbox/model/voice/canned-voice.js';
import { languageOf } from '../../src/sandbox/model/voice/canned-words.js';
import { nameSaid } from '../../src/sandbox/model/voice/person-facts.js';

const english = [
  'hi!',
  "I'm Dmitri",
  'how are you?',
  'I live in Tbilisi',
  'long day. my boss shouted at me again',
  'thanks',
  'what do you do all day?',
  'i have a cat called Miso',
  'haha she just knocked over my tea',
  'ok',
  'what is my cat called?',
  'I work as a nurse',
  'do you like music?',
  'my sister is coming on friday',
  "i'm a bit nervous about it",
  'we had a fight last year',
  'not really',
  'where do I live?',
  'i made soup today, it was great!',
  'what should i read?',
  'hm',
  'i took the slow train home',
  'do you remember my sister?',
  "that's funny",
  "ok i'm going to bed, good night",
];

const russian = [
  'привет!',
  'я Дмитрий',
  'как дела?',
  'живу в Тбилиси',
  'тяжёлый день. начальник опять кричал',
  'спасибо',
  'чем ты занимаешься?',
  'у меня кот Мурзик',
  'ахаха он только что уронил чашку',
  'ок',
  'как зовут моего кота?',
  'я работаю врачом',
  'ты любишь музыку?',
  'в пятницу приезжает сестра',
  'немного нервничаю',
  'мы поссорились в прошлом году',
  'не особо',
  'где я живу?',
  'сегодня сварил суп, получилось отлично!',
  'что почитать?',
  'хм',
  'шёл домой пешком, снег',
  'ты помнишь мою сестру?',
  'смешно',
  'ладно, иду спать, спокойной ночи',
];

interface Said {
  readonly line: string;
  readonly answer: string;
}

function samplesOf(name: string): readonly string[] {
  const id = characterId(name);
  return loadCharacters('characters', [id]).get(id)?.voice.samples ?? [];
}

/** A talk of which everything is read at once, so that each answer may lean on what was told before. */
function talk(
  name: string,
  lines: readonly string[],
  seed: number,
): { readonly said: readonly Said[]; readonly memories: readonly string[] } {
  const sampleLines = samplesOf(name);
  const said: Said[] = [];
  let log = '';
  let memories: readonly string[] = [];
  for (const [index, line] of lines.entries()) {
    const lastWords = line;
    const before = said.map(({ answer }) => answer);
    said.push({ line, answer: speak({ sampleLines, memories, lastWords, said: before }, seed) });
    log += `#${index + 1} [Mon 2026-03-09 10:00] You: ${line}\n`;
    memories = cannedMemories(log).memories.map(({ text }) => text);
  }
  return { said, memories };
}

const runs = (text: string): readonly string[] => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.slice(2).map((_, at) => words.slice(at, at + 3).join(' '));
};

describe.each([
  ['mira', english, 'en'],
  ['anton', russian, 'ru'],
  // In the language of the person, whatever the character’s own lines are in.
  ['mira', russian, 'ru'],
  ['anton', english, 'en'],
] as const)('small talk with %s', (name, lines, language) => {
  it.each([0, 1, 2, 3, 4])(
    'never gives the words back, stays in one language and repeats nothing (seed %i)',
    (seed) => {
      const { said } = talk(name, lines, seed);
      for (const { line, answer } of said) {
        expect(answer).not.toMatch(/undefined|[{}]/u);
        expect([language, null], answer).toContain(
          languageOf(answer.replace(/Dmitri|Дмитрий|Miso|Tbilisi/gu, '')),
        );
        // A line of the character’s own may hold the same three words.
        if (samplesOf(name).some((sample) => answer.includes(sample))) continue;
        const theirs = new Set(runs(line));
        expect(
          runs(answer).filter((run) => theirs.has(run)),
          `${line} / ${answer}`,
        ).toEqual([]);
      }
      const answers = said.map(({ answer }) => answer);
      expect(new Set(answers).size).toBe(answers.length);
    },
  );

  it('answers from what it was told, and says where it was told nothing', () => {
    const { said } = talk(name, lines, 1);
    const answerTo = (wanted: RegExp) => said.find(({ line }) => wanted.test(line))?.answer;
    expect(answerTo(/^what is my cat called|^как зовут моего кота/u)).toMatch(/Miso|Мурзик/u);
    expect(answerTo(/^where do I live|^где я живу/u)).toMatch(/Tbilisi|Тбилиси/u);
    expect(answerTo(/^I'm Dmitri|^я Дмитрий/u)).toMatch(/Dmitri|Дмитрий/u);
    expect(answerTo(/good night|спокойной ночи/u)).not.toContain('?');
  });
});

describe('what it remembers', () => {
  it('speaks of the person by the name they gave, and never of "You"', () => {
    expect(talk('mira', english, 1).memories).toEqual([
      'Their name is Dmitri',
      'Dmitri lives in Tbilisi',
      "Dmitri's cat is called Miso",
      'Dmitri works as a nurse',
    ]);
    expect(talk('anton', russian, 1).memories).toEqual([
      'Зовут Дмитрий',
      'Дмитрий живёт в Тбилиси',
      'Кота зовут Мурзик',
      'Дмитрий работает врачом',
    ]);
    const nameless = cannedMemories(
      '#1 [Mon 2026-03-09 10:00] You: I live in Leeds\n#2 [Mon 2026-03-09 10:01] You: my dog is called Rex',
    );
    expect(nameless.memories.map(({ text }) => text)).toEqual([
      'They live in Leeds',
      'Their dog is called Rex',
    ]);
  });

  it.each([
    ["I'm Dmitri", 'Dmitri'],
    ['hey, I am Ana-Maria!', 'Ana-Maria'],
    ['my name is Li', 'Li'],
    ['привет, меня зовут Оля', 'Оля'],
    ['Me llamo Íñigo.', 'Íñigo'],
    ["I'm Tired", null],
    ["I'm from Leeds", null],
    ['im here', null],
    ["I'm English", null],
    ['I am The Walrus fan', null],
    ['я дома', null],
  ])('takes a name from %j: %j', (text, name) => expect(nameSaid(text)).toBe(name));
});
