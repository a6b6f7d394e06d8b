import type { Channel, ChannelSink } from '../../channel/contract.js';
import type { LineDelivery } from '../../channel/line.js';
import type { Milliseconds } from '../../core/clock.js';
import type { DurableEvent, EditEvent, InboundBatch, MessageEvent } from '../../core/event.js';
import type { AccountId, PeerId, SendId } from '../../core/ids.js';
import { crisisReply } from '../../duty/crisis-words.js';
import { hear, showsCard, type DangerSign } from '../../duty/hear.js';
import { countryOf, hotlinesOf } from '../../duty/hotlines.js';
import { careNets } from '../../duty/net/load-nets.js';
import { languageOf } from '../../duty/person-language.js';
import { storageFault } from '../../store/engine/storage-fault.js';
import type { StoreHealth } from '../../store/engine/store-health.js';
import { urgentSendId } from './urgent-send-id.js';

/** What was written longer ago is answered by the turn, once the store is well. */
const freshMs: Milliseconds = 24 * 3_600_000;
/** People answered during one outage; more than one account can have written. */
const mostAnswered = 1_000;

/**
 * Somebody may be in danger while the store takes no writes: the card goes out all the same, under a send id that is
 * derived from the message. The batch stays with the channel; when it is stored later, its turn gives the same answer
 * under the same id, which the channel does not deliver twice. Once for a person and tier, whatever is offered again.
 */
export class UrgentWithoutStore {
  private readonly answered = new Map<string, DangerSign['tier']>();
  /** A batch is offered again and again: each event of it is read once. */
  private readonly looked = new WeakSet<DurableEvent>();

  constructor(
    private readonly health: Pick<StoreHealth, 'isWell'>,
    /** Null while the account cannot send. */
    private readonly accounts: { channel(account: AccountId): Channel | null },
    /** Whether the account speaks to people. */
    private readonly pool: { serves(account: AccountId): boolean },
    /** What is stored of a peer: what cannot be written can be read. */
    private readonly peer: (
      account: AccountId,
      peer: PeerId,
    ) => Promise<{ readonly kind: string; readonly language: string | null } | null>,
  ) {}

  /** What takes batches in, with an answer for whoever is in danger in one that cannot be stored or acted upon. */
  guard(account: AccountId, accept: ChannelSink['accept']): ChannelSink['accept'] {
    return (batch) => this.guarded([{ account, batch }], () => accept(batch));
  }

  /** As above, for what is to be stored together. */
  async guarded(batches: LineDelivery['batches'], accept: () => Promise<void>): Promise<void> {
    try {
      await accept();
    } catch (cause) {
      if (storageFault(cause) !== null) await this.answerAll(batches);
      throw cause;
    }
    // No turn begins while the store is not well; once it is, the turns answer.
    if (!this.health.isWell) await this.answerAll(batches);
    else this.answered.clear();
  }

  private async answerAll(batches: LineDelivery['batches']): Promise<void> {
    for (const { account, batch } of batches) await this.answer(account, batch);
  }

  /** Words of a turn that could not be stored. */
  async say(account: AccountId, peer: PeerId, text: string, sendId: SendId): Promise<void> {
    await this.accounts.channel(account)?.sendText({ peer, text, sendId });
  }

  private async answer(account: AccountId, batch: InboundBatch): Promise<void> {
    if (!this.pool.serves(account)) return;
    for (const event of batch.events) {
      if (!isOwnWords(event) || this.looked.has(event)) continue;
      const at = event.kind === 'message' ? event.sentAt : event.editedAt;
      if (batch.receivedAt - at > freshMs) continue;
      const peer =
        batch.peers.find((one) => one.peer === event.peer) ?? (await this.peer(account, event.peer));
      const isDone =
        peer?.kind === 'bot' || (await this.answerMessage(account, event, peer?.language ?? null));
      if (isDone) this.looked.add(event);
    }
  }

  /** False where a card is owed and could not be sent: it is tried again with the next offer. */
  private async answerMessage(
    account: AccountId,
    { peer, messageId, text }: MessageEvent | EditEvent,
    language: string | null,
  ): Promise<boolean> {
    const { danger: sign } = hear(text, careNets());
    if (sign === null || !showsCard(sign)) return true;
    const who = `${account}/${peer}`;
    const before = this.answered.get(who);
    if (before === 'explicit' || before === sign.tier) return true;
    const entry = hotlinesOf(countryOf([text], language));
    const words = crisisReply(sign, languageOf(text, language), entry, before !== undefined);
    const request = { peer, text: words, sendId: urgentSendId(account, peer, messageId) };
    const sent = await this.accounts.channel(account)?.sendText(request);
    if (sent?.ok !== true && sent?.failure.kind !== 'already-sent') return false;
    if (this.answered.size >= mostAnswered) this.answered.clear();
    this.answered.set(who, sign.tier);
    return true;
  }
}

/** What a person wrote or changed by hand, in words that are not passed on. */
function isOwnWords(event: DurableEvent): event is MessageEvent | EditEvent {
  if (event.kind !== 'message' && event.kind !== 'edit') return false;
  if (event.direction !== 'incoming' || event.forwarded === true) return false;
  return event.kind === 'edit' || event.automatic === undefined;
}
