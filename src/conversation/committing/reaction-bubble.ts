import type { Milliseconds } from '../../core/clock.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import type { NewBubble } from '../../store/turn/new-bubble.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { CommittingNeeds } from './committing-needs.js';

/** Later than that a reaction looks like a slip of the finger. */
const reactionLifeMs: Milliseconds = 15 * 60_000;

/** Not a message: an emoji to be set on the latest one of the person. */
export function reactionBubble(
  { ids }: Pick<CommittingNeeds, 'ids'>,
  { latest }: LoadedTurn,
  emoji: string,
  due: Milliseconds,
): NewBubble {
  return {
    outbox: ids.outbox(),
    sendId: ids.send(),
    text: fixedText(emoji),
    replyTo: latest.remoteId,
    discloses: null,
    purpose: 'reaction',
    notBefore: due,
    expiresAt: due + reactionLifeMs,
  };
}
