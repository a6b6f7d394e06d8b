import type { Channel, ChannelFailure, ChannelResult } from '../channel/contract.js';
import { dropBubble } from '../store/outbox/outbox-writer.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';
import { markReacted } from '../store/conversation/reaction-store.js';
import type { DeliveryParts } from './delivery-parts.js';
import { sendVerdict } from './send-verdict.js';

/**
 * Sends a reaction that was committed: `text` is the emoji, `replyTo` the message. Setting the same one twice is once,
 * so that after a crash it may be sent again; a chat that refuses it is left without one, and nobody tries again.
 */
export async function sendReaction(
  { database, accounts, clock, report }: Pick<DeliveryParts, 'database' | 'accounts' | 'clock' | 'report'>,
  channel: Channel,
  bubble: ClaimedBubble,
): Promise<void> {
  const startedAt = clock.steady();
  const result = await react(channel, bubble);
  const now = clock.now();
  if (result.ok) {
    await database.write((transaction) => markReacted(transaction, bubble, now), 'ordered');
    accounts.sent(bubble.account);
    report.sent(bubble, clock.steady() - startedAt);
    return;
  }
  const { failure } = result;
  report.notSent(bubble, 'drop', failure.code);
  await database.write((transaction) => dropBubble(transaction, bubble, failure.code, now));
  tellAccounts(accounts, bubble, failure, now);
}

function react(channel: Channel, { peer, replyTo, text }: ClaimedBubble): Promise<ChannelResult<void>> {
  if (replyTo !== null && channel.capabilities.reactions.out) return channel.react(peer, replyTo, text);
  return Promise.resolve({ ok: false, failure: { kind: 'rejected', code: 'NO_REACTIONS' } });
}

/** What the failure says of the account counts for everything else it sends. */
function tellAccounts(
  accounts: DeliveryParts['accounts'],
  { account }: ClaimedBubble,
  failure: ChannelFailure,
  now: number,
): void {
  const verdict = sendVerdict(failure, now, 0, 0);
  if (verdict.do === 'requeue' && verdict.pauseAccount) accounts.pause(account, verdict.at);
  if (verdict.do === 'limit') accounts.limited(account, failure);
  if (verdict.do === 'hold') accounts.lost(account, failure);
}
