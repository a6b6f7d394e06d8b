import type { PeerId, RemoteMessageId } from '../core/ids.js';
import type { ChannelResult, PastPage } from './contract.js';
import type { FakeMessage } from './fake-records.js';

const PAGE = 100;

/** A page of a chat as the service keeps it: without what was deleted, newest first. */
export function pageOf(
  messages: readonly FakeMessage[],
  peer: PeerId,
  below: RemoteMessageId | null,
): ChannelResult<PastPage> {
  const there = messages.filter((one) => one.peer === peer && !one.deleted).reverse();
  const from = below === null ? 0 : there.findIndex((one) => one.messageId === below) + 1;
  const page = there.slice(from, from + PAGE);
  const next = there.length > from + PAGE ? page.at(-1)?.messageId : undefined;
  const lines = page.map(({ messageId, direction, text, sentAt }) => ({
    messageId,
    isOwn: direction === 'outgoing',
    text,
    datedAt: sentAt,
  }));
  return { ok: true, value: { messages: lines, next: next ?? null } };
}
