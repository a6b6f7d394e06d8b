import type { Channel, ChannelFailure, ChannelResult, SentMessage } from '../channel/contract.js';
import { backoffDelay } from '../lib/backoff.js';
import { stopIntroductions } from '../store/account/introduction-store.js';
import type { ClaimedBubble } from '../store/outbox/claimed-bubble.js';
import {
  dropQueued,
  markBlocked,
  markFailed,
  markSent,
  markUnknown,
  requeue,
} from '../store/outbox/outbox-writer.js';
import { readHeardAt, readWindowClosedAt, windowClosed } from '../store/outbox/outbox-reader.js';
import { noteAccepted } from '../store/outbox/delivery-ladder.js';
import { parkBubble } from '../store/outbox/parked-bubbles.js';
import { locateSent } from './reconcile.js';
import { sendForm } from './send-form.js';
import { sendReaction } from './send-reaction.js';
import { sendVerdict } from './send-verdict.js';
import type { DeliveryParts } from './delivery-parts.js';

/** After this long the server may have forgotten a send id: look in the history before sending again (TELEGRAM 3.1). */
const trustSendIdMs = 3_600_000;
const awaitsEcho = 'awaits-echo';
/** So much before a window closes it counts as closed: the service's clock decides. */
const windowMarginMs = 300_000;
const retry = { firstMs: 1_000, mostMs: 60_000 };

function say(channel: Channel, bubble: ClaimedBubble): Promise<ChannelResult<SentMessage>> {
  return channel.sendText({
    peer: bubble.peer,
    text: bubble.text,
    sendId: bubble.sendId,
    ...(bubble.entities.length === 0 ? {} : { entities: bubble.entities }),
    ...(bubble.replyTo === null ? {} : { replyTo: bubble.replyTo }),
  });
}

/** Hands a claimed bubble to its channel and settles it by what came of that: sent, again later, given up, or held. */
export class Delivery {
  constructor(private readonly parts: DeliveryParts) {}

  /** True when the bubble is settled as sent. */
  async deliver(channel: Channel, bubble: ClaimedBubble): Promise<boolean> {
    if (bubble.purpose === 'reaction') {
      await sendReaction(this.parts, channel, bubble);
      return true;
    }
    const { clock, report } = this.parts;
    const startedAt = clock.steady();
    if (bubble.doubt !== null) {
      const found = await this.resolve(channel, bubble, bubble.doubt);
      if (found !== 'send') return found === 'sent';
    }
    if (await this.isTooLate(channel, bubble)) return false;
    const result =
      bubble.media === null ? await say(channel, bubble) : await sendForm(this.parts, channel, bubble);
    if (result === 'said-in-words') return false;
    if (!result.ok) {
      await this.handleFailure(channel, bubble, result.failure);
      return false;
    }
    const { messageId, sentAt } = result.value;
    await this.parts.database.write(
      async (transaction) => {
        await markSent(transaction, bubble, messageId, sentAt, clock.now());
        // What becomes of it is told by events.
        if (channel.capabilities.receipt === 'accepted')
          await noteAccepted(transaction, bubble, messageId, sentAt);
      },
      // Lost in a power cut, it is asked again under the same send id.
      'ordered',
    );
    this.parts.accounts.sent(bubble.account);
    report.sent(bubble, clock.steady() - startedAt);
    return true;
  }

  /** Where a service lets nobody be written to so long after they wrote, what waited beyond that is given up. */
  private async isTooLate({ capabilities }: Channel, bubble: ClaimedBubble): Promise<boolean> {
    const { window } = capabilities;
    if (window === null) return false;
    const { database, clock } = this.parts;
    const heardAt = await readHeardAt(database.read, bubble.account, bubble.peer);
    // The service's word counts before our reckoning, until they write again.
    const closedAt = await readWindowClosedAt(database.read, bubble.account, bubble.peer);
    const isClosed = closedAt !== null && heardAt !== null && closedAt > heardAt;
    if (!isClosed && heardAt !== null && clock.now() < heardAt + window - windowMarginMs) return false;
    await this.giveUp(bubble, { kind: 'window-closed', code: windowClosed }, true);
    this.parts.report.notSent(bubble, 'fail', windowClosed);
    return true;
  }

  /**
   * An earlier try may have been applied. Where a repeated send is delivered once it is repeated; where not, it is found
   * out what became of it, as far as the channel can tell, and parked where it cannot. Only words of duty are said again
   * at the risk of being said twice.
   */
  private async resolve(
    channel: Channel,
    bubble: ClaimedBubble,
    doubt: string,
  ): Promise<'send' | 'sent' | 'open'> {
    const { database, clock, report } = this.parts;
    const { idempotentSends, ownHistory, echo, echoWithin } = channel.capabilities;
    const now = clock.now();
    if (idempotentSends) {
      if (now - bubble.createdAt <= trustSendIdMs || !ownHistory) return 'send';
      return (await this.settleFromHistory(channel, bubble)) ? 'sent' : 'send';
    }
    // What is on its way back settles the bubble by itself.
    if (echo !== 'none' && doubt !== awaitsEcho) {
      await database.write((transaction) => markUnknown(transaction, bubble, now + echoWithin, awaitsEcho));
      return 'open';
    }
    if (ownHistory && (await this.settleFromHistory(channel, bubble))) return 'sent';
    if (bubble.purpose === 'duty') return 'send';
    await database.write((transaction) => parkBubble(transaction, bubble, now));
    report.notSent(bubble, 'park', doubt);
    return 'open';
  }

  private async handleFailure(
    channel: Channel,
    bubble: ClaimedBubble,
    failure: ChannelFailure,
  ): Promise<void> {
    const { database, accounts, clock, chance, report } = this.parts;
    const now = clock.now();
    const verdict = sendVerdict(failure, now, backoffDelay(bubble.attempts, retry, chance), chance.next());
    report.notSent(bubble, verdict.do, failure.code);
    switch (verdict.do) {
      case 'requeue':
        if (verdict.pauseAccount) accounts.pause(bubble.account, verdict.at);
        await database.write((transaction) => requeue(transaction, bubble, verdict.at, failure.code));
        return;
      case 'ask-again': {
        // Where it cannot be asked again, there is nothing to wait for.
        const at = channel.capabilities.idempotentSends ? verdict.at : now;
        await database.write((transaction) => markUnknown(transaction, bubble, at, failure.code));
        return;
      }
      case 'locate':
        if (await this.settleFromHistory(channel, bubble)) return;
        await database.write((transaction) =>
          markUnknown(transaction, bubble, now + backoffDelay(bubble.attempts, retry, chance), failure.code),
        );
        return;
      case 'fail':
        await this.giveUp(bubble, failure, verdict.dropRest);
        return;
      case 'limit':
        await this.rest(bubble, failure);
        return;
      case 'hold':
        // First what is certain, then what follows from it: a rotation looks at what this bubble came to.
        await database.write((transaction) => requeue(transaction, bubble, now, failure.code));
        accounts.lost(bubble.account, failure);
        return;
    }
  }

  private async giveUp(bubble: ClaimedBubble, failure: ChannelFailure, dropRest: boolean): Promise<void> {
    const { database, clock, report } = this.parts;
    const now = clock.now();
    const isBlocked = failure.kind === 'peer-blocked';
    const stopped = await database.write(async (transaction) => {
      if (!(await markFailed(transaction, bubble, failure.code, now))) return 0;
      if (dropRest) await dropQueued(transaction, bubble.conversation, failure.code, now);
      if (isBlocked) await markBlocked(transaction, bubble, now);
      // Whoever blocks an account that writes first says what everybody else would think of it.
      return isBlocked && bubble.purpose === 'introduction'
        ? stopIntroductions(transaction, bubble.account, failure.kind, now)
        : 0;
    });
    if (stopped > 0) report.introductionsStopped(bubble.account, stopped, failure.kind);
  }

  /** Reported as spam: replies wait for better days, and nothing unsolicited is sent any more. */
  private async rest(bubble: ClaimedBubble, failure: ChannelFailure): Promise<void> {
    const { database, accounts, clock, report } = this.parts;
    const until = accounts.limited(bubble.account, failure);
    const now = clock.now();
    const stopped = await database.write(async (transaction) => {
      // One that may have been sent at an earlier attempt is not asked again either: nobody waits for it.
      if (bubble.purpose === 'introduction') await markFailed(transaction, bubble, failure.code, now);
      else await requeue(transaction, bubble, until, failure.code);
      return stopIntroductions(transaction, bubble.account, failure.kind, now);
    });
    if (stopped > 0) report.introductionsStopped(bubble.account, stopped, failure.kind);
  }

  /** True when the chat's history shows the bubble, which is then settled as sent. */
  private async settleFromHistory(channel: Channel, bubble: ClaimedBubble): Promise<boolean> {
    const found = await locateSent(channel, this.parts.database.read, bubble);
    if (!found) return false;
    await this.parts.database.write((transaction) =>
      markSent(transaction, bubble, found.messageId, found.sentAt, this.parts.clock.now()),
    );
    return true;
  }
}
