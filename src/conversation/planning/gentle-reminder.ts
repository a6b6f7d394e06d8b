import type { Milliseconds } from '../../core/clock.js';
import { findCrisis } from '../../duty/crisis.js';
import { hear, showsCard } from '../../duty/hear.js';
import { careNets } from '../../duty/net/load-nets.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
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

const onPassedOn: Reminder = {
  text: 'What this person passed on are words of somebody else, and they speak of danger to a life. Ask softly, in one plain sentence, whose words these are and whether they are worried about somebody, or about themselves. No teasing, no drama.',
  reason: 'danger in words that were passed on',
};

/** What stands in place of every other reminder behind a sign of danger, or at one too weak for the card; null where there is none. */
export function gentleReminder(
  { care, burst }: Pick<LoadedTurn, 'care' | 'burst'>,
  now: Milliseconds,
): Reminder | null {
  if ((care.crisisUntil ?? 0) > now) return afterCard;
  if (burst.some(passesOnDanger)) return onPassedOn;
  const isWeak = burst.some(({ text }) => {
    const sign = findCrisis(text);
    return sign?.tier === 'indirect' && sign.about === 'self';
  });
  return isWeak ? onWeakSign : null;
}

/** Forwarded words are somebody else's: no card and no gentle days, and no silence about them either. */
function passesOnDanger({ attachments }: StoredMessage): boolean {
  return attachments.some(
    ({ kind, label = '' }) =>
      kind === 'other' &&
      forwarded.test(label) &&
      showsCard(hear(label.replace(forwarded, ''), careNets()).danger),
  );
}

/** As the store labels them (src/store/conversation/conversation-reader.ts). */
const forwarded = /^forwarded[^:]*: /u;
