import { dueNote, feltNote, recalledLine } from '../core/transcript-forms.js';
import { cutText } from '../lib/cut-text.js';
import type { Milliseconds } from '../core/clock.js';
import type { Memory } from '../store/memory/memory-reader.js';
import type { FoundMessage } from '../store/index/message-index-reader.js';

/** Puts what is recalled into lines, as one moment sees it. */
export interface Quoter {
  /** `they, 8 May: "..."`: who wrote it, when, and its words. `place` is 0 for the one that fits best. */
  message(message: FoundMessage, place: number): string;
  /** `plan, 8 May: ...`, with how it felt and what day it is for. */
  memory(memory: Memory): string;
}

export interface QuotingMoment {
  readonly now: Milliseconds;
  readonly zone: string;
  /** What is to be answered: of a long message the sentences are quoted that have to do with it. */
  readonly asked: string;
}

/** The best few are quoted at length, the rest as far as tells what they are about: twenty must fit the budget. */
const quotedAtLength = 3;
const longQuote = 200;
const shortQuote = 92;
const dayMs: Milliseconds = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of a moment on a zone's clock: `2026-03-10`. */
export type DayOf = (at: Milliseconds, zone: string) => string;

/** Making a date format costs far more than using it: one is kept per zone. */
export function createDayOf(): DayOf {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at, zone) => {
    // Sweden writes dates as ISO does.
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
    return format.format(at);
  };
}

export function quoter({ now, zone, asked }: QuotingMoment, dayOf: DayOf): Quoter {
  const today = dayOf(now, zone);
  const wanted = new Set(beginnings(asked));
  const dayIn = (at: Milliseconds): string => {
    const day = dayOf(at, zone);
    const ago = Math.round((Date.parse(today) - Date.parse(day)) / dayMs);
    if (ago === 0) return 'today';
    if (ago === 1) return 'yesterday';
    if (ago === -1) return 'tomorrow';
    if (ago > 1 && ago < 7) return `${ago} days ago`;
    const [year = '', month = '', date = ''] = day.split('-');
    const named = `${Number(date)} ${months[Number(month) - 1] ?? month}`;
    return year === today.slice(0, 4) ? named : `${named} ${year}`;
  };
  return {
    message(message, place) {
      const who = message.author === 'person' ? 'they' : 'you';
      const words = excerpt(message.text, wanted, place < quotedAtLength ? longQuote : shortQuote);
      return recalledLine(who, dayIn(message.sentAt), `"${words}"`);
    },
    memory({ kind, text, emotion, due, validFrom }) {
      const felt = emotion === null ? '' : feltNote(emotion);
      const when = due === null ? '' : dueNote(dayIn(due.at));
      return recalledLine(kind, dayIn(validFrom), `${oneLine(text)}${felt}${when}`);
    },
  };
}

/** As much of a text as fits, from the sentence that holds most of the asked words on. */
function excerpt(text: string, wanted: ReadonlySet<string>, most: number): string {
  const plain = oneLine(text);
  if (plain.length <= most) return plain;
  const sentences = plain.match(/[^.!?…。！？]+[.!?…。！？]*\s*/gu) ?? [plain];
  let best = 0;
  let bestCount = 0;
  sentences.forEach((sentence, index) => {
    const count = new Set(beginnings(sentence).filter((word) => wanted.has(word))).size;
    if (count > bestCount) [best, bestCount] = [index, count];
  });
  const from = best === 0 ? '' : '… ';
  const tail = sentences.slice(best).join('').trim();
  if (tail.length + from.length <= most) return `${from}${tail}`;
  const cut = cutText(tail, most - from.length - 1);
  const space = cut.lastIndexOf(' ');
  return `${from}${space > most / 2 ? cutText(cut, space) : cut}…`;
}

/** Words cut to their first five letters: near enough to choose a sentence by. */
function beginnings(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.slice(0, 5));
}

/** One line, without the quotation marks it will stand in. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('"', "'").trim();
}
