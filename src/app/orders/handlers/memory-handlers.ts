import type { Clock } from '../../../core/clock.js';
import type { Database } from '../../../store/engine/database.js';
import type { ControlHandlers } from '../control-socket.js';
import { carryOutMemoryOrder, memoryOrder } from '../memory-orders.js';

export interface MemoryHandlerParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** The running program erases by itself: only it can empty its log and refuse the turns that have seen it. */
export function memoryHandlers({ database, clock }: MemoryHandlerParts): ControlHandlers {
  return { memory: (input) => carryOutMemoryOrder(database, clock, memoryOrder.parse(input)) };
}
