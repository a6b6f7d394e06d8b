import type { Channel, ChannelFailure, ConnectionState, Legibility } from '../channel/contract.js';
import type { Chance } from '../core/chance.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { AccountId } from '../core/ids.js';
import { Slots } from '../lib/slots.js';
import type { Database } from '../store/engine/database.js';
import { checkAccount, type AccountCheck } from './health-check.js';
import { judge, type HealthEvidence } from './health.js';
import { HealthRecord } from './health-record.js';
import { isLost, passingStates, unchecked, type AccountHealth, type HealthState } from './health-state.js';
import { watchedChannel } from './watched-channel.js';

export interface HealthReport {
  /** The state changed. `was` is null for the first judgement ever. */
  health(account: AccountId, was: HealthState | null, health: AccountHealth): void;
  /** The account is signed in on devices that nobody has accepted: so many now, this many more than at the last look. */
  strangers(account: AccountId, unknown: number, appeared: number): void;
}

export interface HealthWatchOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly report: HealthReport;
  /** What should not happen, among it a disk that takes no writes. */
  readonly onBroken: (cause: unknown) => void;
}

export interface CheckOptions {
  readonly askSpamBot?: boolean;
}

/** Around an hour apart, so that many accounts are not asked about in one moment (TELEGRAM 5.3: once per hour). */
const checkEveryMs: Milliseconds = 3_600_000;
/** While it is in trouble: long enough apart to count as two probes. */
const recheckMs: Milliseconds = 150_000;
/** Failures come in bursts; one check answers for all of them. */
const suspicionGapMs: Milliseconds = 120_000;
/** A connection that is back sooner was no trouble. */
const reconnectGraceMs: Milliseconds = 10_000;
/** Timers of more than 24 days fire at once. */
const longestTimerMs: Milliseconds = 86_400_000;
const startLookMs: Milliseconds = 100;
const checksAtOnce = 8;
/** Why the connection is down before the first attempt has ended. */
const notYet = 'CONNECTING';

interface Entry {
  readonly channel: Channel;
  health: AccountHealth;
  /** Whether anything about it was ever stored. */
  isKnown: boolean;
  /** Whether the listeners know its state in this run. */
  isTold: boolean;
  connection: ConnectionState;
  /** Why the connection was last down. */
  downBecause: string;
  wasOnline: boolean;
  checkedAt: Milliseconds;
  checking: Promise<AccountCheck> | null;
  next: { readonly at: Milliseconds; cancel(): void } | null;
  grace: { cancel(): void } | null;
  end: { cancel(): void } | null;
}

/** Why an account is offline, where that is no question of the network. */
const toldAtOnce: ReadonlySet<string> = new Set<ChannelFailure['kind']>([
  'flood',
  'second-receiver',
  'not-permitted',
]);

/**
 * Keeps the health of every account of this run: hears of each connection and each failed call, asks harmless questions
 * when a run begins, when something looks wrong and about once an hour, judges, stores and tells.
 */
export class HealthWatch {
  private readonly entries = new Map<AccountId, Entry>();
  private readonly listeners = new Set<(account: AccountId, health: AccountHealth) => void>();
  private readonly record: HealthRecord;
  private readonly slots = new Slots(checksAtOnce);
  private readonly unwatchStore: () => void;
  private restored: ReadonlyMap<AccountId, AccountHealth> = new Map();
  private stopped = false;

  constructor(private readonly options: HealthWatchOptions) {
    const { database, onBroken } = options;
    this.record = new HealthRecord(database, onBroken);
    this.unwatchStore = database.health.watch(({ state }) => {
      if (state === 'ok') this.record.flush();
    });
  }

  /** Take up what earlier runs knew. Call before `add`. */
  async restore(): Promise<void> {
    this.restored = await this.record.restore();
  }

  /** Watch an account from now on. Whoever works with it uses the returned channel, so that its failures are heard. */
  add(account: AccountId, channel: Channel): Channel {
    const { clock } = this.options;
    const known = this.restored.get(account);
    this.entries.set(account, {
      channel,
      health: known ?? unchecked(clock.now()),
      isKnown: known !== undefined,
      isTold: false,
      connection: { state: 'connecting' },
      downBecause: notYet,
      wasOnline: false,
      checkedAt: Number.NEGATIVE_INFINITY,
      checking: null,
      next: null,
      grace: null,
      end: null,
    });
    return watchedChannel(channel, (failure) => this.failed(account, failure));
  }

  /**
   * Hear of every state an account enters; once per run also of a loss from an earlier run that is confirmed.
   * Listeners must not throw. @returns a function that ends it
   */
  onHealth(listener: (account: AccountId, health: AccountHealth) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Null for an account that is not part of this run. */
  health(account: AccountId): AccountHealth | null {
    return this.entries.get(account)?.health ?? null;
  }

  accounts(): readonly AccountId[] {
    return [...this.entries.keys()];
  }

  connection(account: AccountId, state: ConnectionState): void {
    const entry = this.entries.get(account);
    if (!entry || this.stopped) return;
    entry.connection = state;
    switch (state.state) {
      case 'online':
        entry.grace?.cancel();
        entry.grace = null;
        this.hear(account, { kind: entry.wasOnline ? 'answered' : 'opened' });
        if (!entry.wasOnline) this.checkAfter(account, 0);
        entry.wasOnline = true;
        return;
      case 'offline':
        entry.downBecause = state.reason;
        // Asked to wait: the network is well, and the account is let in again at the end named.
        if (state.failure !== undefined && toldAtOnce.has(state.failure.kind)) {
          this.failed(account, state.failure);
        }
        this.waitForReturn(account, entry);
        return;
      case 'connecting':
        this.waitForReturn(account, entry);
        return;
      case 'lost':
        this.failed(account, state.failure);
        return;
      case 'closed':
        this.forget(entry);
    }
  }

  /** Whether what is sent to the account can be read. */
  legibility(account: AccountId, legibility: Legibility): void {
    if (this.stopped) return;
    this.hear(
      account,
      legibility.isLegible ? { kind: 'legible' } : { kind: 'illegible', code: legibility.code },
    );
  }

  /** The service said by itself how the account stands; null where a limit is over. */
  standing(account: AccountId, failure: ChannelFailure | null): void {
    if (failure !== null) this.failed(account, failure);
    else if (!this.stopped) this.hear(account, { kind: 'standing-well' });
  }

  /** A call on the account failed. */
  failed(account: AccountId, failure: ChannelFailure): void {
    const entry = this.entries.get(account);
    if (!entry || this.stopped) return;
    const isVague = failure.kind === 'unknown';
    // One call without an answer is a question, not yet a finding.
    if (!isVague) this.hear(account, { kind: 'failed', failure, everyone: this.isEveryoneDown() });
    const isSuspicious = isVague || failure.kind === 'account-limited' || failure.kind === 'flood';
    if (isSuspicious && entry.connection.state === 'online') {
      this.checkAfter(account, Math.max(0, entry.checkedAt + suspicionGapMs - this.options.clock.now()));
    }
  }

  /** Look at the account now: harmless questions only, and none where the answer is known. */
  async check(account: AccountId, { askSpamBot = false }: CheckOptions = {}): Promise<AccountCheck | null> {
    const entry = this.entries.get(account);
    if (!entry) return null;
    if (entry.checking && !askSpamBot) return entry.checking;
    // The check under way was asked for by somebody else, who hears of its failure.
    const before: Promise<unknown> = entry.checking ?? Promise.resolve();
    const check = before
      .catch(() => undefined)
      .then(() => this.slots.run(() => this.checkNow(account, entry, askSpamBot)))
      .finally(() => {
        if (entry.checking === check) entry.checking = null;
      });
    entry.checking = check;
    return check;
  }

  /** The operator says that the spam limit of an account is over. */
  limitOver(account: AccountId): AccountHealth | null {
    this.hear(account, { kind: 'limit-over' });
    return this.health(account);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unwatchStore();
    for (const entry of this.entries.values()) this.forget(entry);
    await this.record.settled();
  }

  private async checkNow(account: AccountId, entry: Entry, askSpamBot: boolean): Promise<AccountCheck> {
    const { clock, database, report } = this.options;
    await this.connectionKnown(entry);
    entry.checkedAt = clock.now();
    const check = await checkAccount({
      account,
      channel: entry.channel,
      connection: entry.connection,
      downBecause: entry.downBecause,
      clock,
      database,
      askSpamBot,
      hear: (evidence) => this.hear(account, evidence),
      isEveryoneDown: () => this.isEveryoneDown(),
      isLost: () => isLost(entry.health.state),
    });
    if (check.appeared > 0) report.strangers(account, check.unknown, check.appeared);
    this.tellLoss(account, entry);
    const isTroubled = entry.health.state === 'network-trouble';
    const every = isTroubled ? recheckMs : checkEveryMs * (0.75 + this.options.chance.next() / 2);
    this.checkAfter(account, every);
    await this.record.settled();
    return { ...check, health: entry.health };
  }

  /** The run may just have begun: a moment later it is known whether the account is let in. */
  private async connectionKnown(entry: Entry): Promise<void> {
    const { clock } = this.options;
    const until = clock.now() + reconnectGraceMs;
    const isStarting = (): boolean =>
      entry.connection.state === 'connecting' && entry.downBecause === notYet && !this.stopped;
    while (isStarting() && clock.now() < until) await clock.sleep(startLookMs);
  }

  private hear(account: AccountId, evidence: HealthEvidence): void {
    const entry = this.entries.get(account);
    if (!entry) return;
    const now = this.options.clock.now();
    const { health: before, isKnown } = entry;
    const after = judge(before, evidence, now);
    if (after === before) return;
    entry.health = after;
    entry.isKnown = true;
    const was = isKnown ? before.state : null;
    this.record.note(account, was, after, now);
    if (was !== after.state) {
      this.options.report.health(account, was, after);
      this.tell(account, entry);
    }
    this.awaitEnd(account, entry);
  }

  /** A loss that an earlier run found is told once it is confirmed: by then the listeners are there. */
  private tellLoss(account: AccountId, entry: Entry): void {
    if (!entry.isTold && isLost(entry.health.state)) this.tell(account, entry);
  }

  private tell(account: AccountId, entry: Entry): void {
    entry.isTold = true;
    for (const listener of [...this.listeners]) listener(account, entry.health);
  }

  private isEveryoneDown(): boolean {
    const all = [...this.entries.values()];
    return all.length > 1 && all.every((entry) => entry.connection.state !== 'online');
  }

  private waitForReturn(account: AccountId, entry: Entry): void {
    if (entry.grace) return;
    entry.grace = this.options.clock.after(
      reconnectGraceMs,
      () => this.hear(account, { kind: 'silent', code: entry.downBecause }),
      { unref: true },
    );
  }

  /** Limits end by themselves. */
  private awaitEnd(account: AccountId, entry: Entry): void {
    entry.end?.cancel();
    entry.end = null;
    const { state, until } = entry.health;
    if (until === null || !passingStates.has(state) || this.stopped) return;
    const wait = Math.min(longestTimerMs, Math.max(0, until - this.options.clock.now()));
    entry.end = this.options.clock.after(
      wait,
      () => {
        this.hear(account, { kind: 'time' });
        this.awaitEnd(account, entry);
      },
      { unref: true },
    );
  }

  /** Unless a check is due sooner. */
  private checkAfter(account: AccountId, wait: Milliseconds): void {
    const entry = this.entries.get(account);
    if (!entry || this.stopped) return;
    const at = this.options.clock.now() + wait;
    if (entry.next && entry.next.at <= at) return;
    entry.next?.cancel();
    const timer = this.options.clock.after(
      wait,
      () => {
        entry.next = null;
        this.check(account).catch(this.options.onBroken);
      },
      { unref: true },
    );
    entry.next = { at, cancel: () => timer.cancel() };
  }

  private forget(entry: Entry): void {
    for (const timer of [entry.next, entry.grace, entry.end]) timer?.cancel();
    entry.next = null;
    entry.grace = null;
    entry.end = null;
  }
}
