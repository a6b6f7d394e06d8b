import type { Clock } from '../core/clock.js';
import type { DurableEvent, InboundBatch, MomentEvent, PeerRecord } from '../core/event.js';
import { peerId, remoteMessageId } from '../core/ids.js';
import type { PeerId, RemoteMessageId, SendId } from '../core/ids.js';
import type { ChannelCapabilities } from './capabilities.js';
import { DONE, NOT_HERE } from './answers.js';
import { FakeFiles } from './fake-files.js';
import { everything } from './fake-capabilities.js';
import { echoOf, readsOf, saidEvent } from './fake-events.js';
import { pageOf } from './fake-past.js';
import type { FakeCall, FakeMessage, FakeOperation, FakeStanding } from './fake-records.js';
import type {
  AccountCare,
  Channel,
  ChannelFailure,
  ChannelResult,
  ChannelSink,
  ConnectionState,
  OwnerDesk,
  OwnMessage,
  SelfInfo,
  SendTextRequest,
  SentMessage,
  TypingAction,
} from './contract.js';

const SELF: SelfInfo = { peer: peerId('1'), name: 'Fake account' };

/**
 * A channel in memory: the same promises as a real one (a repeated send id is one message, a rejected batch is offered
 * again in order, an unknown outcome may have happened), with a person's hands and faults on demand. It is always
 * online after `open` unless told otherwise, and delivers as soon as something happens.
 */
export class FakeChannel extends FakeFiles implements Channel {
  /** May be put in the place of another while it is open, as rights come and go. */
  capabilities: ChannelCapabilities;
  /** Every message of every chat, in the order they came to be. */
  readonly messages: FakeMessage[] = [];
  readonly calls: FakeCall[] = [];
  /** What the server would say about the account. */
  readonly standing: FakeStanding = {
    freeze: { since: null, until: null, appealUrl: null },
    sessions: [],
    spamBot: { verdict: 'free', text: 'Good news, no limits are currently applied to your account.' },
    usernames: new Map(),
  };
  readonly care: AccountCare = {
    freeze: async () => this.answer('care', {}, () => ({ ok: true, value: this.standing.freeze })),
    sessions: async () => this.answer('care', {}, () => ({ ok: true, value: this.standing.sessions })),
    askSpamBot: async () => this.answer('care', {}, () => ({ ok: true, value: this.standing.spamBot })),
    findByUsername: async (username) => this.answer('care', {}, () => this.findPerson(username)),
    pastPage: async (peer, below) => this.answer('care', { peer }, () => pageOf(this.messages, peer, below)),
  };
  desk: OwnerDesk | null = null;
  /** What waits in each chat for the account's owner to send. */
  readonly drafts = new Map<PeerId, string>();
  private sink: ChannelSink | undefined;
  private closed = false;
  private lost: ChannelFailure | undefined;
  private offline = false;
  private position = 0;
  private readonly known = new Set<PeerId>();
  private readonly undelivered: DurableEvent[] = [];
  private readonly newPeers: PeerRecord[] = [];
  private readonly faults = new Map<FakeOperation, (ChannelFailure | 'lose-reply')[]>();
  private delivering: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Clock,
    private readonly self: SelfInfo = SELF,
    capabilities: Partial<ChannelCapabilities> = {},
  ) {
    super();
    this.capabilities = { ...everything, ...capabilities };
  }

  // The person's side. Each resolves when the batch was stored, or stays undelivered when the store refused it.

  async personSays(peer: PeerId, text: string, replyTo?: RemoteMessageId): Promise<RemoteMessageId> {
    const message = this.append(peer, text, 'incoming');
    this.introduce(peer);
    await this.deliver(saidEvent(message, replyTo));
    return message.messageId;
  }

  async personEdits(peer: PeerId, messageId: RemoteMessageId, text: string): Promise<void> {
    this.find(messageId).text = text;
    if (!this.capabilities.edits.in) return;
    const editedAt = this.clock.now();
    await this.deliver({
      kind: 'edit',
      peer,
      messageId,
      direction: 'incoming',
      text,
      attachments: [],
      editedAt,
    });
  }

  async personDeletes(messageIds: readonly RemoteMessageId[]): Promise<void> {
    for (const id of messageIds) this.find(id).deleted = true;
    if (!this.capabilities.deletes.in) return;
    await this.deliver({ kind: 'delete', messageIds });
  }

  async personReads(peer: PeerId, upTo: RemoteMessageId): Promise<void> {
    const read = { peer, upTo, at: this.clock.now() };
    await this.deliver(...readsOf(this.capabilities, this.messages, read));
  }

  async personReacts(peer: PeerId, messageId: RemoteMessageId, emojis: readonly string[]): Promise<void> {
    if (!this.capabilities.reactions.in) return;
    await this.deliver({ kind: 'reaction', peer, messageId, emojis });
  }

  /** Typing and presence. */
  show(event: MomentEvent): void {
    const { typing, presence } = this.capabilities;
    const isSeen = event.kind === 'typing' ? typing.in : presence.in;
    if (isSeen && !this.closed && !this.offline) this.sink?.moment(event);
  }

  /** What the person has on screen from us, oldest first. */
  seenBy(peer: PeerId): readonly string[] {
    return this.messages
      .filter((one) => one.peer === peer && one.direction === 'outgoing' && !one.deleted)
      .map((one) => one.text);
  }

  /** Any event, exactly as given: what a real channel would report after a restart or from another device. */
  async deliver(...events: DurableEvent[]): Promise<void> {
    if (events.length === 0) return;
    this.undelivered.push(...events);
    await this.redeliver();
  }

  /** The same account for another run: the chats are as they were, and what was not taken in is offered again. */
  again(next: FakeChannel = new FakeChannel(this.clock, this.self, this.capabilities)): FakeChannel {
    next.messages.push(...this.messages);
    for (const peer of this.known) next.known.add(peer);
    for (const [name, peer] of this.standing.usernames) next.standing.usernames.set(name, peer);
    next.lost = this.lost;
    next.position = this.position;
    next.undelivered.push(...this.undelivered);
    next.newPeers.push(...this.newPeers);
    return next;
  }

  /** Offer again what the store refused. */
  redeliver(): Promise<void> {
    this.delivering = this.delivering.then(() => this.flush());
    return this.delivering;
  }

  // Faults.

  /** The next calls of this kind fail without being applied. */
  failNext(operation: FakeOperation, failure: ChannelFailure, times = 1): void {
    this.plan(operation, failure, times);
  }

  /** The next calls of this kind are applied, but their outcome stays unknown to the caller. */
  loseNextReply(operation: FakeOperation, times = 1): void {
    this.plan(operation, 'lose-reply', times);
  }

  goOffline(reason: string): void {
    this.offline = true;
    this.publish({ state: 'offline', reason, retryAt: this.clock.now() });
  }

  async goOnline(): Promise<void> {
    this.offline = false;
    this.publish({ state: 'online' });
    await this.redeliver();
  }

  /** The account is over: nothing works from now on. */
  lose(failure: ChannelFailure): void {
    if (this.lost !== undefined) return;
    this.lost = failure;
    this.publish({ state: 'lost', failure });
  }

  // The port.

  async open(sink: ChannelSink): Promise<ChannelResult<SelfInfo>> {
    if (this.sink !== undefined || this.closed) throw new Error('a channel is opened once');
    this.sink = sink;
    sink.connection({ state: 'connecting' });
    if (this.lost !== undefined) {
      sink.connection({ state: 'lost', failure: this.lost });
      return { ok: false, failure: this.lost };
    }
    sink.connection({ state: 'online' });
    await this.redeliver();
    return { ok: true, value: this.self };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.delivering;
    this.sink?.connection({ state: 'closed' });
  }

  async sendText(request: SendTextRequest): Promise<ChannelResult<SentMessage>> {
    const { peer, text, sendId } = request;
    return this.answer('sendText', { peer }, () => {
      if (!this.known.has(peer)) return { ok: false, failure: { kind: 'peer-unknown', code: 'NO_ADDRESS' } };
      const before = this.capabilities.idempotentSends
        ? this.messages.find((one) => one.sendId === sendId)
        : undefined;
      const message = before ?? this.append(peer, text, 'outgoing', sendId);
      // As something that happened in the chat; what was not taken in is offered again.
      this.deliver(...echoOf(this.capabilities, message)).catch(() => undefined);
      return { ok: true, value: { messageId: message.messageId, sentAt: message.sentAt } };
    });
  }

  async editText(peer: PeerId, message: RemoteMessageId, text: string): Promise<ChannelResult<void>> {
    return this.answer('editText', { peer }, () => {
      if (this.capabilities.edits.out === 'never') return NOT_HERE;
      this.find(message).text = text;
      return DONE;
    });
  }

  async deleteMessages(peer: PeerId, messages: readonly RemoteMessageId[]): Promise<ChannelResult<void>> {
    return this.answer('deleteMessages', { peer }, () => {
      if (this.capabilities.deletes.out === 'never') return NOT_HERE;
      for (const id of messages) this.find(id).deleted = true;
      return DONE;
    });
  }

  async markRead(peer: PeerId, _upTo: RemoteMessageId): Promise<ChannelResult<void>> {
    const isAble = this.capabilities.readMarks.out !== 'none';
    return this.answer('markRead', { peer }, () => (isAble ? DONE : NOT_HERE));
  }

  async setTyping(peer: PeerId, action: TypingAction): Promise<ChannelResult<void>> {
    const { out } = this.capabilities.typing;
    const isAble = out !== null && (action !== 'cancel' || out.canCancel);
    return this.answer('setTyping', { peer, action }, () => (isAble ? DONE : NOT_HERE));
  }

  async setOnline(online: boolean): Promise<ChannelResult<void>> {
    const isAble = this.capabilities.presence.out;
    return this.answer('setOnline', { online }, () => (isAble ? DONE : NOT_HERE));
  }

  async react(peer: PeerId, _message: RemoteMessageId, _emoji: string | null): Promise<ChannelResult<void>> {
    const isAble = this.capabilities.reactions.out;
    return this.answer('react', { peer }, () => (isAble ? DONE : NOT_HERE));
  }

  async saveDraft(peer: PeerId, text: string): Promise<ChannelResult<void>> {
    return this.answer('saveDraft', { peer }, () => {
      if (this.capabilities.drafts !== 'in-chat') return NOT_HERE;
      if (text === '') this.drafts.delete(peer);
      else this.drafts.set(peer, text);
      return DONE;
    });
  }

  async ownHistory(peer: PeerId, limit: number): Promise<ChannelResult<readonly OwnMessage[]>> {
    this.calls.push({ operation: 'ownHistory', peer, at: this.clock.now() });
    const unreachable = this.unreachable();
    if (unreachable !== undefined) return { ok: false, failure: unreachable };
    if (!this.capabilities.ownHistory) return NOT_HERE;
    const own = this.messages.filter(
      (one) => one.peer === peer && one.direction === 'outgoing' && !one.deleted,
    );
    const latest = own.reverse().slice(0, limit);
    return { ok: true, value: latest.map(({ messageId, text, sentAt }) => ({ messageId, text, sentAt })) };
  }

  async probe(): Promise<ChannelResult<number>> {
    return this.answer('probe', {}, () => ({ ok: true, value: 0 }));
  }

  private findPerson(username: string): ChannelResult<PeerRecord> {
    const peer = this.standing.usernames.get(username.toLowerCase());
    if (peer === undefined) {
      return { ok: false, failure: { kind: 'peer-unknown', code: 'USERNAME_NOT_OCCUPIED' } };
    }
    // Whoever was looked up can be addressed from now on.
    this.known.add(peer);
    return { ok: true, value: { peer, kind: 'person', address: `fake-${peer}`, username } };
  }

  private answer<T>(
    operation: FakeOperation,
    details: Omit<FakeCall, 'operation' | 'at'>,
    apply: () => ChannelResult<T>,
  ): ChannelResult<T> {
    this.calls.push({ operation, ...details, at: this.clock.now() });
    const unreachable = this.unreachable();
    if (unreachable !== undefined) return { ok: false, failure: unreachable };
    const fault = this.faults.get(operation)?.shift();
    if (fault === undefined) return apply();
    if (fault !== 'lose-reply') return { ok: false, failure: fault };
    const applied = apply();
    return applied.ok ? { ok: false, failure: { kind: 'unknown', code: 'DEADLINE' } } : applied;
  }

  private unreachable(): ChannelFailure | undefined {
    if (this.lost !== undefined) return this.lost;
    const isDown = this.sink === undefined || this.closed || this.offline;
    return isDown ? { kind: 'unknown', code: 'NOT_CONNECTED' } : undefined;
  }

  private plan(operation: FakeOperation, fault: ChannelFailure | 'lose-reply', times: number): void {
    const planned = this.faults.get(operation) ?? [];
    this.faults.set(operation, [...planned, ...Array.from({ length: times }, () => fault)]);
  }

  private append(
    peer: PeerId,
    text: string,
    direction: FakeMessage['direction'],
    sendId?: SendId,
  ): FakeMessage {
    const message: FakeMessage = {
      peer,
      messageId: this.numbered(this.messages.length + 1),
      direction,
      sentAt: this.clock.now(),
      text,
      deleted: false,
      ...(sendId === undefined ? {} : { sendId }),
    };
    this.messages.push(message);
    return message;
  }

  /** Where ids have no order they are what services without one give: long and without a digit in common. */
  private numbered(number: number): RemoteMessageId {
    const { ordered } = this.capabilities.messageIds;
    return remoteMessageId(ordered ? String(number) : `wa.${((number * 7_919) % 99_991).toString(36)}=`);
  }

  private find(messageId: RemoteMessageId): FakeMessage {
    const message = this.messages.find((one) => one.messageId === messageId);
    if (message === undefined) throw new Error(`there is no message ${messageId} in this chat`);
    return message;
  }

  private introduce(peer: PeerId): void {
    if (this.known.has(peer)) return;
    this.known.add(peer);
    this.newPeers.push({ peer, kind: 'person', address: `fake-${peer}`, name: `Person ${peer}` });
  }

  private async flush(): Promise<void> {
    const { sink } = this;
    const isDown = sink === undefined || this.closed || this.offline || this.lost !== undefined;
    if (isDown || (this.undelivered.length === 0 && this.newPeers.length === 0)) return;
    const events = [...this.undelivered];
    const peers = [...this.newPeers];
    const batch: InboundBatch = {
      events,
      peers,
      cursor: JSON.stringify({ position: this.position + events.length }),
      receivedAt: this.clock.now(),
    };
    const isStored = await sink.accept(batch).then(
      () => true,
      () => false,
    );
    if (!isStored) return;
    this.position += events.length;
    this.undelivered.splice(0, events.length);
    this.newPeers.splice(0, peers.length);
  }

  private publish(state: ConnectionState): void {
    if (!this.closed) this.sink?.connection(state);
  }
}
