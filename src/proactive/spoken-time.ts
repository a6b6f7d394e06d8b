import type { Milliseconds } from '../core/clock.js';
import { dayMs, type ZoneClock } from './local-time.js';

/** Numbers in words as far as the hours go, and what else the date reader does not know; in eight languages. */
const numbers: readonly (readonly [words: string, digits: string])[] = [
  ['one|eins|один|одну|одной|перш(?:ій|у)|una?|une|uma?', '1'],
  ['two|zwei|два|две|двух|друг(?:ій|у)|dos|deux|due|dois|duas', '2'],
  ['three|drei|три|тр[её]х|трет(?:ій|ю)|tres|trois|tre|três', '3'],
  ['four|vier|четыре|чотири|четверт(?:ій|у)|cuatro|quatre|quattro|quatro', '4'],
  ["five|fünf|пять|п['’]ят(?:ь|ій|у)|cinco|cinq|cinque", '5'],
  ['six|sechs|шесть|шість|шост(?:ій|у)|seis|sei', '6'],
  ['seven|sieben|семь|сім|сьом(?:ій|у)|siete|sept|sette|sete', '7'],
  ['eight|acht|восемь|вісім|восьм(?:ій|у)|ocho|huit|otto|oito', '8'],
  ["nine|neun|девять|дев['’]ят(?:ь|ій|у)|nueve|neuf|nove", '9'],
  ['ten|zehn|десять|десят(?:ій|у)|diez|dix|dieci|dez', '10'],
  ['eleven|elf|одиннадцать|одинадцят(?:ь|ій)|once|onze|undici', '11'],
  ['twelve|zwölf|двенадцать|дванадцят(?:ь|ій)|doce|douze|dodici|doze', '12'],
];
/** "Un" and "en" are small words elsewhere: a number is read only in front of a unit or behind what begins a time. */
const inDigits = numbers.map(
  ([words, digits]) =>
    [
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?:(?<=(?:^|\\s)(?:at|um|gegen|в|во|о|об|à|alle|às|a las|past|to|by)\\s)(?:${words})(?![\\p{L}\\p{N}])|(?:${words})(?=\\s+(?:minut|hour|stund|час|хвилин|годин|hor|heure|or[ae]|min|sec|сек|мин)))`,
        'giu',
      ),
      digits,
    ] as const,
);

/** Forms that the reader takes for something else, or not at all. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/half past (\d{1,2})/giu, 'at $1:30'],
  [/quarter past (\d{1,2})/giu, 'at $1:15'],
  // "7h30" and "7h" behind "à" are clock times and no durations.
  [/(?<=(?:^|\s)(?:à|vers|às|as|pelas)\s)(\d{1,2})\s?h\s?(\d{2})(?!\d)/giu, '$1:$2'],
  [/(?<=(?:^|\s)(?:à|vers|às|as|pelas)\s)(\d{1,2})\s?h(?:oras?|eures?)?(?![\p{L}\d])/giu, '$1:00'],
  [/(?:^|\s)(?:às|о|об)\s(\d{1,2})(?![\d:.])/giu, ' at $1:00 '],
  [/(?:^|\s)(?:às|о|об)\s(\d{1,2}:\d{2})/giu, ' at $1 '],
  [/(?:when|once|until) it['’]?s (\d{1,2})(?![\d:])/giu, 'at $1:00'],
  [/(?:^|\s)(?:em|daqui a)\s(\d{1,3})\s(minuto|hora)s?/giu, ' in $1 $2 '],
  [/(?<=\d\s)minuto(?![\p{L}])/giu, 'minutes'],
  [/(?<=in \d{1,3}\s)hora(?![\p{L}])/giu, 'hours'],
  [/(\d{1,3}|[一二两三四五六七八九十半]+)分钟的(?:闹钟|提醒|计时|倒计时|定时器)/gu, '$1分钟后'],
];

/** The words as the date reader takes them. */
export function readableTime(text: string): string {
  const digits = inDigits.reduce((said, [word, digit]) => said.replace(word, digit), text);
  return forms.reduce((said, [form, plain]) => said.replace(form, plain), digits);
}

/** Half of the day, or the day itself, is named: then nothing is to be guessed. */
const isPlain =
  /\d\s?[ap]\.?m|\d{2}:\d{2}|(?<![\p{L}])(?:1[3-9]|2[0-3]|00)(?::|h|\s?uhr)|(?<![\p{L}])(?:tomorrow|morning|tonight|noon|midnight|day|next|mon|tues|wednes|thurs|fri|satur|sun|завтра|утр|вечер|ноч|дня|зранку|вранці|ввечері|morgen|früh|abend|mittag|nacht|mañana|noche|tarde|demain|matin|soir|domani|mattin|stasera|amanhã|manhã|noite|wake|sleep|breakfast|разбуди|розбуди|weck|despi[eé]rta|réveil|svegli|acord|будильник|alarm|sveglia|despertador)|早上|上午|明天|叫醒|起床/iu;
const halfDay = 12 * 60;

/**
 * "At 5", said at three in the afternoon, is in two hours and not at five in the morning: of the two hours it can mean
 * the one that comes first, unless the words say which.
 * @param minute of the person's day, as it was read
 */
export function comingFirst(
  text: string,
  minute: number,
  at: Milliseconds,
  now: Milliseconds,
  clock: ZoneClock,
): Milliseconds {
  const isReadAsMorning = minute > 0 && minute < halfDay;
  if (!isReadAsMorning || isPlain.test(text) || at - now < halfDay * 60_000) return at;
  const later = clock.instant(clock.local(now).day, minute + halfDay);
  return later > now && at - now < dayMs ? later : at;
}
