import type { Channel, ChannelResult, TypingAction } from '../channel/contract.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { AccountId, PeerId, RemoteMessageId } from '../core/ids.js';

export interface PresenceOptions {
  readonly clock: Clock;
  readonly channel: (account: AccountId) => Channel | null;
  /** A channel that broke its promise never to reject. */
  readonly onBroken: (cause: unknown) => void;
  /** A courtesy was refused because the person blocked the account: the earliest sign of it. */
  readonly onBlocked: (account: AccountId, peer: PeerId) => void;
}

/** When a message is seen and its answer begins to be written. Moments in the past mean now. */
export interface Visit {
  /** Read up to this message; null where what is answered was written elsewhere. */
  readonly upTo: RemoteMessageId | null;
  readonly readAt: Milliseconds;
  readonly typeAt: Milliseconds;
  /** What is being made, where it is not words. */
  readonly action?: Exclude<TypingAction, 'cancel'>;
}

/** An account that is away, or shows no typing, may be another one soon. */
const lookAgainMs = 4_500;
/** How long before a bubble leaves it begins to be written, at most; a longer wait is not spent typing. */
const typingAheadMs = 12_000;
/** Between the end of one turn and whatever follows it: the next turn, or its bubbles. */
const cancelAfterMs = 400;
/** How long the account stays online after its last sign of life. */
const offlineAfterMs = 60_000;

interface Chat {
  readonly account: AccountId;
  readonly peer: PeerId;
  /** Read, but not yet shown as read. */
  unread: { readonly upTo: RemoteMessageId; readonly at: Milliseconds; readonly timer: Timer } | null;
  /** Who is writing here: turns and the outbox. */
  readonly writers: Map<symbol, Writer>;
  /** Renews what the person sees; null while they see nothing. */
  shown: Timer | null;
  action: Exclude<TypingAction, 'cancel'>;
  /** Nobody types an answer to what they have not read. */
  typeFrom: Milliseconds;
}

interface Timer {
  cancel(): void;
}

interface Writer {
  /** Until it begins. */
  readonly timer: Timer | null;
  began: boolean;
}

const outbox = Symbol('outbox');

/**
 * What a person sees of us besides messages: online, read, typing, and offline again. A courtesy, never a condition:
 * nothing here is waited for, and a call that fails is not repeated. What was processed is shown as read, at the latest
 * when its answer leaves; nothing else is.
 */
export class Presence {
  private readonly offline = new Map<AccountId, Timer>();
  private readonly chats = new Map<string, Chat>();

  constructor(private readonly options: PresenceOptions) {}

  /** Read a message and write its answer, until `end`. */
  attend(account: AccountId, peer: PeerId, visit: Visit): { end(): void } {
    if (!this.options.channel(account)) return { end: () => undefined };
    const chat = this.chat(account, peer);
    if (visit.upTo !== null) this.readLater(chat, visit.upTo, visit.readAt);
    chat.typeFrom = visit.typeAt;
    const turn = Symbol('turn');
    this.write(chat, turn, visit.typeAt, visit.action ?? 'typing');
    return { end: () => this.stopWriting(chat, turn) };
  }

  /** A bubble waits for its moment: it is being written. */
  awaits(account: AccountId, peer: PeerId, due: Milliseconds): void {
    if (!this.options.channel(account)) return;
    const chat = this.chat(account, peer);
    this.write(chat, outbox, Math.max(due - typingAheadMs, chat.typeFrom), chat.action);
  }

  /** No bubble waits any more: it was dropped, or may not leave. */
  givesUp(account: AccountId, peer: PeerId): void {
    const chat = this.chats.get(keyOf(account, peer));
    if (chat) this.stopWriting(chat, outbox);
  }

  /** A bubble leaves now: what it answers is read, at the latest. */
  leaves(account: AccountId, peer: PeerId, upTo: RemoteMessageId | null): void {
    const chat = this.chats.get(keyOf(account, peer));
    if (chat?.unread) this.read(chat);
    else if (upTo !== null) this.readLater(this.chat(account, peer), upTo, this.options.clock.now());
    // Not taken back while it is on its way.
    if (chat?.shown) this.write(chat, outbox, 0, chat.action);
  }

  /** It was sent, which ends what the person saw of its writing. */
  left(account: AccountId, peer: PeerId): void {
    const chat = this.chats.get(keyOf(account, peer));
    if (!chat) return;
    chat.shown?.cancel();
    chat.shown = null;
    this.drop(chat, outbox);
    // A turn that goes on writes on.
    if (isWriting(chat)) this.show(chat);
    else this.forget(chat);
  }

  /** Go offline with an account that serves nobody from now on. Call while its channel is still given out. */
  retire(account: AccountId): void {
    const timer = this.offline.get(account);
    if (!timer) return;
    timer.cancel();
    this.offline.delete(account);
    const channel = this.options.channel(account);
    if (channel?.capabilities.presence.out === true) this.courtesy(channel.setOnline(false));
  }

  /** Show as read what was processed, and go offline at once, such as before the program stops. */
  async leave(): Promise<void> {
    for (const chat of this.chats.values()) {
      if (chat.unread) this.read(chat);
      chat.shown?.cancel();
      for (const { timer } of chat.writers.values()) timer?.cancel();
    }
    this.chats.clear();
    const accounts = [...this.offline.keys()];
    for (const timer of this.offline.values()) timer.cancel();
    this.offline.clear();
    await Promise.all(
      accounts.map(async (account) => {
        const channel = this.options.channel(account);
        if (channel?.capabilities.presence.out === true) await channel.setOnline(false);
      }),
    );
  }

  private chat(account: AccountId, peer: PeerId): Chat {
    const key = keyOf(account, peer);
    const known = this.chats.get(key);
    if (known) return known;
    const fresh: Chat = {
      account,
      peer,
      unread: null,
      writers: new Map(),
      shown: null,
      action: 'typing',
      typeFrom: 0,
    };
    this.chats.set(key, fresh);
    return fresh;
  }

  private forget(chat: Chat): void {
    if (chat.unread || chat.writers.size > 0 || chat.shown) return;
    const key = keyOf(chat.account, chat.peer);
    // A timer of an earlier visit must not take the place of the one that is going on.
    if (this.chats.get(key) === chat) this.chats.delete(key);
  }

  /** Of several messages the latest is read when the first would have been. */
  private readLater(chat: Chat, upTo: RemoteMessageId, at: Milliseconds): void {
    const { clock } = this.options;
    const earliest = Math.min(at, chat.unread?.at ?? at);
    chat.unread?.timer.cancel();
    const timer = this.at(earliest, () => this.read(chat));
    chat.unread = { upTo, at: earliest, timer };
    if (earliest <= clock.now()) this.read(chat);
  }

  private read(chat: Chat): void {
    const { unread, account, peer } = chat;
    if (!unread) return;
    unread.timer.cancel();
    chat.unread = null;
    const channel = this.options.channel(account);
    if (channel) {
      this.comeOnline(account, channel);
      if (channel.capabilities.readMarks.out !== 'none') {
        this.shownTo(chat, channel.markRead(peer, unread.upTo));
      }
    }
    this.forget(chat);
  }

  private write(chat: Chat, name: symbol, from: Milliseconds, action: Chat['action']): void {
    this.drop(chat, name);
    chat.action = action;
    const begin = (): void => {
      writer.began = true;
      if (!chat.shown) this.show(chat);
    };
    const isDue = from <= this.options.clock.now();
    const writer: Writer = { timer: isDue ? null : this.at(from, begin), began: false };
    chat.writers.set(name, writer);
    if (isDue) begin();
  }

  private drop(chat: Chat, name: symbol): void {
    chat.writers.get(name)?.timer?.cancel();
    chat.writers.delete(name);
  }

  /** The sign is taken back unless somebody writes on: a turn that starts over, or the bubbles of this one. */
  private stopWriting(chat: Chat, name: symbol): void {
    this.drop(chat, name);
    if (isWriting(chat)) return;
    if (!chat.shown) {
      this.forget(chat);
      return;
    }
    const { clock } = this.options;
    clock.after(
      cancelAfterMs,
      () => {
        if (isWriting(chat) || !chat.shown) return;
        chat.shown.cancel();
        chat.shown = null;
        const channel = this.options.channel(chat.account);
        if (channel?.capabilities.typing.out?.canCancel === true) {
          this.shownTo(chat, channel.setTyping(chat.peer, 'cancel'));
        }
        this.forget(chat);
      },
      { unref: true },
    );
  }

  /** Asks for the channel each time: an account that was lost or retired meanwhile stops typing. */
  private show(chat: Chat): void {
    const { account, peer, action } = chat;
    const channel = this.options.channel(account);
    const sign = channel?.capabilities.typing.out ?? null;
    if (channel) {
      this.comeOnline(account, channel);
      if (sign) this.shownTo(chat, channel.setTyping(peer, action));
    }
    chat.shown = this.options.clock.after(
      sign?.renewAfter ?? lookAgainMs,
      () => {
        chat.shown = null;
        if (isWriting(chat)) this.show(chat);
        else this.forget(chat);
      },
      { unref: true },
    );
  }

  private at(moment: Milliseconds, action: () => void): Timer {
    const { clock } = this.options;
    return clock.after(Math.max(0, moment - clock.now()), action, { unref: true });
  }

  private comeOnline(account: AccountId, channel: Channel): void {
    if (!channel.capabilities.presence.out) return;
    const timer = this.offline.get(account);
    if (timer) timer.cancel();
    else this.courtesy(channel.setOnline(true));
    const leave = (): void => {
      this.offline.delete(account);
      const current = this.options.channel(account);
      if (current?.capabilities.presence.out === true) this.courtesy(current.setOnline(false));
    };
    this.offline.set(account, this.options.clock.after(offlineAfterMs, leave, { unref: true }));
  }

  private shownTo({ account, peer }: Chat, call: Promise<ChannelResult<void>>): void {
    this.courtesy(
      call.then((result) => {
        if (!result.ok && result.failure.kind === 'peer-blocked') this.options.onBlocked(account, peer);
      }),
    );
  }

  private courtesy(call: Promise<unknown>): void {
    call.catch(this.options.onBroken);
  }
}

function isWriting({ writers }: Chat): boolean {
  return [...writers.values()].some(({ began }) => began);
}

function keyOf(account: AccountId, peer: PeerId): string {
  return `${account}/${peer}`;
}
