import type { Clock } from '../../../core/clock.js';
import type { ConversationId } from '../../../core/ids.js';
import type { Database } from '../../../store/engine/database.js';
import { carryOut, chatOrder } from '../chat-orders.js';
import type { ControlHandlers } from '../control-socket.js';

export interface ChatHandlerParts {
  readonly database: Database;
  readonly clock: Clock;
  /** A chat's standing changed: what waits there is looked at, and a turn under way starts over. */
  readonly wake: (conversation: ConversationId) => void;
}

export function chatHandlers({ database, clock, wake }: ChatHandlerParts): ControlHandlers {
  return {
    chat: async (input) => {
      const done = await carryOut(database, chatOrder.parse(input), clock.now());
      wake(done.conversation);
      return done;
    },
  };
}
