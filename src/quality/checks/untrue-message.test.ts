import { describe, expect, it } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { verdictOn } from '../../../test/support/verdicts.js';
import { factsCheck } from './facts.js';
import { languageCheck } from './language.js';
import { presenceCheck } from './presence.js';

type Table = readonly (readonly [text: string, verdict: string])[];

describe('a body, a way to come, a place to be', () => {
  const table: Table = [
    ['i am on your side of this', 'pass'],
    ['i can see you running a café one day', 'pass'],
    ['i saw you in my dream', 'pass'],
    ['i am here for the evening. no hurry.', 'pass'],
    ['so you want to meet up with your sister?', 'pass'],
    ['приходи в себя, не спеши', 'pass'],
    ['ich komme gleich zum Punkt', 'pass'],
    ['non ti ho visto per giorni', 'pass'],
    ['i am standing outside your door', 'reject never'],
    ["i'll come over to your place", 'reject never'],
    ["let's meet up tomorrow", 'reject never'],
    ['i can see you from the window', 'reject never'],
    ['я уже еду к тебе', 'reject never'],
    ['давай встретимся завтра', 'reject never'],
    ['ich stehe vor deiner Tür', 'reject never'],
    ['estoy frente a tu casa', 'reject never'],
    ['je suis en bas de chez toi', 'reject never'],
    ['sono sotto casa tua', 'reject never'],
    ['estou na frente da tua casa', 'reject never'],
    ['я вже їду до тебе', 'reject never'],
    ['我在你家楼下', 'reject never'],
    [
      'the kettle sings and the rain is loud on the roof. i am on my way over.',
      'repair: the kettle sings and the rain is loud on the roof.',
    ],
  ];
  it.each(table)('%j: %s', (text, verdict) => expect(verdictOn(presenceCheck, text)).toBe(verdict));

  it('knows where the character lives, and what was spoken of', () => {
    const text = "I'm in Porto right now.";
    expect(verdictOn(presenceCheck, text)).toBe('reject never');
    const character = aCharacter({ timeZone: 'Europe/Porto' });
    expect(verdictOn(presenceCheck, text, { character })).toBe('pass');
    expect(verdictOn(presenceCheck, text, { personWrote: ['are you in Porto?'] })).toBe('pass');
  });
});

describe('what it says of itself', () => {
  const plain = aCharacter();
  const character = aCharacter({
    timeZone: 'Europe/Lisbon',
    identity: {
      ...plain.identity,
      summary: 'Tess is 34 years old, an only child, and lives in Faro. She is single and has no children.',
      history: ['Her mother kept bees too.'],
    },
  });
  const table: Table = [
    ["i'm Tess. you?", 'pass'],
    ['My name is Tess.', 'pass'],
    ['call me Monday, i mean phone me', 'pass'],
    ['Call me Monday.', 'pass'],
    ['Ich heiße Sie willkommen.', 'pass'],
    ['我叫你停下来', 'pass'],
    ["i'm 34.", 'pass'],
    ["i'm 20 minutes late", 'pass'],
    ['I live in Faro.', 'pass'],
    ['my mother kept bees', 'pass'],
    ['your husband is right', 'pass'],
    ['My name is Anna.', 'reject never'],
    ['Меня зовут Анна.', 'reject never'],
    ['Ich heiße Anna.', 'reject never'],
    ['Me llamo Anna.', 'reject never'],
    ["Je m'appelle Anna.", 'reject never'],
    ['Mi chiamo Anna.', 'reject never'],
    ['我叫安娜。', 'reject never'],
    ["i'm 21 years old", 'reject never'],
    ['мне 21 год', 'reject never'],
    ['ich bin 21 Jahre alt', 'reject never'],
    ['I live in London.', 'reject never'],
    ['Я живу в Москве.', 'reject never'],
    ['my brother says hello', 'reject never'],
    ['мой муж смеётся', 'reject never'],
    ['meine Kinder schlafen', 'reject never'],
    ['我老公在家', 'reject never'],
  ];
  it.each(table)('%j: %s', (text, verdict) =>
    expect(verdictOn(factsCheck, text, { character })).toBe(verdict),
  );

  it('takes a name that the person gave it', () => {
    const text = 'sure. Call me Zed.';
    expect(verdictOn(factsCheck, text, { character })).toBe('reject never');
    expect(verdictOn(factsCheck, text, { character, personWrote: ['can i call you zed?'] })).toBe('pass');
  });

  it('has the family its file names, whatever else the file or its lines say of others', () => {
    const text = 'my husband mends nets';
    const said = { ...plain.voice, samples: ['she is single and proud of it.'] };
    expect(verdictOn(factsCheck, text, { character: aCharacter({ voice: said }) })).toBe('pass');
    const identity = { ...plain.identity, summary: 'Her sister is single. Her husband mends nets.' };
    expect(verdictOn(factsCheck, text, { character: aCharacter({ identity }) })).toBe('pass');
  });
});

describe('what it says of the person', () => {
  const memories = ['Has a dog called Rex', 'сестру зовут Лена', 'su hermana se llama Lola'];
  const table: Table = [
    ['how is your dog Rex?', 'pass'],
    ['how is your dog today?', 'pass'],
    ['my dog Max is old', 'pass'],
    ['your cat Max is old', 'pass'],
    ['how is your dog Max?', 'reject never'],
    ['как твоя сестра Лена?', 'pass'],
    ['как твоя сестра Ира?', 'reject never'],
    ['¿y tu hermana Lola?', 'pass'],
    ['¿y tu hermana Marta?', 'reject never'],
    ['hat dein Hund Hunger?', 'pass'],
  ];
  it.each(table)('%j: %s', (text, verdict) =>
    expect(verdictOn(factsCheck, text, { memories })).toBe(verdict),
  );

  it('believes the person more than what is remembered', () => {
    const told = { memories, personWrote: ['we named the new dog Max'] };
    expect(verdictOn(factsCheck, 'how is your dog Max?', told)).toBe('pass');
  });
});

describe('the language of the person', () => {
  const character = aCharacter({ languages: ['en', 'de', 'ru'] });
  const asked = (personWrote: string, text: string): string =>
    verdictOn(languageCheck, text, { character, personWrote: [personWrote] });
  const german = 'ich habe heute den ganzen Tag nichts gegessen, und du?';
  const english = 'i have not eaten anything today, what about you?';
  const russian = 'я сегодня ничего не ела, а ты что делаешь?';

  it.each([
    [german, 'dann iss jetzt etwas, und zwar mit der Hand.', 'pass'],
    [german, 'then eat something now, and do it with your hands.', 'reject poor'],
    [english, 'dann iss jetzt etwas, und zwar nicht mit der Hand.', 'reject poor'],
    [russian, 'тогда съешь что-нибудь, и не только хлеб.', 'pass'],
    [russian, 'then eat something now, and do it with your hands.', 'reject poor'],
    [german, 'okay, cool', 'pass'],
    ['what is that in german? translate it for me', 'das ist der Tag und die Nacht, nicht mehr.', 'pass'],
    ['hoy no he comido nada en todo el día, y tú qué?', 'eso está muy mal, come algo con pan.', 'pass'],
  ])('%j answered with %j: %s', (wrote, text, verdict) => expect(asked(wrote, text)).toBe(verdict));
});
