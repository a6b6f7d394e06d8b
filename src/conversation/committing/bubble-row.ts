import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { Tempo } from '../../delivery/pace.js';
import type { NewBubble } from '../../store/turn/new-bubble.js';
import type { CommittingNeeds } from './committing-needs.js';

/** A bubble as a new row of the outbox, with its send id and the moment it is due. Asked once per bubble, in order. */
export function bubbleRow(
  { ids, clock }: Pick<CommittingNeeds, 'ids' | 'clock'>,
  bubble: OutgoingBubble,
  tempo: Tempo,
): NewBubble {
  return {
    outbox: ids.outbox(),
    sendId: ids.send(),
    text: bubble.text,
    ...(bubble.entities.length > 0 && { entities: bubble.entities }),
    replyTo: null,
    discloses: null,
    notBefore: tempo.due(bubble.text, clock.now()),
    expiresAt: null,
  };
}
