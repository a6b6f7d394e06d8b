import type { DurableEvent } from '../../../core/event.js';
import { remoteMessageId } from '../../../core/ids.js';
import { isRecord, textIn } from '../../../lib/json-fields.js';
import type { GreenClient } from './green-client.js';

/**
 * What waited at the service while it could not send is taken back: said now it would be said at the wrong moment. What was
 * in the queue is told as not sent; the first of it is never shown by the service (ga#348, ga#714), so it stays as it was.
 * Null where the queue could not be asked.
 */
export async function clearStaleQueue(
  client: GreenClient,
  now: number,
): Promise<readonly DurableEvent[] | null> {
  const shown = await client.call('showMessagesQueue');
  if (!shown.ok) return null;
  const waiting = Array.isArray(shown.value) ? (shown.value as readonly unknown[]).filter(isRecord) : [];
  if (waiting.length === 0) return [];
  const cleared = await client.call('clearMessagesQueue');
  if (!cleared.ok) return null;
  return waiting.flatMap((one) => {
    const id = textIn(one, 'messageID');
    if (id === undefined) return [];
    return [
      {
        kind: 'delivery' as const,
        messageId: remoteMessageId(id),
        state: 'failed' as const,
        at: now,
        code: 'QUEUE_CLEARED',
      },
    ];
  });
}
