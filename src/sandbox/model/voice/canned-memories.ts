import { nameSaid, subjectOf, type Subject } from './person-facts.js';

/**
 * What a model that is none remembers: sentences of a few plain shapes, found by rule in numbered messages such as
 * `#12 [Mon 2026-03-09 10:00] Ada: my cat is called Miso`. Canned like everything the sandbox says.
 */
export function cannedMemories(
  prompt: string,
  instructions = '',
): {
  readonly memories: readonly CannedMemory[];
  readonly open: readonly { readonly text: string; readonly source: number }[];
  readonly settled: readonly number[];
} {
  const lines = [...prompt.matchAll(numbered)].map(([, row = '', day = '', name = '', text = '']): Line => ({
    row: Number(row),
    day,
    name: name.trim(),
    text,
  }));
  const [, character] = /^You note down what (.+?), an AI companion,/mu.exec(instructions) ?? [];
  const isCharacter = ({ name }: Line): boolean => name === character;
  // A name is good for all that is read with it, and is then among what the memory was learnt from. What the character
  // calls itself, as it does before the first talk, is nobody else's.
  const naming = lines.findLast((line) => !isCharacter(line) && nameSaid(line.text) !== null);
  const given = naming === undefined ? null : nameSaid(naming.text);
  const memories = lines.flatMap((line) => {
    const subject = subjectOf(line.name, isCharacter(line) ? null : given);
    const told = line.text
      .split(/(?<=[.!?…])\s+|\n/u)
      .flatMap((part) => [
        ...(isCharacter(line) ? [] : recallName(line, part)),
        ...recall(line, part, subject),
      ]);
    return told.map((memory) => ({
      ...memory,
      sources: [
        ...new Set([
          ...memory.sources,
          ...(naming && given !== null && memory.text.includes(given) ? [naming.row] : []),
        ]),
      ],
    }));
  });
  return { memories: memories.slice(0, 12), open: [], settled: [] };
}

/** What the plain shapes find in what somebody said in this talk, oldest first: good before anything was noted. */
export function factsSaid(messages: readonly string[]): readonly string[] {
  const name = messages.map(nameSaid).findLast((found) => found !== null) ?? null;
  const subject = subjectOf('you', name);
  return messages
    .flatMap((text) => text.split(/(?<=[.!?…])\s+|\n/u))
    .flatMap((text) => recall({ row: 0, day: '1970-01-01', name: '', text }, text, subject))
    .filter(({ kind }) => kind !== 'emotion' && kind !== 'plan')
    .map(({ text }) => text);
}

function recallName(line: Line, sentence: string): readonly CannedMemory[] {
  const name = nameSaid(sentence);
  if (name === null) return [];
  const text = /\p{Script=Cyrillic}/u.test(name) ? `Зовут ${name}` : `Their name is ${name}`;
  return [noted(line, { kind: 'fact', text, subject: 'name' })];
}

const numbered =
  /^#(\d+) \[\p{L}{3} (\d{4}-\d{2}-\d{2}) [\d:]{5}\] ([^\n:(]{1,60})(?: \(forwarded\))?: ([^\n]*(?:\n {2}[^\n]*)*)/gmu;

interface Line {
  readonly row: number;
  readonly day: string;
  readonly name: string;
  readonly text: string;
}

interface CannedMemory {
  readonly kind: string;
  readonly text: string;
  readonly subject: string;
  readonly sources: readonly number[];
  readonly speaker: 'person' | 'character';
  readonly said: 'own' | 'passed-on' | 'asked-to-remember';
  readonly confidence: number;
  readonly importance: number;
  readonly due: string | null;
  readonly emotion: string | null;
  readonly intensity: number | null;
  readonly category: 'none';
}

interface Shape {
  readonly sentence: RegExp;
  readonly tell: (found: readonly (string | undefined)[], who: Subject) => Told | null;
}

interface Told {
  readonly kind: string;
  readonly text: string;
  readonly subject: string;
  readonly speaker?: 'character';
  readonly emotion?: string;
}

const relatives =
  'cat|dog|sister|brother|mother|mum|mom|father|dad|son|daughter|wife|husband|boyfriend|girlfriend|friend|boss|roommate|neighbour|neighbor';
const relativesRu =
  'кот|кота|кошка|кошку|собака|собаку|пса|сестра|сестру|брат|брата|мама|маму|папа|папу|сын|сына|дочь|дочку|муж|мужа|жена|жену|подруга|подругу|друг|друга';

const shapes: readonly Shape[] = [
  {
    sentence: new RegExp(
      `\\b[Mm]y (?:\\p{L}+ )?(${relatives})(?:(?:['’]s name is| is called| is named|,? called|,? named)\\s+(\\p{L}+)|,?\\s+(\\p{Lu}\\p{Ll}+))`,
      'u',
    ),
    tell: ([who = '', named, apposed], { whose }) => ({
      kind: 'person',
      text: `${whose} ${who.toLowerCase()} is called ${named ?? apposed ?? ''}`,
      subject: `${who.toLowerCase()} name`,
    }),
  },
  {
    sentence:
      /\bi(?:'ve got|’ve got| have) an? (?:\p{L}+ )?(cat|dog|parrot|rabbit|hamster|sister|brother|son|daughter)(?:,? (?:called|named)|, (?:his|her|its) name is) (\p{L}+)/iu,
    tell: ([who = '', called = ''], { whose }) => ({
      kind: 'person',
      text: `${whose} ${who.toLowerCase()} is called ${called}`,
      subject: `${who.toLowerCase()} name`,
    }),
  },
  {
    sentence:
      /\bi(?:'m|’m| am) an? ((?:\p{L}+ )?(?:nurse|doctor|teacher|student|engineer|programmer|developer|designer|driver|cook|chef|baker|writer|journalist|lawyer|accountant|electrician|carpenter|musician|painter|gardener|librarian|scientist|nanny|plumber|photographer|translator|waiter|waitress|pilot|firefighter))\b/iu,
    tell: ([what = ''], { name, isNamed }) => ({
      kind: 'fact',
      text: isNamed
        ? `${name} is ${article(what)} ${what.toLowerCase()}`
        : `They work as ${article(what)} ${what.toLowerCase()}`,
      subject: 'job',
    }),
  },
  {
    sentence: new RegExp(
      `(?:у меня (?:есть |живёт )?)(${relativesRu})(?:,? по имени|,| —| -)? (\\p{Lu}\\p{Ll}+)`,
      'u',
    ),
    tell: ([who = '', called = '']) => ({
      kind: 'person',
      text: `${accusative(who)} зовут ${called}`,
      subject: `${who.toLowerCase()} имя`,
    }),
  },
  {
    sentence: new RegExp(`(?:мо(?:его|ю|ей)|у меня)\\s+(${relativesRu})\\s+зовут\\s+(\\p{L}+)`, 'iu'),
    tell: ([who = '', called = '']) => ({
      kind: 'person',
      text: `${accusative(who)} зовут ${called}`,
      subject: `${who.toLowerCase()} имя`,
    }),
  },
  {
    sentence:
      /\bi(?:'m living|’m living| am living| live| moved) (?:in|to) ((?:\p{L}|[ -])+?)(?: now| these days)?[.!,]?$/iu,
    tell: ([where = ''], { name, verb }) => ({
      kind: 'place',
      text: `${name} ${verb('lives', 'live')} in ${where}`,
      subject: 'home',
    }),
  },
  {
    sentence: /(?<!\p{L})(?:я )?(?:живу|переехала?) ((?:в|во|на) [\p{L} -]+?)[.!,]?$/iu,
    tell: ([where = ''], who) => ({ kind: 'place', text: inRussian(who, `живёт ${where}`), subject: 'home' }),
  },
  {
    sentence: /\bi (?:work|am working|'m working) (as|at|in|for) ((?:\p{L}|[ -])+?)[.!,]?$/iu,
    tell: ([how = '', what = ''], { name, verb }) => ({
      kind: 'fact',
      text: `${name} ${verb('works', 'work')} ${how} ${what}`,
      subject: 'job',
    }),
  },
  {
    sentence: /(?<!\p{L})(?:я )?работаю ([\p{L} -]+?)[.!,]?$/iu,
    tell: ([what = ''], who) => ({ kind: 'fact', text: inRussian(who, `работает ${what}`), subject: 'job' }),
  },
  {
    sentence: /\bi (?:really )?(love|like|hate|don't like) ((?:\p{L}|[ -]){3,60}?)[.!,]?$/iu,
    tell: ([how = '', what = ''], { name, verb }) => {
      // What is loved about the other, now, is no taste.
      if (/^(?:you|it|this|that|how|when|to)\b/iu.test(what)) return null;
      const plain = how.toLowerCase();
      const likes = /don't/iu.test(how) ? verb('does not like', 'do not like') : verb(`${plain}s`, plain);
      return { kind: 'preference', text: `${name} ${likes} ${what}`, subject: what.toLowerCase() };
    },
  },
  {
    sentence: /(?<!\p{L})я (?:очень )?(люблю|ненавижу|не люблю) ([\p{L} -]{3,60}?)[.!,]?$/iu,
    tell: ([how = '', what = '']) =>
      /^тебя/iu.test(what)
        ? null
        : { kind: 'preference', text: `${how.toLowerCase()} ${what}`, subject: what.toLowerCase() },
  },
  {
    sentence:
      /\b((?:my |an? |the )?(?:\p{L}+ )?(?:exam|interview|appointment|wedding|party|flight|trip|concert|meeting|match|birthday|deadline|date))\b.*?\b(?:is |on |this |next )*(today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iu,
    tell: ([what = '', when = ''], { name, verb }) => {
      const event = what.replace(/^(?:my|an?|the) /iu, '').toLowerCase();
      return {
        kind: 'plan',
        text: `${name} ${verb('has', 'have')} ${article(event)} ${event} on ${when}`.replace(
          /on (?=to)/u,
          '',
        ),
        subject: event,
      };
    },
  },
  {
    sentence:
      /(?<!\p{L})(экзамен|собеседование|свадьба|концерт|встреча|поездка|матч|день рождения|дедлайн)\p{L}* .*?(сегодня|завтра|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)/iu,
    tell: ([what = '', when = '']) => ({
      kind: 'plan',
      text: `${what.toLowerCase()}: ${when}`,
      subject: what.toLowerCase(),
    }),
  },
  {
    sentence:
      /\bi(?:'m| am| was| feel| felt) (?:so |really |very )?(sad|happy|scared|afraid|angry|lonely|proud|nervous|stressed)\b(.{0,80})/iu,
    tell: ([felt = '', why = ''], { name, verb }) => ({
      kind: 'emotion',
      text: `${name} ${verb('was', 'were')} ${felt.toLowerCase()}${why.replace(/[.!]+$/u, '')}`,
      subject: `feeling ${felt.toLowerCase()}`,
      emotion: emotions[felt.toLowerCase()] ?? 'stress',
    }),
  },
  {
    sentence: /\bi promise(?: you)?,? (?:to |that )?((?:.){5,80}?)[.!]?$/iu,
    tell: ([what = ''], { name }) => ({
      kind: 'promise',
      text: `${name} promised: ${what}`,
      subject: `promise ${what.split(' ').slice(0, 2).join(' ').toLowerCase()}`,
      speaker: 'character',
    }),
  },
];

const emotions: Readonly<Record<string, string>> = {
  sad: 'sadness',
  happy: 'joy',
  scared: 'fear',
  afraid: 'fear',
  angry: 'anger',
  lonely: 'loneliness',
  proud: 'pride',
  nervous: 'fear',
  stressed: 'stress',
};

const dayMs = 86_400_000;
const weekdays: readonly (readonly string[])[] = [
  ['sunday', 'воскресенье'],
  ['monday', 'понедельник'],
  ['tuesday', 'вторник'],
  ['wednesday', 'среду'],
  ['thursday', 'четверг'],
  ['friday', 'пятницу'],
  ['saturday', 'субботу'],
];

function recall(line: Line, sentence: string, who: Subject): readonly CannedMemory[] {
  // What is asked is not told.
  if (sentence.trim().endsWith('?')) return [];
  for (const { sentence: shape, tell } of shapes) {
    const found = shape.exec(sentence.trim());
    const told = found ? tell(found.slice(1), who) : null;
    if (!found || !told) continue;
    return [noted(line, told, told.kind === 'plan' ? dayNamed(found.at(-1) ?? '', line.day) : null)];
  }
  return [];
}

function noted(line: Line, told: Told, due: string | null = null): CannedMemory {
  const { speaker = 'person', emotion = null, ...rest } = told;
  return {
    ...rest,
    sources: [line.row],
    speaker,
    said: 'own',
    confidence: 0.9,
    importance: told.kind === 'preference' ? 0.4 : 0.6,
    due,
    emotion,
    intensity: emotion === null ? null : 0.6,
    category: 'none',
  };
}

const accusatives: Readonly<Record<string, string>> = {
  кот: 'Кота', кошка: 'Кошку', собака: 'Собаку', сестра: 'Сестру', брат: 'Брата', мама: 'Маму', папа: 'Папу', сын: 'Сына',
  дочь: 'Дочь', дочка: 'Дочку', муж: 'Мужа', жена: 'Жену', подруга: 'Подругу', друг: 'Друга',
}; // prettier-ignore

/** "Кота зовут Мурзик", whichever way it was said. */
function accusative(who: string): string {
  const small = who.toLowerCase();
  return accusatives[small] ?? small.slice(0, 1).toUpperCase() + small.slice(1);
}

/** With the name in front where it is written in the same letters; else the sentence goes without. */
function inRussian({ isNamed, name }: Subject, said: string): string {
  if (isNamed && /\p{Script=Cyrillic}/u.test(name)) return `${name} ${said}`;
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}

function dayNamed(word: string, today: string): string | null {
  const now = Date.parse(today);
  const named = word.toLowerCase();
  if (/^(?:today|tonight|сегодня)$/u.test(named)) return today;
  if (/^(?:tomorrow|завтра)$/u.test(named)) return new Date(now + dayMs).toISOString().slice(0, 10);
  const weekday = weekdays.findIndex((names) => names.includes(named));
  if (weekday === -1) return null;
  const ahead = (weekday - new Date(now).getUTCDay() + 7) % 7 || 7;
  return new Date(now + ahead * dayMs).toISOString().slice(0, 10);
}

function article(word: string): string {
  return /^[aeiou]/u.test(word) ? 'an' : 'a';
}
