import type { Character } from '../character/character.js';
import { minutesOf, type QuietRange } from './quiet-range.js';
import type { ProactiveSettings, Wish } from './wish.js';

/** When nothing is written first: as the operator, the author and the person want it. */
export function quietHoursOf(
  settings: Pick<ProactiveSettings, 'quiet'>,
  character: Pick<Character, 'initiative'>,
  wish: Pick<Wish, 'quiet'>,
): readonly QuietRange[] {
  const [from, to] = character.initiative.quietHours ?? [];
  const authors =
    from === undefined || to === undefined ? [] : [{ from: minutesOf(from), to: minutesOf(to) }];
  return [...settings.quiet, ...authors, ...wish.quiet];
}
