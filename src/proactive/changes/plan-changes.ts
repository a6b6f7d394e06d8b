import { cutText } from '../../lib/cut-text.js';
import type { Milliseconds } from '../../core/clock.js';
import { termsOf } from '../../text/terms.js';
import { changeInChinese, isNoChange, isReassured, isSomebodyElses } from './change-claims.js';
import {
  changeWords,
  eventKinds,
  onlyThought,
  todayWords,
  tomorrowWords,
  weekdays,
  without,
} from './change-words.js';
import {
  aboutFeelings,
  allTheSame,
  anotherTime,
  givenUp,
  gone,
  isUnhinged,
  losesGround,
  negation,
  takesPart,
} from './change-signs.js';
import type { ZoneClock } from '../local-time.js';

/** Something that a plan to write is about, in the words it was told in. */
export interface PlannedEvent {
  readonly text: string;
  /** When it was told; later words may change it. */
  readonly saidAt: Milliseconds;
  /** When it takes place, or the plan falls due. */
  readonly at: Milliseconds;
}

export interface SaidLater {
  readonly text: string;
  readonly at: Milliseconds;
}

export interface PlanChange {
  readonly kind: 'called-off' | 'moved';
  readonly text: string;
  readonly at: Milliseconds;
}

/**
 * Whether what the person wrote later calls the event off or moves it; null where it stands. In doubt it is taken for
 * called off: a question that is not asked costs little, and one about a dinner that never was costs trust. `others` are
 * the events beside it: words that name one of them change that one and no other.
 */
export function changeOf(
  event: PlannedEvent,
  later: readonly SaidLater[],
  others: readonly PlannedEvent[],
  clock: ZoneClock,
): PlanChange | null {
  let change: PlanChange | null = null;
  for (const said of later) {
    if (said.at <= event.saidAt) continue;
    for (const { clause, sentence } of clausesOf(said.text)) {
      const found = changeIn({ clause, sentence }, event, others, said.at, clock);
      if (found === 'stands') change = null;
      else if (found !== null) change = { kind: found, text: said.text, at: said.at };
    }
  }
  return change;
}

/** Whether a message has any sign in it that something was changed: most have none, and need no look at the plans. */
export function maySpeakOfChange(text: string): boolean {
  const plain = text.replace(/[’`]/gu, "'");
  const signs = [changeWords.off, changeWords.moved, changeWords.undone, givenUp, anotherTime, negation];
  return (
    [...signs, tomorrowWords, ...weekdays].some((pattern) => pattern.test(plain)) ||
    plain.search(without) >= 0 ||
    changeInChinese(plain) !== null ||
    losesGround(plain)
  );
}

/** The event itself is what there is none of. */
function isWithout(clause: string, event: PlannedEvent): boolean {
  const words = new Set(contentOf(event.text));
  return [...clause.matchAll(without)].some(([, what = '']) => {
    const isKind = eventKinds.some((one) => one.test(what) && one.test(event.text));
    return isKind || contentOf(what).some((word) => words.has(word));
  });
}

interface Clause {
  readonly clause: string;
  readonly sentence: string;
}

/** Half sentences: "i wanted to see anna, but the dinner is off" calls off the dinner. */
function clausesOf(text: string): readonly Clause[] {
  const sentences = text.split(/(?<=[.!?…;\n])\s+|\n+/u).filter((part) => part.trim() !== '');
  if (sentences.length === 0) return [{ clause: text, sentence: text }];
  // What is between commas is looked at by itself as well: half of a sentence is often the whole of the news.
  return sentences.flatMap((sentence) => {
    const pieces = sentence.split(/[,;:]\s+|\s+[-–—]\s+/u).filter((piece) => piece.trim() !== '');
    const looked = pieces.length > 1 && !/[?？]\s*$/u.test(sentence) ? [...pieces, sentence] : [sentence];
    return looked.map((clause) => ({ clause, sentence }));
  });
}

function changeIn(
  { clause, sentence }: Clause,
  event: PlannedEvent,
  others: readonly PlannedEvent[],
  at: Milliseconds,
  clock: ZoneClock,
): PlanChange['kind'] | 'stands' | null {
  const plain = clause.replace(/[’`]/gu, "'");
  if (/[?？]\s*$/u.test(plain)) return null;
  const inChinese = changeInChinese(plain);
  if (inChinese !== null) return isOfAnother(plain, event, others, at, clock) ? null : inChinese;
  const names = (words: string): boolean => nearness(words, event, at, clock) > 0;
  if (isSomebodyElses(plain, event.text, names)) return null;
  const isUnhingedNow = isUnhinged(plain, event.text);
  const own = nearness(plain, event, at, clock) + (isUnhingedNow ? 1 : 0);
  if (isReassured(plain, own > 0)) return 'stands';
  if (isNoChange(plain, names)) return null;
  const isKept = changeWords.kept.test(plain);
  const isMoved = changeWords.moved.test(plain) || namesAnotherTime(plain, event, at, clock);
  const isOff = changeWords.off.test(plain) || givenUp.test(plain) || isUnhingedNow;
  const isUndone =
    changeWords.undone.test(plain) || isWithout(plain, event) || isNegated(plain) || isNotDone(plain, names);
  if (!isKept && !isMoved && !isOff && !isUndone) return null;
  if (!isMoved && !isOff && aboutFeelings.test(plain)) return null;
  if (allTheSame.test(plain)) return own > 0 ? 'stands' : null;
  const rival = Math.max(0, ...others.map((other) => nearness(plain, other, at, clock)));
  if (rival > own) return null;
  if (isKept) return own > 0 || isBare(plain) ? 'stands' : null;
  if (thoughtOnly(plain)) return null;
  if (own === 0) {
    // Nothing is named: it is about what was spoken of, where there is nothing else it could be about.
    const isNext = others.every((other) => other.saidAt <= event.saidAt);
    const isNewTime = !isOff && namesAnotherTime(plain, event, at, clock);
    const isAboutIt = isBare(plain) || (isNewTime && isShortNews(plain));
    const isOfAnother = others.some((other) => nearness(sentence, other, at, clock) > 0);
    if (!(isMoved || isOff) || !isAboutIt || !isNext || isOfAnother) return null;
  }
  return isMoved && !isOff ? 'moved' : 'called-off';
}

/** Of several plans it names another one. */
function isOfAnother(
  plain: string,
  event: PlannedEvent,
  others: readonly PlannedEvent[],
  at: Milliseconds,
  clock: ZoneClock,
): boolean {
  const own = nearness(plain, event, at, clock);
  return others.some((other) => {
    const near = nearness(other.text === event.text ? '' : plain, other, at, clock);
    return near > own || (near === own && other.saidAt > event.saidAt);
  });
}

function thoughtOnly(plain: string): boolean {
  const thought = onlyThought.exec(plain);
  if (thought === null) return false;
  const signs = [
    changeWords.off,
    changeWords.moved,
    changeWords.undone,
    givenUp,
    anotherTime,
    negation,
    ...weekdays,
  ];
  const found = signs.flatMap((pattern) => pattern.exec(plain)?.index ?? []);
  return found.length === 0 || thought.index < Math.min(...found);
}

/** Somebody does not come, cannot, or it is not there: the negation stands beside such a verb, and not far from it. */
function isNegated(plain: string): boolean {
  const found = negation.exec(plain);
  if (found === null || aboutFeelings.test(plain)) return false;
  const behind = plain.slice(found.index).split(/\s+/u).slice(0, 4).join(' ');
  const before = cutText(plain, found.index).split(/\s+/u).slice(-4).join(' ');
  return takesPart.test(behind) || takesPart.test(before);
}

/** "We're not hiking": what is negated is the event itself, as a verb. */
function isNotDone(plain: string, names: (words: string) => boolean): boolean {
  const verb =
    /(?:(?:'m|'re|am|are|is|isn't|aren't) not|isn't|aren't|won't be) (?<verb>\p{Ll}+ing)(?!\p{L})/u.exec(
      plain,
    )?.groups?.['verb'];
  return verb !== undefined && names(verb) && !/today|tonight/iu.test(plain);
}

/** Another day than the event's is named for what is still to come: "they want to see me on monday now". */
function namesAnotherTime(plain: string, event: PlannedEvent, at: Milliseconds, clock: ZoneClock): boolean {
  if (gone.test(plain)) return false;
  if (anotherTime.test(plain)) return true;
  const { weekday, day } = clock.local(event.at);
  const today = clock.local(at).day;
  const isTomorrow = tomorrowWords.test(plain) && day !== today + 1 && !aboutFeelings.test(plain);
  return isTomorrow || weekdays.some((name, index) => index !== weekday && name.test(plain));
}

/** How surely words name the event: by its own words, by its kind, by its day; 0 where they do not. */
function nearness(clause: string, event: PlannedEvent, at: Milliseconds, clock: ZoneClock): number {
  const words = contentOf(event.text);
  const shared = new Set(contentOf(clause).filter((word) => words.some((one) => isSameWord(one, word)))).size;
  const kind = eventKinds.some((one) => one.test(clause) && one.test(event.text)) ? 1.5 : 0;
  return shared + kind + (namesItsDay(clause, event, at, clock) ? 0.75 : 0);
}

/** Letters of the last part of a word by which the whole is called. */
const leastHead = 6;

/** A few words often do not show their language, and then keep the endings that a longer text loses. */
function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= 3 && long.length - short.length <= 3 && long.startsWith(short)) return true;
  // "Die Klausur" is the "Matheklausur": German puts what it is at the end.
  return short.length >= leastHead && long.endsWith(short);
}

function namesItsDay(clause: string, event: PlannedEvent, at: Milliseconds, clock: ZoneClock): boolean {
  const today = clock.local(at).day;
  const { day, weekday } = clock.local(event.at);
  if (todayWords.test(clause) && day === today) return true;
  if (tomorrowWords.test(clause) && day === today + 1) return true;
  return day >= today && day < today + 7 && (weekdays[weekday]?.test(clause) ?? false);
}

/** Words of time and change name no event. Asked of stems, in which an "y" at the end is an "i". */
const noEvent =
  /^(?:(?:to|yester|mon|tues|wednes|thurs|fri|satur|sun|)da[iy]|tonight|tomorrow|week|month|time|hour|minute|morning|afternoon|evening|night|go|going|gonna|get|got|cancel|postpon|move|plan|thing|work|one|two|next|last|late|later|new|reall[iy]|just|still|now|again|after|all)/u;

function contentOf(text: string): readonly string[] {
  return termsOf(text).terms.filter((term) => term.length > 2 && !noEvent.test(term));
}

/** Words that stand for what was spoken of, or none at all in front of the change. */
const pointing =
  /(?<![\p{L}])(?:it|that|this|everything|plans?|это|вс[её]|es|das|alles|lo|eso|todo|ça|cela|tout|tutto|isso|tudo|це)(?![\p{L}])/iu;

/** "They want to see me on monday now", "fica para quinta": little besides the new time, and no other event. */
function isShortNews(clause: string): boolean {
  const rest = [anotherTime, changeWords.moved, ...weekdays].reduce(
    (text, pattern) => text.replace(pattern, ' '),
    clause,
  );
  return contentOf(rest).length <= 3 && !eventKinds.some((one) => one.test(rest));
}

/** No event of its own is named: "it's cancelled", "we had to call it off, sadly". */
function isBare(clause: string): boolean {
  const signs = [changeWords.off, changeWords.moved, changeWords.kept, givenUp, anotherTime, ...weekdays];
  const found = signs.flatMap((pattern) => pattern.exec(clause)?.index ?? []);
  const first = found.length === 0 ? undefined : Math.min(...found);
  // "I moved to a new desk": somebody moved, and no plan.
  if (first === undefined || /^\s*i(?:'ve)? (?:just )?(?:moved|switched|changed) to\b/iu.test(clause))
    return false;
  const before = cutText(clause, first)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const rest = signs.reduce((text, pattern) => text.replace(pattern, ' '), clause);
  return (
    (pointing.test(clause) || contentOf(before.join(' ')).length === 0) &&
    !eventKinds.some((one) => one.test(rest)) &&
    contentOf(rest).length <= 1
  );
}
