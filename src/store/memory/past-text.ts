import type { PastLevel } from './past-schema.js';

interface Note {
  readonly level: PastLevel;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly text: string;
}

/** About a thousand tokens: what goes beyond is the oldest, which is still kept and can be searched. */
const mostCharacters = 4_000;

const wider: Readonly<Record<PastLevel, readonly PastLevel[]>> = {
  part: ['day', 'week', 'month'],
  day: ['week', 'month'],
  week: ['month'],
  month: [],
};

/**
 * The past as it stands in the prompt: far back in months, then weeks, then days, each line with its dates. The same notes
 * give the same bytes, so the cached prefix changes only when a note does.
 */
export function renderPast(notes: readonly Note[]): string {
  const told = notes.filter(({ text }) => text !== '');
  const shown = told.filter(
    (note) =>
      !told.some(
        (other) =>
          wider[note.level].includes(other.level) &&
          other.firstDay <= note.firstDay &&
          other.lastDay >= note.lastDay,
      ),
  );
  const lines: string[] = [];
  let left = mostCharacters;
  for (const note of [...shown].reverse()) {
    const line = `${datesOf(note)}: ${note.text}`;
    left -= line.length + 1;
    if (left < 0) break;
    lines.unshift(line);
  }
  return lines.join('\n');
}

function datesOf({ firstDay, lastDay }: Note): string {
  return firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;
}
