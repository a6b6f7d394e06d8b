import { peopleShape, type Habits } from './habits.js';

/** The kinds of people that break companions, one of each, and some more of the usual ones. */
const mixed: readonly (Partial<Habits> & { readonly name: string })[] = [
  { name: 'Ann, easy' },
  { name: 'Ben, chatty', mood: 'chatty', talksPerDay: 1.5, messagesPerTalk: 6, days: 1 },
  {
    name: 'Carla, busy',
    mood: 'busy',
    talksPerDay: 0.7,
    messagesPerTalk: 2,
    answersOpeners: 0.3,
    readsOpeners: 0.6,
  },
  { name: 'Dmitri, night owl', language: 'ru', zone: 'Europe/Moscow', awake: { from: 13, to: 4 } },
  { name: 'Eva, ghosting', ghostsFrom: 8 },
  { name: 'Farid, grieving', mood: 'grieving', messagesPerTalk: 5 },
  { name: 'Greta, blunt', mood: 'blunt', messagesPerTalk: 3, answersOpeners: 0.4 },
  { name: 'Haruki, far away', zone: 'Asia/Tokyo' },
  {
    name: 'Ines, travelling',
    travels: [
      { day: 6, zone: 'America/New_York' },
      { day: 16, zone: 'Asia/Kathmandu' },
      { day: 24, zone: 'Europe/Berlin' },
    ],
  },
  { name: 'Jonas, says stop', stopsOn: 10 },
  { name: 'Katya, quiet', language: 'ru', zone: 'Europe/Moscow', days: 0.3, saysGoodNight: 0.8 },
  { name: 'Liam, never agreed', agrees: false },
  { name: 'Mara, blocks', blocksOn: 12, answersOpeners: 0.1 },
  { name: 'Nils, clocks change', zone: 'America/Los_Angeles' },
  {
    name: 'Olga, every evening',
    language: 'ru',
    zone: 'Europe/Moscow',
    awake: { from: 17, to: 23.5 },
    days: 0.95,
  },
  { name: 'Pavel, reads in silence', answersOpeners: 0.05, readsOpeners: 0.9, days: 0.4 },
  { name: 'Quinn, half the time', days: 0.5, zone: 'Europe/London' },
  { name: 'Rosa, mornings', awake: { from: 5, to: 14 }, zone: 'America/Sao_Paulo' },
  { name: 'Sam, seldom', days: 0.15, answersOpeners: 0.8 },
  { name: 'Tove, chatty', mood: 'chatty', talksPerDay: 1.2, messagesPerTalk: 5, zone: 'Europe/Oslo' },
];

const presets: Readonly<Record<string, readonly (Partial<Habits> & { readonly name: string })[]>> = {
  mixed,
  one: mixed.slice(0, 1),
  hard: mixed.filter(({ name }) => /ghosting|grieving|blunt|stop|never|blocks|silence/u.test(name)),
};

export const presetNames: readonly string[] = Object.keys(presets);

/** The people of a preset; null where there is none of this name. */
export function presetPeople(name: string): readonly Habits[] | null {
  const people = presets[name];
  return people === undefined ? null : peopleShape.parse({ people }).people;
}
