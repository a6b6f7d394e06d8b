import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';

/** After one failure, doubled with each in a row, and never longer: a model that refuses a talk refuses it after the next turn too. */
const rest = { firstMs: 120_000, mostMs: 6 * 3_600_000 } as const;

/** How long a conversation is left alone by a background model that failed it, forgotten when it goes well or the program ends. */
export class Rests {
  private readonly resting = new Map<ConversationId, { readonly failures: number; readonly until: number }>();

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  isResting(conversation: ConversationId): boolean {
    const known = this.resting.get(conversation);
    // A moment further ahead than any rest was written down by a clock that was set back since.
    return known !== undefined && this.leftOf(known.until) > 0 && this.leftOf(known.until) <= rest.mostMs;
  }

  failed(conversation: ConversationId): void {
    const failures = (this.resting.get(conversation)?.failures ?? 0) + 1;
    const length = Math.min(rest.mostMs, rest.firstMs * 2 ** (failures - 1));
    this.resting.set(conversation, { failures, until: this.clock.now() + length });
  }

  wentWell(conversation: ConversationId): void {
    this.resting.delete(conversation);
  }

  private leftOf(until: number): Milliseconds {
    return until - this.clock.now();
  }
}
