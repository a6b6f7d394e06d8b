import { z } from 'zod';
import type { Milliseconds } from '../../core/clock.js';
import { conversationId, type ConversationId } from '../../core/ids.js';
import { paces } from '../../core/pace.js';
import type { Database } from '../../store/engine/database.js';
import { dropQueued } from '../../store/outbox/outbox-writer.js';
import { decideAdmission, readKnock } from '../../store/conversation/admission-store.js';
import {
  pauseChat,
  readStanding,
  setMode,
  setPace,
  touchConversation,
  type ChatStanding,
} from '../../store/conversation/takeover-store.js';

/** What an operator can change about a chat; the same while a program runs and while none does. */
export const chatOrder = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('takeover'),
    conversation: z.string(),
    mode: z.enum(['human', 'copilot']),
    /** For so long; until it is released when absent. */
    forMs: z.number().int().positive().optional(),
  }),
  z.object({ do: z.literal('release'), conversation: z.string() }),
  z.object({ do: z.enum(['let-in', 'turned-away']), conversation: z.string() }),
  z.object({ do: z.literal('pace'), conversation: z.string(), pace: z.enum(paces).nullable() }),
]);
export type ChatOrder = z.output<typeof chatOrder>;

/** Carry an order out and say how the chat stands then. Whatever was to leave there stays behind a takeover. */
export async function carryOut(
  database: Database,
  order: ChatOrder,
  now: Milliseconds,
): Promise<{ readonly conversation: ConversationId; readonly standing: ChatStanding }> {
  const conversation = conversationId(order.conversation);
  await database.write(async (transaction) => {
    // A turn that began before this may no longer be committed.
    if (order.do !== 'pace') await touchConversation(transaction, conversation);
    switch (order.do) {
      case 'takeover':
        await dropQueued(transaction, conversation, 'taken-over', now);
        if (order.forMs === undefined) await setMode(transaction, conversation, order.mode, now);
        else await pauseChat(transaction, conversation, now + order.forMs, 'operator');
        return;
      case 'release':
        return setMode(transaction, conversation, 'auto', now);
      case 'let-in':
      case 'turned-away': {
        if (order.do === 'turned-away') await dropQueued(transaction, conversation, 'turned-away', now);
        const knock = await readKnock(transaction.db, conversation);
        if (knock) await decideAdmission(transaction, knock, order.do, 'operator', now);
        return;
      }
      case 'pace':
        return setPace(transaction, conversation, order.pace);
    }
  });
  return { conversation, standing: await readStanding(database.read, conversation) };
}
