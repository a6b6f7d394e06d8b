import { daysBetween, type ZonedTime } from '../../lib/zoned-time.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import type { PastNote } from '../../store/memory/past-store.js';

/** A stretch of the talk that a note is to be written on, from its messages. */
export interface Stretch {
  readonly level: 'part' | 'day';
  readonly day: string;
  readonly firstRow: number;
  readonly lastRow: number;
  /** The first of its messages that leaves the window now; what is before it has a note already. */
  readonly leavesFrom: number;
}

/** A period whose note is to be written, from the notes on its days. */
export interface Period {
  readonly level: 'week' | 'month';
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: readonly PastNote[];
}

/** Messages of one day that are read at once; a day with more keeps the notes on its parts. */
export const mostOfDay = 300;
/** Notes made anew in one request. */
const mostStale = 3;
/** How long after its end a week's or month's days are told one by one, or week by week. */
const restDays = { week: 7, month: 35 };

/**
 * Which stretches leave the window with these messages: whole days where nothing of the day stays behind, from their
 * first message on, and else the part that leaves now.
 */
export function stretchesOf(
  leaving: readonly StoredMessage[],
  staying: readonly StoredMessage[],
  notes: readonly PastNote[],
  clock: ZonedTime,
  today: string,
): readonly Stretch[] {
  const stays = staying[0] === undefined ? today : clock.dayOf(staying[0].sentAt);
  const days = new Map<string, { leavesFrom: number; lastRow: number }>();
  for (const { row, sentAt } of leaving) {
    const day = clock.dayOf(sentAt);
    days.set(day, { leavesFrom: days.get(day)?.leavesFrom ?? row, lastRow: row });
  }
  return [...days].map(([day, { leavesFrom, lastRow }]) => {
    const isWhole = day < stays;
    const parts = notes.filter(({ level, firstDay }) => level === 'part' && firstDay === day);
    const firstRow = isWhole ? Math.min(leavesFrom, ...parts.map((part) => part.firstRow)) : leavesFrom;
    return { level: isWhole ? 'day' : 'part', day, firstRow, lastRow, leavesFrom };
  });
}

/** The same, as a part: its day has too many messages to be read at once. */
export function asPart(stretch: Stretch): Stretch {
  return { ...stretch, level: 'part', firstRow: stretch.leavesFrom };
}

/** Notes that lost their words, to be written once more from the messages that are left. */
export function staleStretches(notes: readonly PastNote[]): readonly Stretch[] {
  return notes
    .flatMap((note): readonly Stretch[] =>
      note.isStale && (note.level === 'day' || note.level === 'part')
        ? [
            {
              level: note.level,
              day: note.firstDay,
              firstRow: note.firstRow,
              lastRow: note.lastRow,
              leavesFrom: note.firstRow,
            },
          ]
        : [],
    )
    .slice(0, mostStale);
}

/** The oldest period that is over for long enough and has no note yet, or a stale one; null when there is none. */
export function duePeriod(notes: readonly PastNote[], today: string): Period | null {
  const days = notes.filter(({ level, isStale, text }) => level === 'day' && !isStale && text !== '');
  for (const level of ['month', 'week'] as const) {
    const groups = new Map<string, PastNote[]>();
    for (const day of days) {
      const key = level === 'month' ? day.firstDay.slice(0, 7) : weekOf(day.firstDay);
      groups.set(key, [...(groups.get(key) ?? []), day]);
    }
    for (const group of groups.values()) {
      const [first] = group;
      const last = group.at(-1);
      if (!first || !last || group.length < 2) continue;
      if (daysBetween(last.firstDay, today) <= restDays[level]) continue;
      const { firstDay } = first;
      const lastDay = last.firstDay;
      const isTold = notes.some(
        (note) =>
          (note.level === level || note.level === 'month') &&
          !note.isStale &&
          note.firstDay <= firstDay &&
          note.lastDay >= lastDay,
      );
      if (!isTold)
        return { level, firstRow: first.firstRow, lastRow: last.lastRow, firstDay, lastDay, days: group };
    }
  }
  return null;
}

/** A month's days in four: weeks of the calendar would lie in two months at once. */
function weekOf(day: string): string {
  return `${day.slice(0, 7)}-${Math.min(3, Math.floor((Number(day.slice(8)) - 1) / 7))}`;
}
