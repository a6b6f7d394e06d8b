import { expect, it } from 'vitest';
import { loadDateReader } from '../memory/read-dates.js';
import { dayMs, ZoneClock } from './local-time.js';
import { comingFirst, readableTime } from './spoken-time.js';

const clock = new ZoneClock('UTC');
/** A Monday at three in the afternoon. */
const now = Date.UTC(2026, 10, 30, 15);

it.each([
  ['remind me when my train leaves at 7', '30T19:00'],
  ['call me at eight', '30T20:00'],
  ['remind me at half past six', '30T18:30'],
  ['wake me at 7', '01T07:00'],
  ['remind me at 5 tomorrow', '01T05:00'],
  ['kannst du mich um sieben erinnern?', '30T19:00'],
  ['tu peux me rappeler à 7h', '30T19:00'],
  ['mets un réveil à 6h30', '01T06:30'],
  ['pode me lembrar às 7 do trem?', '30T19:00'],
  ['me lembra em um minuto', '30T15:01'],
  ['можеш нагадати о сьомій про потяг?', '30T19:00'],
  ['напомни через минуту', '30T15:01'],
  ['设个五分钟的闹钟', '30T15:05'],
])('%s', async (text, expected) => {
  const [read] = (await loadDateReader())(readableTime(text), now);
  const minute = read?.minute ?? -1;
  const at = clock.instant(Date.parse(read?.day ?? '') / dayMs, minute);
  expect(new Date(comingFirst(text, minute, at, now, clock)).toISOString().slice(8, 16)).toBe(expected);
});
