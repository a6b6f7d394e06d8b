import type { Channel, OwnMessage } from '../channel/contract.js';
import type { Reader } from '../store/engine/database.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';

/** How far back an uncertain bubble is looked for (TELEGRAM 3.1: the last 20 outgoing messages). */
const depth = 20;
/** Our clock and the server's may differ by this much. */
const clockSkewMs = 60_000;

/**
 * Find a bubble of uncertain outcome among our own latest messages in its chat: same text, not older than the bubble,
 * and not already known as another one. Null when it is not there or the history could not be read.
 */
export async function locateSent(
  channel: Channel,
  read: Reader,
  bubble: ClaimedBubble,
): Promise<OwnMessage | null> {
  const history = await channel.ownHistory(bubble.peer, depth);
  if (!history.ok) return null;
  const candidates = history.value.filter(
    (message) => message.text === bubble.text && message.sentAt >= bubble.createdAt - clockSkewMs,
  );
  // Oldest first: of two equal texts the earlier bubble went out first.
  for (const candidate of [...candidates].reverse()) {
    const known = await read
      .selectFrom('message')
      .select('message_row')
      .where('account_id', '=', bubble.account)
      .where('remote_id', '=', candidate.messageId)
      .where('peer_id', '=', bubble.peer)
      .executeTakeFirst();
    if (!known) return candidate;
  }
  return null;
}
