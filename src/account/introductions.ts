import type { Channel, ChannelFailure } from '../channel/contract.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { IdSource } from '../core/id-source.js';
import type { AccountId, ConversationId } from '../core/ids.js';
import { backupContactWords } from '../duty/backup-contact.js';
import { languageOf } from '../duty/person-language.js';
import type { Database } from '../store/engine/database.js';
import { inboundWriter } from '../store/conversation/inbound-writer.js';
import {
  noteLookUp,
  postponeIntroduction,
  readIntroductionCase,
  readPlannedIntroductions,
  readRecentEffort,
  settleIntroduction,
  type IntroductionCase,
  type PlannedIntroduction,
} from '../store/account/introduction-store.js';
import { commitIntroductionTurn } from './introduction-turn.js';
import { introductionGap, wakingMoment, type HourOf, type IntroductionPace } from './introduction-pace.js';

export interface IntroductionsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly pace: IntroductionPace;
  /** The time of day where the account's character lives. */
  readonly hourOf: (account: AccountId) => HourOf;
  /** The account's channel while it is online and serves people. */
  readonly channel: (account: AccountId) => Channel | null;
  /** Until when the account must stay silent. */
  readonly pausedUntil: (account: AccountId) => Milliseconds;
  /** Who is introduced, and who runs it. */
  readonly names: (account: AccountId) => {
    readonly character: string;
    readonly operator: string;
    /** The character's own, for a person of whom no other is known. */
    readonly language: string | null;
  };
  readonly wakeOutbox: (conversation: ConversationId) => void;
  readonly report: IntroductionReport;
  readonly onError: (cause: unknown) => void;
}

export interface IntroductionReport {
  /** A person was not introduced to the standby, and why. They can still write to it. */
  notIntroduced(conversation: ConversationId, account: AccountId, reason: string): void;
}

const day = 86_400_000;
/** Asking for usernames looks like what spammers do: few a day (TELEGRAM 3.5). */
const lookUpsPerDay = 5;
const lookAgainMs: Milliseconds = 600_000;
/** Timers of more than 24 days fire at once. */
const longestTimerMs: Milliseconds = day;

/**
 * Makes the introductions that rotations planned, one after the other at the pace the operator allows. What is planned
 * is in the store, so a restart goes on where the last run stopped; the pace is kept by what was made, so it does not
 * make up for lost time in a burst.
 */
export class Introductions {
  private readonly timers = new Map<AccountId, { cancel(): void }>();
  private readonly running = new Map<AccountId, Promise<void>>();
  private stopped = false;

  constructor(private readonly options: IntroductionsOptions) {}

  /** There may be something to do for this account: after a rotation, a start, or when it comes back. */
  wake(account: AccountId): void {
    if (this.stopped || this.running.has(account)) return;
    this.timers.get(account)?.cancel();
    this.timers.delete(account);
    const run = this.work(account)
      .catch(this.options.onError)
      .finally(() => this.running.delete(account));
    this.running.set(account, run);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
    await Promise.all(this.running.values());
  }

  private async work(account: AccountId): Promise<void> {
    const { database, clock, channel } = this.options;
    while (!this.stopped && database.health.isWell) {
      const [next] = await readPlannedIntroductions(database.read, account);
      const line = channel(account);
      if (!next || !line) return;
      const at = Math.max(next.dueAt, await this.earliest(account));
      const wait = at - clock.now();
      if (wait > 0) {
        const timer = clock.after(Math.min(wait, longestTimerMs), () => this.wake(account), { unref: true });
        this.timers.set(account, timer);
        return;
      }
      await this.introduce(next, line);
    }
  }

  /** When the pace allows the next one, by what was made before. */
  private async earliest(account: AccountId): Promise<Milliseconds> {
    const { database, clock, pace, pausedUntil, hourOf } = this.options;
    const now = clock.now();
    const { made } = await readRecentEffort(database.read, account, now - day);
    const [latest] = made;
    const dayIsFull = made[pace.perDay - 1];
    const at = Math.max(
      now,
      pausedUntil(account),
      latest === undefined ? 0 : latest + introductionGap(pace),
      dayIsFull === undefined ? 0 : dayIsFull + day,
    );
    return wakingMoment(at, pace, hourOf(account));
  }

  private async introduce({ conversation, to }: PlannedIntroduction, channel: Channel): Promise<void> {
    const { database } = this.options;
    const found = await readIntroductionCase(database.read, conversation);
    const reason = found === null ? 'gone' : whyNot(found);
    if (!found || reason !== null) return this.giveUp(conversation, to, reason ?? 'gone', 'cancelled');
    if (!found.hasAddress && !(await this.find(conversation, found, channel))) return;
    const { clock, ids, names, wakeOutbox } = this.options;
    const { character, operator, language } = names(to);
    const words = backupContactWords(languageOf(found.latestText, found.language ?? language));
    const text = words.introduction(character, operator);
    const isMade = await database.write(async (transaction) => {
      // Once more with nothing able to come in between: they may have written, or taken their consent back.
      const current = await readIntroductionCase(transaction.db, conversation);
      if (!current || whyNot(current) !== null) return false;
      return commitIntroductionTurn(
        transaction,
        { conversation, account: to, peer: current.peer, text },
        ids,
        clock,
      );
    });
    if (isMade) wakeOutbox(conversation);
  }

  /** Learn how this account can address the person. False when it cannot, or not yet. */
  private async find(
    conversation: ConversationId,
    { to, peer, username }: IntroductionCase,
    channel: Channel,
  ): Promise<boolean> {
    const { database, clock } = this.options;
    const { care, capabilities } = channel;
    // Nobody is looked up where that cannot be done, or written to first where nobody may be.
    if (username === null || care === null || capabilities.firstContact !== 'anybody') {
      await this.giveUp(conversation, to, 'unreachable', 'failed');
      return false;
    }
    const now = clock.now();
    const { lookedUp } = await readRecentEffort(database.read, to, now - day);
    const oldest = lookedUp[lookUpsPerDay - 1];
    if (oldest !== undefined) {
      await this.postpone(conversation, oldest + day);
      return false;
    }
    await database.write((transaction) => noteLookUp(transaction, conversation, now));
    const found = await care.findByUsername(username);
    if (!found.ok) {
      await this.notFound(conversation, to, found.failure);
      return false;
    }
    const record = found.value;
    if (record.peer !== peer || record.kind !== 'person') {
      // The name has changed hands: whoever has it now agreed to nothing.
      await this.giveUp(conversation, to, 'unreachable', 'failed');
      return false;
    }
    await database.write((transaction) => inboundWriter(transaction, to).savePeer(record));
    return true;
  }

  private async notFound(
    conversation: ConversationId,
    account: AccountId,
    failure: ChannelFailure,
  ): Promise<void> {
    if (failure.kind === 'peer-unknown') {
      await this.giveUp(conversation, account, 'unreachable', 'failed');
      return;
    }
    const wait = failure.kind === 'flood' ? failure.wait : lookAgainMs;
    await this.postpone(conversation, this.options.clock.now() + Math.max(wait, lookAgainMs));
  }

  private async postpone(conversation: ConversationId, at: Milliseconds): Promise<void> {
    await this.options.database.write((transaction) => postponeIntroduction(transaction, conversation, at));
  }

  private async giveUp(
    conversation: ConversationId,
    account: AccountId,
    reason: string,
    state: 'cancelled' | 'failed',
  ): Promise<void> {
    const { database, clock, report } = this.options;
    await database.write(({ db }) => settleIntroduction(db, conversation, state, reason, clock.now()));
    report.notIntroduced(conversation, account, reason);
  }
}

function whyNot(found: IntroductionCase): string | null {
  if (found.state !== 'planned') return found.state;
  if (found.home !== found.to) return 'home-moved';
  if (!found.hasAgreed) return 'no-consent';
  if (found.hasWritten) return 'wrote-first';
  return found.isDisclosed ? null : 'undisclosed';
}
