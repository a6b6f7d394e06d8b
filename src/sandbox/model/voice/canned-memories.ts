/**
 * What a model that is none remembers: sentences of a few plain shapes, found by rule in numbered messages such as
 * `#12 [Mon 2026-03-09 10:00] Ada: my cat is called Miso`. Canned like everything the sandbox says.
 */
export function cannedMemories(prompt: string): {
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
  const memories = lines.flatMap((line) =>
    line.text.split(/(?<=[.!?…])\s+|\n/u).flatMap((part) => recall(line, part)),
  );
  return { memories: memories.slice(0, 12), open: [], settled: [] };
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
  readonly tell: (found: readonly string[], name: string) => Told | null;
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
      `\\bmy (${relatives})(?:'s name is| is called| is named|,? (?=\\p{Lu}))\\s*(\\p{L}+)`,
      'iu',
    ),
    tell: ([who = '', called = ''], name) => ({
      kind: 'person',
      text: `${name}'s ${who.toLowerCase()} is called ${called}`,
      subject: `${who.toLowerCase()} name`,
    }),
  },
  {
    sentence: new RegExp(`(?:мо(?:его|ю|ей)|у меня)\\s+(${relativesRu})\\s+зовут\\s+(\\p{L}+)`, 'iu'),
    tell: ([who = '', called = '']) => ({
      kind: 'person',
      text: `${who.toLowerCase()} зовут ${called}`,
      subject: `${who.toLowerCase()} имя`,
    }),
  },
  {
    sentence: /\bi (?:live|moved) (?:in|to) ((?:\p{L}|[ -])+?)(?: now)?[.!,]?$/iu,
    tell: ([where = ''], name) => ({ kind: 'place', text: `${name} lives in ${where}`, subject: 'home' }),
  },
  {
    sentence: /(?<!\p{L})я (?:живу|переехала?) (?:в|во|на) ([\p{L} -]+?)[.!,]?$/iu,
    tell: ([where = '']) => ({ kind: 'place', text: `живёт: ${where}`, subject: 'home' }),
  },
  {
    sentence: /\bi (?:work|am working|'m working) (as|at|in|for) ((?:\p{L}|[ -])+?)[.!,]?$/iu,
    tell: ([how = '', what = ''], name) => ({
      kind: 'fact',
      text: `${name} works ${how} ${what}`,
      subject: 'job',
    }),
  },
  {
    sentence: /(?<!\p{L})я работаю ([\p{L} -]+?)[.!,]?$/iu,
    tell: ([what = '']) => ({ kind: 'fact', text: `работает ${what}`, subject: 'job' }),
  },
  {
    sentence: /\bi (?:really )?(love|like|hate|don't like) ((?:\p{L}|[ -]){3,60}?)[.!,]?$/iu,
    tell: ([how = '', what = ''], name) => {
      // What is loved about the other, now, is no taste.
      if (/^(?:you|it|this|that|how|when|to)\b/iu.test(what)) return null;
      const verb = /don't/iu.test(how) ? 'does not like' : `${how.toLowerCase()}s`;
      return { kind: 'preference', text: `${name} ${verb} ${what}`, subject: what.toLowerCase() };
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
    tell: ([what = '', when = ''], name) => {
      const event = what.replace(/^(?:my|an?|the) /iu, '').toLowerCase();
      return {
        kind: 'plan',
        text: `${name} has ${article(event)} ${event} on ${when}`.replace(/on (?=to)/u, ''),
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
    tell: ([felt = '', why = ''], name) => ({
      kind: 'emotion',
      text: `${name} was ${felt.toLowerCase()}${why.replace(/[.!]+$/u, '')}`,
      subject: `feeling ${felt.toLowerCase()}`,
      emotion: emotions[felt.toLowerCase()] ?? 'stress',
    }),
  },
  {
    sentence: /\bi promise(?: you)?,? (?:to |that )?((?:.){5,80}?)[.!]?$/iu,
    tell: ([what = ''], name) => ({
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

function recall(line: Line, sentence: string): readonly CannedMemory[] {
  for (const { sentence: shape, tell } of shapes) {
    const found = shape.exec(sentence.trim());
    const told = found ? tell(found.slice(1), line.name) : null;
    if (!found || !told) continue;
    const { speaker = 'person', emotion = null, ...rest } = told;
    return [
      {
        ...rest,
        sources: [line.row],
        speaker,
        said: 'own',
        confidence: 0.9,
        importance: told.kind === 'preference' ? 0.4 : 0.6,
        due: told.kind === 'plan' ? dayNamed(found.at(-1) ?? '', line.day) : null,
        emotion,
        intensity: emotion === null ? null : 0.6,
        category: 'none',
      },
    ];
  }
  return [];
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
