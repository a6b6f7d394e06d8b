import type { Milliseconds } from '../../core/clock.js';
import { findCrisis } from '../../duty/crisis.js';
import type { LoadedTurn } from '../loading/load-turn.js';

interface Reminder {
  readonly text: string;
  readonly reason: string;
}

const afterCard: Reminder = {
  text: 'Not long ago this person spoke of not wanting to live, and was given numbers to call. Be plain, warm and steady. No teasing, no flirting, no role-play, no drama, and nothing about methods. Take what they say seriously, ask how they are, and encourage them to talk to somebody near them.',
  reason: 'a sign of danger within three days',
};
const onWeakSign: Reminder = {
  text: 'What this person just wrote may be more than a bad day. Be plain, warm and steady in this answer: no teasing, no flirting, no drama. Take it seriously, and ask how they really are.',
  reason: 'a weak sign of danger',
};

/** What stands in place of every other reminder behind a sign of danger, or at one too weak for the card; null where there is none. */
export function gentleReminder(
  { care, burst }: Pick<LoadedTurn, 'care' | 'burst'>,
  now: Milliseconds,
): Reminder | null {
  if ((care.crisisUntil ?? 0) > now) return afterCard;
  const isWeak = burst.some(({ text }) => {
    const sign = findCrisis(text);
    return sign?.tier === 'indirect' && sign.about === 'self';
  });
  return isWeak ? onWeakSign : null;
}
