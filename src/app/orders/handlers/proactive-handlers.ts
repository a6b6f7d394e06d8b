import { z } from 'zod';
import type { OpenersPreview } from '../../../conversation/openers/preview-openers.js';
import type { Clock } from '../../../core/clock.js';
import { conversationId, type ConversationId } from '../../../core/ids.js';
import type { Database } from '../../../store/engine/database.js';
import type { ControlHandlers } from '../control-socket.js';
import { carryOutProactiveOrder, proactiveOrder } from '../proactive-orders.js';

export interface ProactiveHandlerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly previewOpeners: (conversation: ConversationId) => Promise<OpenersPreview | null>;
}

const chat = z.object({ conversation: z.string() });

/** The running program knows how its accounts are and what was spent; a pause is in force when it answers. */
export function proactiveHandlers({
  database,
  clock,
  previewOpeners,
}: ProactiveHandlerParts): ControlHandlers {
  return {
    proactive: (input) => carryOutProactiveOrder(database, proactiveOrder.parse(input), clock.now()),
    'proactive-preview': async (input) => ({
      preview: await previewOpeners(conversationId(chat.parse(input).conversation)),
    }),
  };
}
