import type { OutboxId, SendId, TurnId } from './ids.js';

/** Where new ids come from; tests pass a counter, the program passes a random source. */
export interface IdSource {
  turn(): TurnId;
  outbox(): OutboxId;
  /** A signed 64-bit integer as decimal text, never zero. */
  send(): SendId;
}
