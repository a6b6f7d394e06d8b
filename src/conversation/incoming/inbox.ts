import type { Clock, Milliseconds } from '../../core/clock.js';
import type {
  ApprovalEvent,
  DeleteEvent,
  DurableEvent,
  InboundBatch,
  MessageEvent,
  PeerRecord,
} from '../../core/event.js';
import type { AccountId, CharacterId, ConversationId, PeerId } from '../../core/ids.js';
import { isCrisisReply } from '../../duty/crisis-words.js';
import type { Database, Transaction } from '../../store/engine/database.js';
import { readAnswered, waitAgain } from '../../store/conversation/edited-message.js';
import { inboundWriter, type InboundWriter } from '../../store/conversation/inbound-writer.js';
import { takeOver } from '../../store/conversation/operator-words.js';
import { recallUnsent } from '../../store/outbox/outbox-recall.js';
import { saveAccountStanding } from '../../store/account/line-store.js';
import { isCleared, noteSignal } from '../../store/conversation/signal-store.js';
import { endPauseOf, setMode } from '../../store/conversation/takeover-store.js';
import { saysAnew } from './edited-words.js';
import { noteDelivery } from '../../store/outbox/delivery-ladder.js';
import { takeInMedia } from './take-in-media.js';
import { findUnsettled } from '../../store/outbox/outbox-claim.js';
import { blockedByPerson, settleAsSent, unblockedByPerson } from '../../store/outbox/outbox-writer.js';

export interface InboxOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly account: AccountId;
  /** Who lives on this account. */
  readonly character: CharacterId;
  /** How exact the moments of the account's service are; to the millisecond when left out. */
  readonly clockResolution?: Milliseconds;
  /** The sort of name that its peer ids are (channel/capabilities.ts); a messenger's default when left out. */
  readonly peersAre?: string;
  /** Whether each answer of a new chat is put before the account's owner first. */
  readonly asksFirst?: boolean;
  /** Which accounts speak to people; one that stands by only takes in. */
  readonly serves: (account: AccountId) => boolean;
  /** How long the operator's own words in a chat keep the character silent there. */
  readonly takeoverMs: Milliseconds;
  /** The person wrote, so they are not writing any more. */
  readonly wrote: (peer: PeerId) => void;
  /** The person cleared the history: what is to be done about it belongs to the same commit. */
  readonly cleared: (transaction: Transaction, conversation: ConversationId) => Promise<void>;
  /** The account's owner decided about words that were to be said in their name. */
  readonly decided: (transaction: Transaction, event: ApprovalEvent) => Promise<void>;
  /** The operator wrote by hand: whatever was to be said there is overtaken. */
  readonly overtaken: (transaction: Transaction, conversation: ConversationId) => Promise<void>;
  /** Something in this conversation waits for a turn. Called after the commit. */
  readonly wake: (conversation: ConversationId) => void;
  /** Files that came are looked into by their turn; they are only named where left out. */
  readonly opensMedia?: boolean;
  readonly report: InboxReport;
}

export interface InboxReport {
  received(conversation: ConversationId, count: number, account: AccountId): void;
  ignored(reason: string): void;
  /** A message of ours that the service had taken on never reached the person. */
  undelivered(conversation: ConversationId, code: string, account: AccountId): void;
}

/** By so much the clocks of the server and of this machine may disagree about what was before a start. */
const clocksDifferMs: Milliseconds = 10_000;

/** What one batch did, for use after its commit. */
interface Effect {
  readonly changed: Set<ConversationId>;
  readonly received: Map<ConversationId, number>;
  readonly ignored: string[];
  readonly undelivered: { readonly conversation: ConversationId; readonly code: string }[];
  /** When this run began to take in. */
  readonly startedAt: Milliseconds;
}

/** What takes in what comes to one account. */
export interface Inbox {
  /** A batch of its own. A rejection means that nothing was stored. */
  accept(batch: InboundBatch): Promise<void>;
  /** As part of what is stored together: what came over a line for several accounts. */
  store(transaction: Transaction, batch: InboundBatch): Promise<void>;
}

/**
 * Transaction A: rows, peers and the channel's position are stored together. A replayed event changes nothing; what
 * the person changed wakes the conversation's lane after the commit.
 */
export function createInbox(options: InboxOptions): Inbox {
  const savedPeers = new SavedPeers();
  // Where messages are dated to the second, what is heard in the second of the start was not written before it. What was
  // fetched at the start and is hardly later was, whatever the clocks say.
  const { clockResolution = 1 } = options;
  const startedAt = Math.floor(options.clock.now() / clockResolution) * clockResolution;
  const storeBatch = async (transaction: Transaction, batch: InboundBatch): Promise<void> => {
    const fresh = batch.peers.filter((peer) => !savedPeers.has(peer));
    const effect: Effect = {
      changed: new Set(),
      received: new Map(),
      ignored: [],
      undelivered: [],
      startedAt,
    };
    const writer = inboundWriter(transaction, options.account, options.peersAre);
    for (const peer of fresh) {
      await writer.savePeer(peer, batch.receivedAt);
      // Whoever became a contact may be let in by that.
      const chat = peer.isContact === true ? await writer.findConversation(peer.peer) : null;
      if (chat) transaction.afterCommit(() => options.wake(chat.conversation));
    }
    for (const event of batch.events) await store(options, transaction, writer, event, batch, effect);
    for (const conversation of effect.changed) await writer.touch(conversation);
    if (batch.cursor !== undefined) await writer.saveCursor(batch.cursor);
    if (batch.standing !== undefined) {
      await saveAccountStanding(transaction, options.account, batch.standing);
    }
    transaction.afterCommit(() => {
      for (const peer of fresh) savedPeers.add(peer);
      announce(options, effect);
    });
  };
  return {
    store: storeBatch,
    // A power cut that takes these rows takes the position with them: the channel delivers them again.
    accept: (batch) => options.database.write((transaction) => storeBatch(transaction, batch), 'ordered'),
  };
}

function announce(options: InboxOptions, effect: Effect): void {
  for (const reason of effect.ignored) options.report.ignored(reason);
  for (const { conversation, code } of effect.undelivered)
    options.report.undelivered(conversation, code, options.account);
  for (const [conversation, count] of effect.received)
    options.report.received(conversation, count, options.account);
  for (const conversation of effect.changed) options.wake(conversation);
}

async function store(
  options: InboxOptions,
  transaction: Transaction,
  writer: InboundWriter,
  event: DurableEvent,
  batch: InboundBatch,
  effect: Effect,
): Promise<void> {
  switch (event.kind) {
    case 'message':
      if (event.direction === 'incoming') {
        return storeIncoming(options, transaction, writer, event, batch, effect);
      }
      return storeOwn(options, transaction, writer, event, batch, effect);
    case 'edit': {
      const before = await readAnswered(transaction, options.account, event);
      for (const conversation of await writer.edit(event)) {
        if (event.direction !== 'incoming') continue;
        effect.changed.add(conversation);
        await recallUnsent(transaction, conversation, options.clock.now());
        await noteSignal(transaction, conversation, { edited_at: batch.receivedAt });
        if (before !== null && saysAnew(before.text, event.text)) await waitAgain(transaction, before.row);
      }
      return;
    }
    case 'delete':
      for (const conversation of await writer.delete(event, batch.receivedAt)) {
        effect.changed.add(conversation);
        await noteDeletion(options, transaction, conversation, event, batch);
      }
      return;
    case 'read':
      await writer.read(event);
      if (event.by === 'person')
        await noteAbout(transaction, writer, event.peer, { read_at: batch.receivedAt });
      return;
    case 'reaction':
      await writer.react(event);
      return noteAbout(transaction, writer, event.peer, { reacted_at: batch.receivedAt });
    case 'delivery': {
      const moved = await noteDelivery(transaction, options.account, event, options.clock.now());
      if (moved?.state === 'read')
        await noteAbout(transaction, writer, moved.peer, { read_at: batch.receivedAt });
      if (moved?.state !== 'failed') return;
      // Whatever is being written may take it for said.
      effect.changed.add(moved.conversation);
      effect.undelivered.push({ conversation: moved.conversation, code: event.code ?? 'FAILED' });
      return;
    }
    case 'approval':
      return options.decided(transaction, event);
    case 'block':
      if (event.isBlocked) return blockedByPerson(transaction, options.account, event.peer, batch.receivedAt);
      return unblockedByPerson(transaction, options.account, event.peer);
  }
}

/** Everything the person wrote is gone at once: they cleared the history, which asks for more than its messages. */
async function noteDeletion(
  options: InboxOptions,
  transaction: Transaction,
  conversation: ConversationId,
  event: DeleteEvent,
  batch: InboundBatch,
): Promise<void> {
  const at = batch.receivedAt;
  // One message that was all they ever wrote is a message taken back.
  const cleared = event.messageIds.length > 1 && (await isCleared(transaction, conversation));
  // What asks to be forgotten may go further than the messages; that it was asked is kept.
  if (cleared) await options.cleared(transaction, conversation);
  await noteSignal(transaction, conversation, { deleted_at: at, ...(cleared ? { cleared_at: at } : {}) });
}

async function noteAbout(
  transaction: Transaction,
  writer: InboundWriter,
  peer: PeerId,
  noticed: Parameters<typeof noteSignal>[2],
): Promise<void> {
  const chat = await writer.findConversation(peer);
  if (chat) await noteSignal(transaction, chat.conversation, noticed);
}

async function storeIncoming(
  options: InboxOptions,
  transaction: Transaction,
  writer: InboundWriter,
  event: MessageEvent,
  batch: InboundBatch,
  effect: Effect,
): Promise<void> {
  // Two programs that answer each other never stop: the character talks with people only.
  // Told by what is stored: an update rarely brings its users along.
  const who = await writer.whoIs(event.peer);
  if (who === 'bot' || who === 'own-account') {
    effect.ignored.push(who === 'bot' ? 'from-a-bot' : 'from-own-account');
    return;
  }
  const known = await writer.findConversation(event.peer);
  // Nobody said it: kept where there is a talk, and no reason to begin or to go on with one.
  if (event.automatic === 'away' || event.automatic === 'connected-bot' || event.expectsNoAnswer === true) {
    const why = event.automatic === undefined ? 'expects-no-answer' : 'automatic';
    if (known) await writer.addMessage(known.conversation, event, 'person', batch.receivedAt, why);
    effect.ignored.push(why);
    return;
  }
  const { conversation, home, homePeer, isPaused, isSending } =
    known ?? (await writer.openConversation(event.peer, options.character, batch.receivedAt));
  if (known === null && options.asksFirst === true)
    await setMode(transaction, conversation, 'copilot', options.clock.now());
  // They wrote first to an account that only listens, and now to one that answers.
  if (home !== options.account && options.serves(options.account) && !options.serves(home)) {
    await writer.comeHome(conversation, event.peer);
  }
  // The service calls them something else now.
  if (home === options.account && homePeer !== event.peer) await writer.comeHome(conversation, event.peer);
  if (!(await writer.addMessage(conversation, event, 'person', batch.receivedAt))) return;
  if (options.opensMedia === true) {
    await takeInMedia(transaction, options.account, conversation, event, batch.receivedAt);
  }
  if (isPaused) await endPauseOf(transaction, conversation, 'person');
  if (isSending) await recallUnsent(transaction, conversation, options.clock.now());
  options.wrote(event.peer);
  effect.changed.add(conversation);
  effect.received.set(conversation, (effect.received.get(conversation) ?? 0) + 1);
}

/**
 * Our own account wrote. Either a bubble of ours comes back before its send was answered, which settles it, or a human
 * wrote from another device, which becomes part of the talk.
 */
async function storeOwn(
  options: InboxOptions,
  transaction: Transaction,
  writer: InboundWriter,
  event: MessageEvent,
  batch: InboundBatch,
  effect: Effect,
): Promise<void> {
  if (await writer.hasMessage(event)) return;
  const chat = await writer.findConversation(event.peer);
  if (chat === null) return;
  const { conversation } = chat;
  const bubble = await findUnsettled(transaction, options.account, event);
  if (bubble) await settleAsSent(transaction, bubble, event.messageId, event.sentAt, options.clock.now());
  // Said while nothing could be stored (urgent-without-store.ts): its turn gives it again, under the same send id.
  else if (isCrisisReply(event.text)) effect.ignored.push('own-urgent-answer');
  // It comes back by other letters than it left with, or sooner than its send was answered: that answer adds it.
  else if (event.automatic === 'own-program') effect.ignored.push('own-program');
  // A greeting, an away message, a bot of the account or the clock wrote it: no human is at the chat.
  else if (event.automatic !== undefined || event.expectsNoAnswer === true) {
    const isByHand = event.automatic === 'scheduled';
    const why = event.automatic === undefined ? 'expects-no-answer' : 'automatic';
    await writer.addMessage(conversation, event, 'operator', batch.receivedAt, isByHand ? undefined : why);
    effect.ignored.push(event.automatic ?? why);
  } else {
    await writer.addMessage(conversation, event, 'operator', batch.receivedAt);
    // From before this run, and no bubble of ours: a human answered while we were away, or an older database was put
    // back and these are the answers it does not know. The person is not answered twice.
    if (event.sentAt < effect.startedAt + (batch.whileAway === true ? clocksDifferMs : 0)) {
      if (await writer.answeredElsewhere(conversation, event.sentAt)) effect.changed.add(conversation);
      return;
    }
    const until = event.sentAt + options.takeoverMs;
    await takeOver(transaction, conversation, until, options.clock.now());
    await options.overtaken(transaction, conversation);
    effect.changed.add(conversation);
  }
}

/** Peers come along with every update; only what is new about them is worth a write. */
class SavedPeers {
  /** One entry is about 200 bytes: a few megabytes at most. */
  private static readonly most = 20_000;
  private readonly known = new Map<PeerId, string>();

  has(peer: PeerRecord): boolean {
    return this.known.get(peer.peer) === JSON.stringify(peer);
  }

  add(peer: PeerRecord): void {
    if (this.known.size >= SavedPeers.most) this.known.clear();
    this.known.set(peer.peer, JSON.stringify(peer));
  }
}
