import type { Chance } from '../../core/chance.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { backoffDelay } from '../../lib/backoff.js';

const retry = { firstMs: 15_000, mostMs: 600_000 };

/**
 * Looks again at conversations whose model did not answer, at growing intervals. The messages themselves wait in the
 * store: after a restart they are picked up from there, so nothing here needs to survive.
 */
export class RetryLater {
  private readonly pending = new Map<ConversationId, { readonly timer: { cancel(): void } }>();
  private readonly failures = new Map<ConversationId, number>();

  constructor(
    private readonly clock: Clock,
    private readonly chance: Chance,
    private readonly wake: (conversation: ConversationId) => void,
  ) {}

  schedule(conversation: ConversationId): void {
    const failures = (this.failures.get(conversation) ?? 0) + 1;
    this.failures.set(conversation, failures);
    this.wakeAfter(conversation, backoffDelay(failures, retry, this.chance));
  }

  private wakeAfter(conversation: ConversationId, delay: Milliseconds): void {
    this.pending.get(conversation)?.timer.cancel();
    const timer = this.clock.after(
      delay,
      () => {
        this.pending.delete(conversation);
        this.wake(conversation);
      },
      { unref: true },
    );
    this.pending.set(conversation, { timer });
  }

  /** Look again at a moment of one's own choosing, not because something failed. */
  at(conversation: ConversationId, moment: Milliseconds): void {
    this.wakeAfter(conversation, Math.max(0, moment - this.clock.now()));
  }

  /** The conversation went well again. */
  forget(conversation: ConversationId): void {
    this.failures.delete(conversation);
    this.pending.get(conversation)?.timer.cancel();
    this.pending.delete(conversation);
  }

  stop(): void {
    for (const { timer } of this.pending.values()) timer.cancel();
    this.pending.clear();
  }
}
