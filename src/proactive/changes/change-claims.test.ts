import { describe, expect, it } from 'vitest';
import { dayMs, ZoneClock } from '../local-time.js';
import { changeOf } from './plan-changes.js';

const clock = new ZoneClock('UTC');
/** A Monday. */
const told = Date.UTC(2026, 1, 23, 10);
const said = (plan: string, days: number, text: string): string | null =>
  changeOf({ text: plan, saidAt: told, at: told + days * dayMs }, [{ text, at: told + dayMs }], [], clock)
    ?.kind ?? null;

describe('what sounds like a change and is about something else', () => {
  it.each([
    ['flight to Rome on saturday', 5, "my sister's flight was cancelled yesterday"],
    ['my recital on thursday', 3, "my student's recital was postponed"],
    ['flight to Rome on saturday', 5, 'the trains are cancelled today, luckily I fly saturday'],
    ['dinner with Tom on friday', 4, 'we moved the table to the window'],
    ['dinner with Tom on friday', 4, 'I cancelled netflix'],
    ['dinner with Tom on friday', 4, "dinner won't be fancy"],
    ['marathon on sunday', 6, "it won't rain on sunday"],
    ['dentist at 3 on tuesday', 1, "I don't want to go to the dentist"],
    ['parents visiting on sunday', 6, "my parents can't stand spicy food"],
    ['date with Sam on friday', 4, "Sam isn't on instagram"],
    ['周五和汤姆吃晚饭', 4, '希望他不要取消'],
  ])('%s, in %i days: %s', (plan, days, text) => expect(said(plan, days, text)).toBeNull());

  it.each([
    ['flight to Rome on saturday', 5, "my flight's cancelled", 'called-off'],
    ['hiking with Leo on saturday', 5, "Leo twisted his ankle so we're not hiking", 'called-off'],
    ['viewing the flat on monday', 7, "flat's already rented", 'called-off'],
    ['surgery on tuesday', 8, 'they had to delay my surgery by a week', 'moved'],
    ['vuelo a Roma el sábado', 5, 'se canceló mi vuelo', 'called-off'],
    ['周五和汤姆吃晚饭', 4, '汤姆周五来不了', 'called-off'],
    ['周五和汤姆吃晚饭', 4, '晚饭改到周六了', 'moved'],
    ['周四的演唱会', 3, '我把票卖了，不去了', 'called-off'],
  ])('and what is one stays one: %s, in %i days: %s', (plan, days, text, kind) =>
    expect(said(plan, days, text)).toBe(kind),
  );
});
