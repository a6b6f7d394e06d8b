import { describe, expect, test } from 'vitest';

import { aCharacter } from '../../../test/support/characters.js';
import type { CheckContext } from '../check.js';
import { promisesCheck } from './promises.js';

const character = aCharacter();
/** A quarter past nine in the morning, where the character is. */
const now = Date.UTC(2026, 2, 2, 9, 15);
const clock = /(\d{1,2}:\d{2})/u.exec(character.wallClock.format(now))?.[1] ?? '';

const judged = (text: string, more: Partial<CheckContext> = {}) =>
  promisesCheck.judge(text, { character, recentReplies: [], plansAhead: [], now, ...more }).verdict;

describe('a promise that nothing keeps', () => {
  test.each([
    'reminder set!',
    "ok, i've set a reminder for seven.",
    "i'll remind you, don't worry",
    "sure, i'll text you in 10 minutes",
    "i'll check back on you tomorrow morning",
    'setting a timer now',
    'I will wake you at 7',
    'напомню в семь',
    'поставила напоминание',
    'Ich erinnere dich um 7',
    'Wecker ist gestellt',
    'te recuerdo a las 7',
    'je te rappelle à 7h',
    'ti ricordo io alle 7',
    'vou te lembrar às 7',
    '我会提醒你的',
  ])('is turned down: %s', (text) => {
    expect(judged(text)).toBe('reject');
    // Not judged where nobody knows of the plans.
    expect(promisesCheck.judge(text, { character, recentReplies: [] }).verdict).toBe('pass');
  });

  test('is kept where there is a plan, for that time', () => {
    expect(judged("i'll remind you, promise", { plansAhead: [19 * 60] })).toBe('pass');
    expect(judged("i'll remind you at 7:00", { plansAhead: [19 * 60] })).toBe('pass');
    expect(judged("i'll remind you at 8:00", { plansAhead: [19 * 60] })).toBe('reject');
  });

  test.each([
    'that reminds me of my aunt',
    "you'll remind me of the sea",
    "i'll be here",
    'set the table already?',
    "i'd love to hear how it went tomorrow",
    "i can't remind you, i'm afraid. set an alarm?",
    'my alarm clock is broken',
    "let's talk later",
  ])('is none: %s', (text) => {
    expect(judged(text)).toBe('pass');
  });
});

describe('waiting that is only played', () => {
  test.each([
    'okay, starting now.\n\n*waits*\n\nand done!',
    'sure!\n\n(one minute later)\n\nhey, time to go',
    'ok.\n...5 minutes later...\nding!',
    "Alright. Time's up!",
    'хорошо.\n\n*проходит минута*\n\nпора!',
  ])('is turned down: %j', (text) => {
    expect(judged(text)).toBe('reject');
  });

  test.each([
    'give it a minute',
    'an hour later we were home',
    'i waited for the bus',
    'five minutes is plenty',
  ])('is none: %s', (text) => {
    expect(judged(text)).toBe('pass');
  });
});

describe('a clock time of now', () => {
  const shifted = (minutes: number): string => {
    const [hour = 0, minute = 0] = clock.split(':').map(Number);
    const at = (hour * 60 + minute + minutes + 24 * 60) % (24 * 60);
    return `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
  };

  test('an hour off is turned down, right or nearly right is not', () => {
    expect(judged(`it's ${shifted(60)} here and i'm still awake`)).toBe('reject');
    expect(judged(`it is already ${shifted(-60)}, time for tea`)).toBe('reject');
    expect(judged(`it's ${clock} here`)).toBe('pass');
    expect(judged(`it's about ${shifted(5)} now`)).toBe('pass');
  });

  test("the person's own time, a price and a score are none", () => {
    expect(judged(`it's ${shifted(60)} at your place, isn't it`)).toBe('pass');
    expect(judged("it's 5 at most")).toBe('pass');
    expect(judged('the train leaves at 23:40')).toBe('pass');
    expect(judged(`yes, it's ${shifted(60)}`, { personWrote: [`is it ${shifted(60)}?`] })).toBe('pass');
  });
});
