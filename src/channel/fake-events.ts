import type { Milliseconds } from '../core/clock.js';
import type { DurableEvent, Rung } from '../core/event.js';
import type { PeerId, RemoteMessageId } from '../core/ids.js';
import type { ChannelCapabilities } from './capabilities.js';
import type { FakeMessage } from './fake-records.js';

/** A message as the channel in memory reports it. */
export function saidEvent(
  { peer, messageId, direction, text, sentAt }: FakeMessage,
  replyTo?: RemoteMessageId,
): DurableEvent {
  const reply = replyTo === undefined ? {} : { replyTo };
  return { kind: 'message', peer, messageId, direction, text, attachments: [], sentAt, ...reply };
}

/** How a message of ours comes back: itself, as the first status of it, or (with the answer alone) not at all. */
export function echoOf({ echo }: ChannelCapabilities, message: FakeMessage): readonly DurableEvent[] {
  if (echo === 'text') return [saidEvent(message)];
  return echo === 'status' ? [statusOf(message, 'accepted', message.sentAt, true)] : [];
}

/**
 * What is told when a person has read up to a message: so far in one mark, or, where a send is only taken on, the last
 * step of each message.
 */
export function readsOf(
  { readMarks, receipt, echo }: ChannelCapabilities,
  messages: readonly FakeMessage[],
  { peer, upTo, at }: { readonly peer: PeerId; readonly upTo: RemoteMessageId; readonly at: Milliseconds },
): readonly DurableEvent[] {
  if (readMarks.in === 'none') return [];
  if (receipt === 'final') return [{ kind: 'read', by: 'person', peer, upTo }];
  return messages
    .slice(0, messages.findIndex((one) => one.messageId === upTo) + 1)
    .filter((one) => one.peer === peer && one.direction === 'outgoing')
    .map((one) => statusOf(one, 'read', at, echo === 'status'));
}

function statusOf(
  { peer, messageId, sendId }: FakeMessage,
  state: Rung,
  at: Milliseconds,
  givesSendId: boolean,
): DurableEvent {
  const ours = givesSendId && sendId !== undefined ? { sendId } : {};
  return { kind: 'delivery', peer, messageId, state, at, ...ours };
}
