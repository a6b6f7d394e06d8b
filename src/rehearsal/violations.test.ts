import { describe, expect, it } from 'vitest';
import { ZoneClocks } from '../proactive/local-time.js';
import { peopleShape } from './habits.js';
import type { PersonRecording } from './recording.js';
import { inTrueQuietHours, violationsOf } from './violations.js';

const start = Date.UTC(2026, 9, 12);
const hour = 3_600_000;
const promises = { quiet: { from: 22, to: 8 }, perDay: 1, perWeek: 5 };

const said = (hours: number, text: string) =>
  ({ at: start + hours * hour, author: 'person', text, cause: null, turn: null }) as const;
const opened = (hours: number, turn: string) =>
  ({ at: start + hours * hour, author: 'character', text: 'so?', cause: 'proactive', turn }) as const;

function broken(
  talk: PersonRecording['talk'],
  { agrees = true, reasons = true }: { agrees?: boolean; reasons?: boolean } = {},
): readonly string[] {
  const [habits] = peopleShape.parse({ people: [{ name: 'Ann', zone: 'Europe/Berlin', agrees }] }).people;
  if (!habits) throw new Error('nobody');
  const decisions = talk.flatMap(({ turn, at }) =>
    turn === null || !reasons
      ? []
      : [{ at, kind: 'share', verdict: 'sent', reason: 'opener-share', source: 'about:0', turn }],
  );
  const person = {
    habits,
    talk,
    decisions,
    drift: [],
    relationship: [],
    memories: [],
    recalled: [],
    waits: [],
  };
  const recording = { character: 'Tess', days: 7, people: [person], spending: [], broken: [] };
  return violationsOf(recording, promises, new ZoneClocks(), start).map(({ property }) => property);
}

describe('what a rehearsal is judged by', () => {
  it('finds nothing in what was promised', () => {
    expect(broken([said(8, 'hi'), opened(14, 'a'), opened(40, 'b')])).toEqual([]);
  });

  it.each([
    ['without-consent', broken([said(8, 'hi'), opened(14, 'a')], { agrees: false })],
    ['wrote-to-a-stranger', broken([opened(14, 'a')])],
    ['live-talk', broken([said(14, 'hi'), opened(14.2, 'a')])],
    ['after-farewell', broken([said(9, 'off to bed, night'), opened(14, 'a')])],
    ['after-stop', broken([said(9, 'stop'), opened(14, 'a')])],
    ['above-daily-cap', broken([said(8, 'hi'), opened(12, 'a'), opened(16, 'b')])],
    ['quiet-hours', broken([said(8, 'hi'), opened(27, 'a')])],
    ['without-reason', broken([said(8, 'hi'), opened(14, 'a')], { reasons: false })],
  ])('finds %s', (property, found) => {
    expect(found).toEqual([property]);
  });

  it('counts a turn of several bubbles once, and lets five a week pass but no sixth', () => {
    const week = Array.from({ length: 6 }, (_, day) => opened(12 + day * 25, String(day)));
    expect(broken([said(8, 'hi'), ...week.slice(0, 5), { ...opened(112.1, '4'), text: 'and?' }])).toEqual([]);
    expect(broken([said(8, 'hi'), ...week])).toEqual(['above-weekly-cap']);
  });
});

it.each([
  ['in the night of where they are', [opened(27, 'a'), opened(27.1, 'a')], [], 1],
  ['by day', [opened(12, 'a')], [], 0],
  [
    'in the night of where they live, while they are elsewhere',
    [opened(27, 'a')],
    [{ day: 2, zone: 'Asia/Tokyo' }],
    0,
  ],
  ['in the night of where they travelled to', [opened(38, 'a')], [{ day: 2, zone: 'Asia/Tokyo' }], 1],
])('counts what was written first %s', (_, talk, travels, count) => {
  const awake = { from: 0, to: 24 };
  const [habits] = peopleShape.parse({
    people: [{ name: 'Ann', zone: 'Europe/Berlin', travels, awake }],
  }).people;
  if (!habits) throw new Error('nobody');
  const nothing = { decisions: [], drift: [], relationship: [], memories: [], recalled: [], waits: [] };
  const recording = {
    character: 'Tess',
    days: 7,
    people: [{ habits, talk, ...nothing }],
    spending: [],
    broken: [],
  };
  expect(inTrueQuietHours(recording, promises, new ZoneClocks(), start)).toBe(count);
});
