import type { Milliseconds } from '../../core/clock.js';
import { loadDateReader } from '../../memory/read-dates.js';
import { activityOf } from '../../proactive/activity.js';
import { guessZone } from '../../proactive/guess-zone.js';
import { dayMs, minuteMs, ZoneClock } from '../../proactive/local-time.js';
import { longestAheadMs, readPlainWish, usualHour, type PlainWish } from '../../proactive/plain-wishes.js';
import { comingFirst, readableTime } from '../../proactive/spoken-time.js';
import { quietUntil } from '../../proactive/quiet-range.js';
import { changed, readStoredWish, type Wish, type WishChange } from '../../proactive/wish.js';
import { saveConsent } from '../../store/duty/duty-consent.js';
import { readWish } from '../../store/plan/plan-reader.js';
import { addPlans, endAllPlans, saveWish } from '../../store/plan/plan-store.js';
import type { FixedAnswer } from './fixed-answer.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import { quietHoursOf } from '../../proactive/quiet-hours.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import { proactiveWords, type ProactiveWords } from './proactive-words.js';

/** "Write less", "not at work", "text me tomorrow at nine": read by rules, changed at once, confirmed in one line. */
export async function proactiveSettingsAnswer(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
): Promise<FixedAnswer | null> {
  const { proactive } = context.settings;
  const { text, row } = loaded.latest;
  const said = readPlainWish(text);
  const isOn = proactive?.isOn === true;
  if (!said || (!isOn && said.kind !== 'off' && said.kind !== 'write-at')) return null;
  const { conversation } = loaded.state;
  const character = context.character(loaded.state.character);
  const words = proactiveWords(spokenLanguage(loaded, character));
  // An honest no: whoever relies on a reminder that never comes is worse off than without one.
  if (said.kind === 'write-at' && !isOn) {
    return { reason: 'proactive-cannot', texts: [words.cannot], write: () => Promise.resolve() };
  }
  const wish = readStoredWish(await readWish(context.database.read, conversation));
  if (said.kind === 'write-at') return writeAt(context, loaded, said.when, wish, words);
  const perWeek = Math.min(
    proactive?.perWeek ?? Infinity,
    character.initiative.perWeek,
    wish.perWeek ?? Infinity,
  );
  const now = context.clock.now();
  const change = toChange(said, now);
  const next = changed(wish, change, perWeek);
  return {
    reason: `proactive-${change.kind}`,
    texts: [confirmation(said, next, words)],
    write: async (transaction, at) => {
      await saveWish(transaction, conversation, JSON.stringify(next), at);
      if (change.kind === 'off') await endAllPlans(transaction, conversation, 'asked-not-to', at);
      if (change.kind === 'on' || change.kind === 'off') {
        const state = change.kind === 'on' ? 'agreed' : 'withdrawn';
        await saveConsent(transaction, conversation, 'proactive', { state, row, version: 'own-words' }, at);
      }
    },
  };
}

function toChange(said: Exclude<PlainWish, { kind: 'write-at' }>, now: Milliseconds): WishChange {
  return said.kind === 'pause-days' ? { kind: 'pause', until: now + said.days * dayMs } : said;
}

function confirmation(
  said: Exclude<PlainWish, { kind: 'write-at' }>,
  next: Wish,
  words: ProactiveWords,
): string {
  switch (said.kind) {
    case 'off':
      return words.off;
    case 'on':
      return words.on;
    case 'less':
    case 'more':
      return words.rate(next.perWeek ?? 1);
    case 'not-when':
      return words.notWhen(said.ranges[0]?.name ?? '');
    case 'pause-days':
      return words.pause(said.days);
  }
}

/** Null where the words name no moment that lies ahead: then it is talk. */
async function writeAt(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  when: string,
  wish: Wish,
  words: ProactiveWords,
): Promise<FixedAnswer | null> {
  const { state, latest, window } = loaded;
  const now = context.clock.now();
  const theirs = window.filter(({ direction }) => direction === 'incoming').map(({ sentAt }) => sentAt);
  const character = context.character(state.character);
  const { zone } = guessZone(wish, activityOf(theirs, now), character.timeZone);
  const clock = new ZoneClock(zone);
  const local = clock.local(now);
  const readDates = await loadDateReader();
  // The reader thinks in UTC: it is given the wall clock as if it were UTC, and so is its answer read.
  const [named] = readDates(readableTime(when), local.day * dayMs + local.minute * minuteMs);
  if (!named) return null;
  const read = clock.instant(Date.parse(named.day) / dayMs, named.minute ?? usualHour);
  const at =
    named.minute === undefined || named.minute === null
      ? read
      : comingFirst(when, named.minute, read, now, clock);
  if (at <= now || at > now + longestAheadMs) return null;
  const { proactive: settings } = context.settings;
  const quiet = settings === undefined ? wish.quiet : quietHoursOf(settings, character, wish);
  const dueAt = quietUntil(quiet, clock, at) ?? at;
  const moment = inWords(dueAt, zone, spokenLanguage(loaded, character));
  const plan = { kind: 'requested', key: `requested:${latest.row}`, source: `message:${latest.row}`, dueAt };
  return {
    reason: 'proactive-write-at',
    texts: [dueAt === at ? words.writeAt(moment, zone) : words.moved(moment, zone)],
    write: (transaction) => addPlans(transaction, state.conversation, [plan], now),
  };
}

function inWords(at: Milliseconds, timeZone: string, language: string | null): string {
  const style = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(language ?? 'en-GB', { timeZone, hourCycle: 'h23', ...style }).format(at);
}
