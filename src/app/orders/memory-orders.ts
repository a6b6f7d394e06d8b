import { z } from 'zod';
import type { Clock } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { conversationId, type ConversationId } from '../../core/ids.js';
import { suspicionOf } from '../../memory/quarantine.js';
import type { Database } from '../../store/engine/database.js';
import { eraseConversation } from '../../store/conversation/erase-conversation.js';
import { readMemoriesByRow, type Memory } from '../../store/memory/memory-reader.js';
import { addMemory, readHistoryOf, removeMemories } from '../../store/memory/memory-writer.js';

/** What an operator does about what is remembered, on behalf of the person. */
export const memoryOrder = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('edit'),
    conversation: z.string(),
    memory: z.number().int(),
    text: z.string().min(1),
  }),
  z.object({
    what: z.literal('forget'),
    conversation: z.string(),
    memories: z.array(z.number().int()).min(1),
  }),
  z.object({ what: z.literal('forget-all'), conversation: z.string() }),
]);
export type MemoryOrder = z.infer<typeof memoryOrder>;

export interface MemoryOrderDone {
  /** Memories that are no longer believed or no longer there. */
  readonly gone: number;
}

/**
 * Carry an order out in one transaction. Also by a running program: then between its own turns' commits, and a turn that
 * has seen what is erased is refused its commit.
 * @throws OperatorError when the chat has no such memory, or the new words are an instruction; then nothing was changed.
 */
export async function carryOutMemoryOrder(
  database: Database,
  clock: Clock,
  order: MemoryOrder,
): Promise<MemoryOrderDone> {
  const conversation = conversationId(order.conversation);
  const now = clock.now();
  switch (order.what) {
    case 'forget-all':
      await database.write((transaction) => eraseConversation(transaction, conversation, now, null));
      return { gone: 0 };
    case 'forget': {
      const found = await known(database, conversation, order.memories);
      const gone = await database.write(async (transaction) => {
        const rows = await readHistoryOf(
          transaction,
          conversation,
          found.map(({ row }) => row),
        );
        await removeMemories(transaction, conversation, rows);
        transaction.emptyLog();
        return rows.length;
      });
      return { gone };
    }
    case 'edit': {
      const why = suspicionOf(order.text);
      if (why !== null) {
        throw new OperatorError(
          `the new words look like an instruction (${why})`,
          'say what is true of the person',
        );
      }
      const [memory] = await known(database, conversation, [order.memory]);
      if (!memory) throw new Error('a known memory is not there');
      const edited = {
        ...memory,
        text: order.text,
        origin: 'operator',
        trust: 'self',
        quarantine: null,
        confidence: 1,
        validFrom: now,
        sources: [],
        supersedes: [memory.row],
      } as const;
      await database.write((transaction) => addMemory(transaction, conversation, edited, now));
      return { gone: 1 };
    }
  }
}

async function known(
  database: Database,
  conversation: ConversationId,
  rows: readonly number[],
): Promise<readonly Memory[]> {
  const found = await readMemoriesByRow(database.read, conversation, rows);
  const missing = rows.find((row) => !found.some((memory) => memory.row === row));
  if (missing !== undefined) {
    throw new OperatorError(
      `the chat ${conversation} has no memory ${missing}`,
      '"kindred memory list" shows their numbers',
    );
  }
  return found;
}
