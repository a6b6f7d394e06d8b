import type { Channel } from '../channel/contract.js';
import type { Milliseconds } from '../core/clock.js';
import type { AccountId, ConversationId, PeerId, RemoteMessageId } from '../core/ids.js';
import { KeyedLanes } from '../lib/keyed-lanes.js';
import { closeOpenTurns } from '../store/turn/open-turn-store.js';
import { claimNext, type SendingTerms } from '../store/outbox/outbox-claim.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';
import { readAnswered, readConversationsSending } from '../store/outbox/outbox-reader.js';
import { disownClaims, requeue } from '../store/outbox/outbox-writer.js';
import { Delivery } from './delivery.js';
import type { DeliveryParts, DeliveryReport } from './delivery-parts.js';
import type { Presence } from './presence.js';

export interface DispatcherReport extends DeliveryReport {
  withheld(conversation: ConversationId, reason: string): void;
  broken(conversation: ConversationId, cause: unknown): void;
}

export interface DispatcherOptions extends DeliveryParts {
  /** Names this run of the program: claims of any other run are over. */
  readonly run: string;
  readonly report: DispatcherReport;
  readonly concurrency: number;
  /** Shows that a bubble is being written, and that what it answers was read. */
  readonly presence: Presence;
  /** Until when the person is seen to be writing themselves; in the past while they are not. */
  readonly theyTypeUntil: (account: AccountId, peer: PeerId) => Milliseconds;
}

/** A bubble that waits for its moment. */
interface Paced {
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly due: Milliseconds;
}

/** A send has its own deadline of 30 s; this only frees a lane whose channel broke that promise. */
const stuckSendMs = 120_000;
/** Whoever writes at the moment an answer is due is let finish, but not for longer than this. */
const mostHeldMs = 4_000;

/**
 * Sends what was committed, one bubble at a time per conversation and in order.
 *
 * A bubble is `queued`, then `sending` once its claim is on disk, then `sent`, `failed` or `dropped`. Where the answer
 * of the server is missing it is `unknown`: asked again under the same send id where the channel delivers that once, else
 * found out or parked (delivery.ts). A crash leaves `sending` rows behind; the next run treats them as `unknown`.
 */
export class Dispatcher {
  private readonly lanes: KeyedLanes<ConversationId>;
  private readonly delivery: Delivery;
  private readonly timers = new Map<ConversationId, { cancel(): void }>();
  /** Bubbles that wait for their moment: where, and when that is. */
  private readonly paced = new Map<ConversationId, Paced>();
  /** Chats that are shown to be written in, for a bubble that waits. */
  private readonly announced = new Map<ConversationId, Pick<Paced, 'account' | 'peer'>>();
  /** Claims and sends under way. */
  private readonly steps = new Set<Promise<boolean>>();

  /** When this run began: bubbles from before are another's. */
  private readonly startedAt: Milliseconds;

  constructor(private readonly options: DispatcherOptions) {
    this.startedAt = options.clock.now();
    this.delivery = new Delivery(options);
    this.lanes = new KeyedLanes({
      work: (conversation, { signal }) => this.drain(conversation, signal),
      clock: options.clock,
      concurrency: options.concurrency,
      mostInterrupts: 0,
      watchdogMs: stuckSendMs,
      onOverrun: (conversation) => options.report.withheld(conversation, 'send-overran'),
      onError: (conversation, cause) => options.report.broken(conversation, cause),
    });
  }

  /** Take over what earlier runs left behind of these accounts. Call once, before anything of them is sent. */
  async recover(accounts: readonly AccountId[]): Promise<number> {
    const { database, clock, run } = this.options;
    return database.write(async (transaction) => {
      // Nobody writes on what an earlier run left unfinished.
      await closeOpenTurns(transaction, accounts, clock.now());
      return disownClaims(transaction, run, accounts);
    });
  }

  /** Waits until whatever was being sent when this was called has its answer, but no longer than `mostMs`. */
  async quiet(mostMs: Milliseconds): Promise<void> {
    const over = new AbortController();
    const all = Promise.allSettled([...this.steps]);
    await Promise.race([all, this.options.clock.sleep(mostMs, over.signal)]);
    over.abort();
  }

  /** There may be something to send in this conversation. */
  wake(conversation: ConversationId): void {
    this.timers.get(conversation)?.cancel();
    this.timers.delete(conversation);
    this.lanes.wake(conversation);
  }

  /** Conversations in which something is being sent or waits for a place. */
  get busy(): number {
    return this.lanes.busy;
  }

  /** Look at every conversation with open bubbles: after a start, and when an account comes back. */
  async wakeAll(): Promise<void> {
    for (const conversation of await readConversationsSending(this.options.database.read)) {
      this.wake(conversation);
    }
  }

  /** Finish the messages in hand and leave the rest in the table. */
  async stop(graceMs: Milliseconds): Promise<void> {
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
    this.paced.clear();
    await this.lanes.stop(graceMs);
  }

  private async drain(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    let more = true;
    while (more && !signal.aborted) {
      const step = this.step(conversation);
      this.steps.add(step);
      try {
        more = await step;
      } finally {
        this.steps.delete(step);
      }
    }
  }

  /** One bubble; false when there is no other that could leave now. */
  private async step(conversation: ConversationId): Promise<boolean> {
    const next = await this.take(conversation);
    if (!next) return false;
    const sent = await this.send(next.channel, next.bubble);
    return next.more || !sent;
  }

  /** The next bubble that may leave now, or null when there is none; whatever must wait has its timer set. */
  private async take(
    conversation: ConversationId,
  ): Promise<{ readonly channel: Channel; readonly bubble: ClaimedBubble; readonly more: boolean } | null> {
    const { database, accounts, clock, report, run } = this.options;
    // Without a claim on the disk nothing is sent. Whoever sees the disk recover wakes all.
    if (!database.health.isWell) return null;
    const heldUntil = this.heldUntil(conversation);
    if (heldUntil !== null) {
      this.wakeAt(conversation, heldUntil);
      return null;
    }
    const termsOf: SendingTerms = (account) =>
      accounts.channel(account) === null
        ? null
        : {
            from: accounts.pausedUntil(account),
            caps: accounts.caps(account),
            epoch: accounts.epoch(account),
          };
    const claim = await database.write(
      (transaction) => claimNext(transaction, conversation, run, clock.now(), termsOf),
      // On the disk before the network is touched, and the turn it belongs to with it.
      'flushed',
    );
    switch (claim.kind) {
      case 'claimed': {
        const { bubble, more } = claim;
        const channel = accounts.channel(bubble.account);
        if (channel) return { channel, bubble, more };
        // The account went away while the claim was written: certainly not sent.
        await database.write((transaction) => requeue(transaction, bubble, clock.now(), 'account-offline'));
        return null;
      }
      case 'later':
        if (claim.writtenIn) {
          const { account, peer } = claim.writtenIn;
          this.paced.set(conversation, { account, peer, due: claim.at });
          this.announced.set(conversation, { account, peer });
          this.options.presence.awaits(account, peer, claim.at);
        }
        this.wakeAt(conversation, claim.at);
        return null;
      case 'capped':
        this.takeBack(conversation);
        report.withheld(conversation, 'rate-cap');
        this.wakeAt(conversation, claim.at);
        return null;
      case 'dropped':
        report.withheld(conversation, claim.reason);
        return this.take(conversation);
      case 'fenced':
        this.takeBack(conversation);
        report.withheld(conversation, 'fenced');
        return null;
      case 'undisclosed':
        this.takeBack(conversation);
        report.withheld(conversation, 'undisclosed');
        return null;
      case 'unable':
      case 'empty':
        this.takeBack(conversation);
        return null;
    }
  }

  /** Nothing is going to be sent now: whoever saw that something is being written sees no more of it. */
  private takeBack(conversation: ConversationId): void {
    const shown = this.announced.get(conversation);
    if (!shown) return;
    this.announced.delete(conversation);
    this.options.presence.givesUp(shown.account, shown.peer);
  }

  /** A bubble of which the moment has come, but the person writes: a little later. */
  private heldUntil(conversation: ConversationId): Milliseconds | null {
    const paced = this.paced.get(conversation);
    const now = this.options.clock.now();
    // A moment far behind was written down by another clock.
    if (!paced || now < paced.due || now - paced.due >= mostHeldMs) {
      if (paced && now >= paced.due) this.paced.delete(conversation);
      return null;
    }
    const until = this.options.theyTypeUntil(paced.account, paced.peer);
    return until > now ? Math.min(until, paced.due + mostHeldMs) : null;
  }

  /** What a bubble answers that an earlier run did not live to show as read. */
  private async stillUnread(bubble: ClaimedBubble): Promise<RemoteMessageId | null> {
    if (bubble.position > 0 || bubble.createdAt >= this.startedAt) return null;
    return readAnswered(this.options.database.read, bubble);
  }

  /** True when the bubble is settled as sent. */
  private async send(channel: Channel, bubble: ClaimedBubble): Promise<boolean> {
    const { presence } = this.options;
    this.paced.delete(bubble.conversation);
    this.announced.delete(bubble.conversation);
    presence.leaves(bubble.account, bubble.peer, await this.stillUnread(bubble));
    try {
      return await this.delivery.deliver(channel, bubble);
    } finally {
      presence.left(bubble.account, bubble.peer);
    }
  }

  private wakeAt(conversation: ConversationId, at: Milliseconds): void {
    const { clock } = this.options;
    this.timers.get(conversation)?.cancel();
    const timer = clock.after(Math.max(0, at - clock.now()), () => this.wake(conversation), { unref: true });
    this.timers.set(conversation, timer);
  }
}
