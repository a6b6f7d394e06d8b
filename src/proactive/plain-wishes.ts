import { askedToBeTold } from './ask-to-be-told.js';
import type { Milliseconds } from '../core/clock.js';
import type { NamedRange, WishChange } from './wish.js';

/** What a person says about being written to first, in plain words. `write-at` names a moment that others read. */
export type PlainWish =
  | Exclude<WishChange, { kind: 'pause' | 'zone' }>
  | { readonly kind: 'pause-days'; readonly days: number }
  /** "Text me" with the words that say when. */
  | { readonly kind: 'write-at'; readonly when: string };

const workdays = [0, 1, 2, 3, 4];
const times: Readonly<Record<string, NamedRange>> = {
  work: { name: 'work', from: 9 * 60, to: 18 * 60, days: workdays },
  morning: { name: 'morning', from: 5 * 60, to: 12 * 60 },
  afternoon: { name: 'afternoon', from: 12 * 60, to: 18 * 60 },
  evening: { name: 'evening', from: 18 * 60, to: 23 * 60 },
  night: { name: 'night', from: 21 * 60, to: 9 * 60 },
  weekend: { name: 'weekend', from: 0, to: 1_439, days: [5, 6] },
};

/**
 * Whole messages only, or nearly: "write less" is a wish, and so is "please don't text me at work". A longer message
 * that has such words in it is talk, and the character answers it.
 */
const mostCharacters = 120;

const please =
  "(?:(?:please|pls|hey|ok|okay|so|and|could you|can you|пожалуйста|плиз|слушай|ладно|а|и|bitte|por favor|s'il te plaît|per favore|будь ласка|прошу)[\\s,]+)*";
const end =
  "(?:[\\s,]*(?:please|pls|ok|okay|пожалуйста|плиз|ладно|хорошо|bitte|por favor|s'il te plaît|per favore|будь ласка|тоже|again|anymore|any more|больше|mehr))*[\\s.!)]*";
const whole = (words: string): RegExp => new RegExp(`^\\s*${please}(?:${words})${end}$`, 'iu');

const off = whole(
  "(?:do(?:n't| not)|never|stop) (?:write|text|message|writ(?:e|ing)|text(?:ing)?|messag(?:e|ing))(?: to)?(?: me)? first|don't (?:reach out|contact me) first|only (?:reply|answer|write) when i (?:write|text)(?: you)?(?: first)?|не (?:надо )?пи(?:ши|сать)(?: мне)? перв(?:ой|ым|ая|ый)|(?:больше )?не пиши(?: мне)? (?:сам|сама|первой|первым)|перестань писать(?: мне)? перв(?:ой|ым)|schreib(?:e)?(?: mir)? nicht (?:zuerst|von dir aus)|no me escribas (?:tú )?primero|ne m'écris pas en premier|non scrivermi per prim[oa]|não me escrevas? primeiro|не пиши(?: мені)? перш(?:ою|им)",
);
const on = whole(
  "(?:you (?:can|may) |feel free to )(?:write|text|message)(?: to)? me first(?: again)?|(?:write|text|message) me first (?:again|sometimes)|(?:можешь|пиши) (?:мне )?(?:снова |опять |иногда )?(?:писать )?(?:мне )?перв(?:ой|ым)|du darfst (?:mir )?(?:wieder )?zuerst schreiben|puedes escribirme primero|tu peux m'écrire en premier|puoi scrivermi per prim[oa]|pode me escrever primeiro|можеш писати(?: мені)? перш(?:ою|им)",
);
const less = whole(
  '(?:write|text|message)(?: to)?(?: me)? (?:a (?:bit|little) )?less(?: often)?|(?:you (?:write|text|message)(?: me)? (?:first )?(?:too (?:much|often)))|less (?:often|messages)|пиши(?: мне)? (?:\\S+ )?(?:пореже|реже|меньше)|(?:ты )?(?:слишком )?часто (?:мне )?пишешь|(?:ты )?пишешь (?:мне )?слишком (?:часто|много)|schreib(?:e)?(?: mir)? (?:etwas )?(?:weniger|seltener)|escríbeme menos|écris(?:-moi)? moins(?: souvent)?|scrivimi (?:di )?meno|escreva menos|пиши(?: мені)? (?:рідше|менше)',
);
const more = whole(
  '(?:write|text|message)(?: to)?(?: me)? (?:first )?(?:a (?:bit|little) )?more(?: often)?|пиши(?: мне)? (?:\\S+ )?(?:почаще|чаще|больше)|schreib(?:e)?(?: mir)? (?:öfter|mehr)|escríbeme más|écris(?:-moi)? plus(?: souvent)?|scrivimi (?:di )?più|escreva mais|пиши(?: мені)? (?:частіше|більше)',
);

/** "Not at work" and its like: with or without "write to me", and the times by name. */
const notWhen: readonly { readonly name: string; readonly words: string }[] = [
  {
    name: 'work',
    words:
      "at work|(?:while|when) i(?:'m| am) (?:at work|working)|during work(?:ing hours)?|in work hours|на работе|когда я (?:на работе|работаю)|в рабочее время|во время работы|bei der arbeit|während der arbeit|en el trabajo|au travail|al lavoro|no trabalho|на роботі",
  },
  {
    name: 'morning',
    words:
      'in the mornings?|before noon|mornings|утром|по утрам|с утра|am morgen|morgens|por la mañana|le matin|(?:la|di) mattina|de manhã|вранці|зранку',
  },
  {
    name: 'afternoon',
    words: "in the afternoons?|дн[её]м|am nachmittag|por la tarde|l'après-midi|di pomeriggio|à tarde|вдень",
  },
  {
    name: 'evening',
    words: 'in the evenings?|вечером|по вечерам|am abend|abends|le soir|(?:la|di) sera|увечері|вечорами',
  },
  {
    name: 'night',
    words:
      'at night|late at night|so late|ночью|по ночам|так поздно|поздно|nachts|in der nacht|por la noche|la nuit|di notte|(?:à|de) noite|вночі',
  },
  {
    name: 'weekend',
    words:
      '(?:on|at) (?:the )?weekends?|в выходные|по выходным|am wochenende|los fines de semana|le week-?end|(?:nel|il) (?:fine settimana|weekend)|no fim de semana|у вихідні',
  },
];
const negation =
  "(?:(?:do(?:n't| not)|never|not)(?: (?:write|text|message|bother|ping)(?: to)?(?: me)?)?|no (?:messages|texts)|(?:только )?(?:не|никогда не)(?: (?:пиши|надо писать|беспокой))?(?: мне| меня)?|schreib(?:e)? mir nicht|(?:nicht|nie)|no me escribas|(?:nunca|no)|ne m'écris (?:pas|jamais)|(?:pas|jamais)|non scrivermi|(?:mai|non)|não me escreva|(?:não|nunca)|не пиши(?: мені)?|ніколи не пиши)";
const notWhenPatterns = notWhen.map(({ name, words }) => ({
  name,
  pattern: whole(`${negation} (?:${words})|(?:${words}) ${negation}`),
}));

const pauses: readonly { readonly days: number; readonly pattern: RegExp }[] = [
  {
    days: 7,
    pattern: whole(
      "(?:don't|do not) (?:write|text|message)(?: to)? me (?:first )?(?:for a|this) week|не пиши(?: мне)? (?:неделю|на этой неделе)|(?:schreib mir )?eine woche nicht",
    ),
  },
  {
    days: 1,
    pattern: whole(
      "(?:don't|do not) (?:write|text|message)(?: to)? me (?:first )?today|not today|не пиши(?: мне)? сегодня|сегодня не пиши(?: мне)?|(?:schreib mir )?heute nicht",
    ),
  },
];

/** Null for anything that is not plainly such a wish: a doubtful one is talk. */
export function readPlainWish(text: string): PlainWish | null {
  if (text.length > mostCharacters) return null;
  const plain = text.replace(/[’`]/gu, "'");
  if (off.test(plain)) return { kind: 'off' };
  if (on.test(plain)) return { kind: 'on' };
  if (less.test(plain)) return { kind: 'less' };
  if (more.test(plain)) return { kind: 'more' };
  const pause = pauses.find(({ pattern }) => pattern.test(plain));
  if (pause) return { kind: 'pause-days', days: pause.days };
  const named = notWhenPatterns.find(({ pattern }) => pattern.test(plain));
  const range = named && times[named.name];
  if (range) return { kind: 'not-when', ranges: [range] };
  const when = askedToBeTold(plain);
  return when === null ? null : { kind: 'write-at', when };
}

/** When a request without an hour is meant for. */
export const usualHour = 10 * 60;
export const longestAheadMs: Milliseconds = 60 * 86_400_000;
