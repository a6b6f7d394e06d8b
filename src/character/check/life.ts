import type { CharacterFile } from '../schema.js';
import { error, repeated, warning, type CheckFacts, type Finding } from './finding.js';

const dayMinutes = 24 * 60;
/** Less than this awake and free is nobody one can talk with. */
const leastFree = 4 * 60;

/** A day one can talk in, stages one can reach, files that are there, models that are known. */
export function checkLife(file: CharacterFile, facts: CheckFacts): readonly Finding[] {
  return [
    ...rhythm(file),
    ...stages(file),
    ...initiative(file),
    ...media(file, facts),
    ...models(file, facts),
  ];
}

function rhythm({ day }: CharacterFile): readonly Finding[] {
  const awake = span(day.wake, day.sleep);
  if (awake.length < leastFree) {
    return [
      error(
        ['day'],
        awake.length === 0
          ? 'wakes and falls asleep at the same minute: it sleeps all day'
          : `is awake for ${hours(awake.length)} only`,
        'check wake and sleep; sleep may be after midnight',
      ),
    ];
  }
  const found: Finding[] = [];
  const free = new Set(awake);
  for (const [index, { from, to, days }] of day.busy.entries()) {
    const minutes = span(from, to);
    if (minutes.length === 0) {
      found.push(error(['day', 'busy', index], 'begins and ends at the same minute', 'change from or to'));
    } else if (minutes.every((minute) => !awake.includes(minute))) {
      found.push(
        warning(['day', 'busy', index], 'lies within its sleep, so it changes nothing', 'move or delete it'),
      );
    }
    if (days.length === 7) for (const minute of minutes) free.delete(minute);
    if (repeated(days).length > 0) {
      found.push(warning(['day', 'busy', index, 'days'], 'names a day twice', 'name it once'));
    }
  }
  if (free.size < leastFree) {
    found.push(
      error(['day', 'busy'], `leaves ${hours(free.size)} a day free to talk`, 'shorten the busy stretches'),
    );
  }
  return found;
}

/** The minutes of the day from one time to another, over midnight where it must. */
function span(from: string, to: string): readonly number[] {
  const start = minuteOf(from);
  const length = (minuteOf(to) - start + dayMinutes) % dayMinutes;
  return Array.from({ length }, (_, index) => (start + index) % dayMinutes);
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

const hours = (minutes: number): string => `${(minutes / 60).toFixed(1).replace('.0', '')} hours`;

function stages({ relationship }: CharacterFile): readonly Finding[] {
  const found: Finding[] = [];
  const first = relationship[0];
  if (first !== undefined && (first.from.messages > 0 || first.from.days > 0)) {
    found.push(
      error(
        ['relationship', 0, 'from'],
        'is the first stage and begins later',
        'take "from" out, or put a stage before it',
      ),
    );
  }
  for (const [index, { from }] of relationship.entries()) {
    const before = relationship[index - 1];
    if (before === undefined) continue;
    const later = from.messages >= before.from.messages && from.days >= before.from.days;
    const same = from.messages === before.from.messages && from.days === before.from.days;
    if (!later || same) {
      found.push(
        error(
          ['relationship', index, 'from'],
          `does not begin later than "${before.name}"`,
          'order the stages by messages and days',
        ),
      );
    }
  }
  for (const index of repeated(relationship.map(({ name }) => name))) {
    found.push(
      error(['relationship', index, 'name'], 'is the name of another one already', 'name it differently'),
    );
  }
  return found;
}

function initiative({ initiative: { perWeek, about, never } }: CharacterFile): readonly Finding[] {
  if (perWeek > 0 && about.length === 0) {
    return [
      warning(
        ['initiative'],
        `writes first ${perWeek} times a week, about nothing in particular`,
        'say in initiative.about what it would write about, or set perWeek to 0',
      ),
    ];
  }
  return about.flatMap((text, index) =>
    never.some((other) => other.toLowerCase() === text.toLowerCase())
      ? [error(['initiative', 'about', index], 'stands in initiative.never too', 'take it out of one list')]
      : [],
  );
}

function media({ media: { album } }: CharacterFile, facts: CheckFacts): readonly Finding[] {
  return album.flatMap(({ file }, index) => {
    const state = facts.mediaFile(file);
    if (state === 'there') return [];
    return [
      state === 'missing'
        ? error(['media', 'album', index, 'file'], 'is not there', 'put the file there or correct its path')
        : error(['media', 'album', index, 'file'], "leads out of the character's folder", 'put a copy there'),
    ];
  });
}

function models({ models: roles }: CharacterFile, { providers }: CheckFacts): readonly Finding[] {
  if (providers === null) return [];
  return Object.entries(roles).flatMap(([role, choice]) => {
    const unknown = [choice ?? []]
      .flat()
      .map((model) => model.slice(0, model.indexOf(':')))
      .find((provider) => !providers.includes(provider));
    return unknown === undefined
      ? []
      : [
          error(
            ['models', role],
            `names the provider ${unknown}, which kindred.yaml does not (${providers.join(', ')})`,
            'add it under models.endpoints, or name another',
          ),
        ];
  });
}
