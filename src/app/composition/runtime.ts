import { HealthWatch } from '../../account/health-watch.js';
import { cautiousPace } from '../../account/introduction-pace.js';
import { Leases } from '../../account/leases.js';
import { OnlineAccounts } from '../../account/online-accounts.js';
import { Pool } from '../../account/pool.js';
import type { RotationView, RotationWish } from '../../account/rotations.js';
import type { Character } from '../../character/character.js';
import type { ChannelCapabilities } from '../../channel/capabilities.js';
import type { ChannelSink, ConnectionState } from '../../channel/contract.js';
import { Signals } from '../../conversation/incoming/signals.js';
import { OwnerProposals } from '../../conversation/proposals/owner-proposals.js';
import { createInbox } from '../../conversation/incoming/inbox.js';
import { UrgentWithoutStore } from '../../conversation/incoming/urgent-without-store.js';
import type { OpenersPreview } from '../../conversation/openers/preview-openers.js';
import { everybody } from '../../config/sections/people-section.js';
import { OperatorError } from '../../core/failure.js';
import type { AccountId, CharacterId, ConversationId } from '../../core/ids.js';
import { Dispatcher } from '../../outbox/dispatcher.js';
import { Presence } from '../../outbox/presence.js';
import { eraseConversation } from '../../store/conversation/erase-conversation.js';
import { blockedByPerson } from '../../store/outbox/outbox-writer.js';
import { readPoolMembers } from '../../store/account/pool-store.js';
import { readPeer, saveSelf } from '../../store/account/account-store.js';
import { storageFault } from '../../store/engine/storage-fault.js';
import type { StoreState } from '../../store/engine/store-health.js';
import { StoreWatch } from '../../store/engine/store-watch.js';
import { ConnectionRecord } from './channels/connection-record.js';
import { heldAccounts, leaseOf, LineIntake } from './channels/line-intake.js';
import { mayWriteFirst } from './may-write-first.js';
import { buildSuccession, type Succession } from './succession.js';
import { formsOf } from './media/program-media.js';
import { runtimeNow } from './runtime-now.js';
import { textLimitOf } from './channels/text-limit-of.js';
import { Thinking } from './thinking.js';
import { Upkeep } from './upkeep.js';
import { leasedElsewhere, openingFailure } from './channels/opening-failure.js';
import type { OpenedAccount, RuntimeAccount, RuntimeNow, RuntimeParts } from './runtime-parts.js';

/** Parts of the ten seconds a stop may take (see `kindred run`). */
const grace = { turns: 4_000, sends: 3_000, leaving: 1_000 };

/**
 * The path put together: channels in front, inbox, lanes, turns, outbox, channels behind. Everything comes in as a
 * part, so the same runtime serves the program, the terminal chat, tests with fakes and a rehearsal on a virtual clock.
 */
export class Runtime {
  readonly health: HealthWatch;
  private readonly pool: Pool;
  private readonly leases: Leases;
  private readonly succession: Succession;
  private readonly accounts: OnlineAccounts;
  private readonly dispatcher: Dispatcher;
  private readonly presence: Presence;
  private readonly signals: Signals;
  private readonly thinking: Thinking;
  private readonly storeWatch: StoreWatch;
  private readonly proposals: OwnerProposals;
  private readonly lines: LineIntake;
  private readonly upkeep: Upkeep;
  private readonly unwatchStore: () => void;
  private readonly connections: ConnectionRecord;
  private readonly urgent: UrgentWithoutStore;

  constructor(private readonly parts: RuntimeParts) {
    const { clock, chance, database, limits, report } = parts;
    this.pool = new Pool([
      ...parts.accounts.map(({ account, character, role = 'primary' }) => ({
        account,
        character,
        role,
        isSignedIn: true,
      })),
      ...(parts.signedOut ?? []),
    ]);
    this.leases = new Leases({
      database,
      clock,
      holder: parts.run,
      isGone: parts.isGone ?? (() => true),
      ...(parts.leaseRenewalMs === undefined ? {} : { renewEveryMs: parts.leaseRenewalMs }),
      onTaken: (account) => this.letGo(account),
      onError: (cause) => this.broke(cause, () => report.failed('lease', cause)),
    });
    this.accounts = new OnlineAccounts({
      clock,
      chance,
      serves: (account) => this.pool.serves(account),
      epoch: (account) => this.leases.epoch(account),
      onState: (account, state) => this.onConnection(account, state),
    });
    this.urgent = new UrgentWithoutStore(database.health, this.accounts, this.pool, (account, peer) =>
      readPeer(database.read, account, peer),
    );
    this.lines = new LineIntake(database, this.urgent);
    this.health = new HealthWatch({
      database,
      clock,
      chance,
      report,
      onBroken: (cause) => this.broke(cause, () => report.failed('health', cause)),
    });
    this.health.onHealth((account, { state, evidence }) => {
      // Telegram may name a freeze before a call fails because of it.
      if (state === 'frozen') this.accounts.lost(account, { kind: 'account-frozen', code: evidence });
    });
    this.signals = new Signals({
      database,
      clock,
      onBroken: (cause) => this.broke(cause, () => report.failed('signals', cause)),
    });
    this.presence = new Presence({
      clock,
      channel: (account) => this.accounts.channel(account),
      onBroken: (cause) => report.failed('presence', cause),
      onBlocked: (account, peer) =>
        this.inBackground(
          'blocked',
          database.write((transaction) => blockedByPerson(transaction, account, peer, clock.now())),
        ),
    });
    this.dispatcher = new Dispatcher({
      database,
      accounts: this.accounts,
      clock,
      chance,
      run: parts.run,
      report: {
        ...report,
        broken: (conversation, cause) => this.broke(cause, () => report.broken(conversation, cause)),
      },
      concurrency: limits.concurrentSends,
      presence: this.presence,
      theyTypeUntil: (account, peer) => this.signals.typeUntil(account, peer),
      ids: parts.ids,
      forms: formsOf(parts.media ?? null, { database, clock, operator: parts.settings.operator }),
    });
    this.thinking = new Thinking({
      database,
      clock,
      chance,
      ids: parts.ids,
      ask: parts.ask,
      settings: parts.settings,
      ...(parts.holdsSecret === undefined ? {} : { holdsSecret: parts.holdsSecret }),
      limits,
      people: (account) => parts.accounts.find((one) => one.account === account)?.people ?? everybody,
      ownModels: parts.ownModels ?? (() => []),
      spending: parts.spending,
      condensing: parts.condensing,
      scribing: parts.scribing,
      embedder: parts.embedder ?? null,
      media: parts.media ?? null,
      channel: (account) => this.accounts.channel(account),
      report,
      character: (id) => this.character(id),
      serves: (account) => this.pool.serves(account),
      standbyOf: (character) => this.pool.standbyOf(character)?.account ?? null,
      ...(parts.proactive === undefined
        ? {}
        : {
            proactive: {
              ...parts.proactive,
              account: (account) => mayWriteFirst(this.accounts, this.health, parts.accounts, account),
            },
          }),
      attend: ({ account, peer }, upTo, { readAt, typeAt }, action) =>
        this.presence.attend(account, peer, { upTo, readAt, typeAt, ...(action && { action }) }),
      hasMouth: parts.media?.mouth != null,
      canSend: (account) => this.can(account)?.media.out === true,
      letFinish: ({ account, peer }, signal) => this.signals.letFinish(account, peer, signal),
      textLimit: (account) => textLimitOf(this.can(account)),
      canLose: (account) => this.can(account)?.idempotentSends === false,
      propose: ({ account, peer }, text) => {
        const channel = this.accounts.channel(account);
        // For the operator to send or to change; a courtesy like a read mark.
        if (channel?.capabilities.drafts === 'in-chat')
          this.inBackground('draft', channel.saveDraft(peer, text));
        this.proposals.show(account);
      },
      asksOwner: (account) => this.can(account)?.drafts === 'to-owner',
      sayWithoutStore: ({ account, peer }, ...said) => this.urgent.say(account, peer, ...said),
      wakeOutbox: (conversation) => this.dispatcher.wake(conversation),
      broke: (what, cause) => this.broke(cause, () => report.failed(what, cause)),
    });
    this.proposals = new OwnerProposals({
      database,
      clock,
      ids: parts.ids,
      desk: (account) => this.accounts.reachable(account)?.desk ?? null,
      wakeOutbox: (conversation) => this.dispatcher.wake(conversation),
      failed: (cause) => this.broke(cause, () => report.failed('proposals', cause)),
    });
    this.storeWatch = new StoreWatch({ database, clock, chance });
    this.upkeep = new Upkeep({
      database,
      clock,
      retention: parts.retention,
      channel: (account) => this.accounts.channel(account),
      report,
      failed: (what, cause) => this.broke(cause, () => report.failed(what, cause)),
    });
    this.unwatchStore = database.health.watch((state) => this.onStore(state));
    this.connections = new ConnectionRecord(database, clock);
    this.succession = buildSuccession({
      database,
      clock,
      ids: parts.ids,
      pool: this.pool,
      accounts: this.accounts,
      health: this.health,
      dispatcher: this.dispatcher,
      presence: this.presence,
      pace: parts.introductionPace ?? cautiousPace,
      character: (id) => this.character(id),
      operator: parts.settings.operator,
      wakeTurn: (conversation) => this.thinking.wake(conversation),
      report,
      inBackground: (what, task) => this.inBackground(what, task),
      failed: (what, cause) => this.broke(cause, () => report.failed(what, cause)),
    });
  }

  /**
   * Bring every account online and pick up what an earlier run left. Resolves when each account is online or has
   * failed to be; an account that failed does not stop the others.
   */
  async start(): Promise<readonly OpenedAccount[]> {
    const { accounts, clock, database, lines = [] } = this.parts;
    this.parts.characters.open?.();
    this.pool.restore(await readPoolMembers(database.read));
    const leases = await this.leases.take([...accounts.map(({ account }) => account), ...lines.map(leaseOf)]);
    const isOurs = (id: AccountId): boolean => leases.get(id)?.taken === true;
    const ours = heldAccounts(accounts, lines, isOurs);
    await this.dispatcher.recover(ours.map(({ account }) => account));
    await this.health.restore();
    await this.thinking.open();
    for (const { account, channel, caps } of ours) {
      this.accounts.add(account, this.health.add(account, channel), caps);
    }
    const opening = Promise.all(ours.map((account) => this.open(account)));
    // While the network is asked: before it has answered nothing can be heard.
    this.thinking.prepare();
    const opened = await opening;
    for (const line of lines) if (isOurs(leaseOf(line))) this.lines.start(line);
    this.upkeep.start();
    await this.thinking.wakeWaiting();
    await this.succession.begin();
    this.thinking.beginOpeners();
    return [...opened, ...leasedElsewhere(leases, clock.now())];
  }

  /** Something about this conversation was decided elsewhere: who writes in it, or what waits. */
  wake(conversation: ConversationId): void {
    this.thinking.wake(conversation);
    this.dispatcher.wake(conversation);
  }

  /** What would be written first to this person now and why; null where nobody is written to first. */
  previewOpeners(conversation: ConversationId): Promise<OpenersPreview | null> {
    return this.thinking.previewOpeners(conversation);
  }

  /** Read now what is unread of a talk, for whoever asks what is remembered; resolves when that is done. */
  readNow(conversation: ConversationId): Promise<void> {
    return this.thinking.readNow(conversation);
  }

  /** Move an account's people to its standby, or say what that would mean. */
  rotate(wish: RotationWish): Promise<RotationView> {
    return this.succession.rotations.rotate(wish);
  }

  /** What kept answers waiting may have changed, such as a budget. */
  lookAgain(): void {
    this.inBackground('turns-wake', this.thinking.wakeWaiting());
  }

  now(): RuntimeNow {
    const { pool, health, accounts, thinking, dispatcher } = this;
    return runtimeNow({ pool, health, accounts, thinking, dispatcher });
  }

  /** Begin nothing new, let turns and sends finish within their grace, then disconnect. The store stays open. */
  async stop(): Promise<void> {
    this.storeWatch.stop();
    await this.upkeep.stop();
    this.unwatchStore();
    this.parts.characters.close?.();
    await this.thinking.stop(grace.turns);
    await this.dispatcher.stop(grace.sends);
    const left = new AbortController();
    await Promise.race([this.presence.leave(), this.parts.clock.sleep(grace.leaving, left.signal)]);
    left.abort();
    await this.health.stop();
    await Promise.all(this.accounts.all().map(({ channel }) => channel.close()));
    // The next program may use the sessions at once: they are on no connection any more.
    if (!this.parts.database.health.isWell) return;
    await this.leases
      .release()
      .catch((cause: unknown) => this.broke(cause, () => this.parts.report.failed('lease', cause)));
  }

  private letGo(account: AccountId): void {
    const line = this.parts.lines?.find((one) => leaseOf(one) === account);
    for (const one of line?.accounts ?? []) this.letGo(one);
    if (line !== undefined) return;
    this.parts.report.leaseTaken(account);
    const channel = this.accounts.all().find((one) => one.account === account)?.channel;
    if (channel) this.inBackground('lease', channel.close());
  }

  private async open({ account, character, channel, asksFirst = false }: RuntimeAccount) {
    const { database, clock, report } = this.parts;
    const inbox = createInbox({
      database,
      clock,
      account,
      character,
      clockResolution: channel.capabilities.clockResolution,
      peersAre: channel.capabilities.peersAre,
      asksFirst,
      serves: (other) => this.pool.serves(other),
      takeoverMs: this.parts.settings.takeoverMs,
      opensMedia: this.parts.media != null,
      wake: (conversation) => this.thinking.wake(conversation),
      wrote: (peer) => this.signals.wrote(account, peer),
      // Taken as the wish to be forgotten (TELEGRAM 4).
      cleared: (transaction, conversation) => eraseConversation(transaction, conversation, clock.now(), null),
      decided: (transaction, event) => this.proposals.decide(transaction, account, event),
      overtaken: (transaction, conversation) => this.proposals.overtaken(transaction, account, conversation),
      report,
    });
    this.lines.add(account, inbox);
    const sink: ChannelSink = {
      // Also while stopping: what is stored now is found again at the next start.
      accept: this.urgent.guard(account, (batch) => inbox.accept(batch)),
      moment: (event) => this.signals.note(account, event),
      connection: (state) => this.accounts.report(account, state),
      legibility: (legibility) => this.health.legibility(account, legibility),
      standing: (failure) => this.health.standing(account, failure),
    };
    const opened = await channel.open(sink);
    if (opened.ok) {
      await database.write((transaction) => saveSelf(transaction, account, opened.value));
    }
    return { account, failure: opened.ok ? null : openingFailure(opened.failure, account, clock.now()) };
  }

  private onConnection(account: AccountId, state: ConnectionState): void {
    this.parts.report.connection(account, state);
    this.health.connection(account, state);
    this.inBackground('connection-state', this.connections.save(account, state));
    if (state.state !== 'online') return;
    this.inBackground('outbox-wake', this.dispatcher.wakeAll());
    this.succession.introductions.wake(account);
    this.proposals.show(account);
    this.upkeep.online(account);
  }

  /** The disk takes writes again: whatever was refused meanwhile is done now. The channels offer their batches anew. */
  private onStore(state: StoreState): void {
    this.parts.report.store(state);
    if (state.state !== 'ok') return;
    this.inBackground('connection-state', this.connections.saveAgain());
    this.inBackground('spending', this.thinking.saveAgain());
    this.inBackground('outbox-wake', this.dispatcher.wakeAll());
    this.inBackground('turns-wake', this.thinking.wakeWaiting());
    this.inBackground('rotation', this.succession.rotations.retry());
    for (const { account } of this.pool.all()) this.succession.introductions.wake(account);
  }

  /** Also of an account that is away: what is written for it waits for its return. */
  private can(account: AccountId): ChannelCapabilities | undefined {
    return this.parts.accounts.find((one) => one.account === account)?.channel.capabilities;
  }

  private character(id: CharacterId): Character {
    const character = this.parts.characters.get(id);
    if (!character) throw new OperatorError(`the character ${id} is not loaded`, 'put its file back');
    return character;
  }

  private inBackground(what: string, task: Promise<unknown>): void {
    task.catch((cause: unknown) => this.broke(cause, () => this.parts.report.failed(what, cause)));
  }

  /** A failure of the disk is told once, as a change of the store; every other one by itself. */
  private broke(cause: unknown, report: () => void): void {
    this.parts.database.health.note(cause);
    if (!storageFault(cause)) report();
  }
}
