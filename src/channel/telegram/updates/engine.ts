import { Api } from 'telegram';
import type { Chance } from '../../../core/chance.js';
import type { Milliseconds } from '../../../core/clock.js';
import type { DurableEvent } from '../../../core/event.js';
import type { AccountId, PeerId } from '../../../core/ids.js';
import { backoffDelay } from '../../../lib/backoff.js';
import { ANSWER_UNREADABLE } from '../failure.js';
import type { Hearing } from '../hearing.js';
import type { ChannelLogger } from '../options.js';
import { updateToEvent } from '../message/update-to-event.js';
import type { TranslationContext } from '../message/update-to-event.js';
import { Alarm } from './alarm.js';
import { catchUp, rebuild } from './catch-up.js';
import type { CatchUpParts } from './catch-up.js';
import { Ledger } from './ledger.js';
import type { LedgerParts } from './ledger.js';
import { Rest } from './rest.js';
import type { UpdateSource } from './source.js';
import { SweepBroken } from './sweep.js';
import type { SweepFind, SweepScope } from './sweep.js';
import type { Position } from './sequence.js';
import { isUpdates, movement, unpack, unpackShortSent } from './unpack.js';
import type { Unpacked } from './unpack.js';

export interface EngineParts extends LedgerParts {
  readonly account: AccountId;
  readonly chance: Chance;
  readonly logger: ChannelLogger;
  readonly source: UpdateSource;
  readonly sweep: (scope: SweepScope, context: TranslationContext) => AsyncIterable<SweepFind>;
  readonly sweepById: (context: TranslationContext) => AsyncIterable<SweepFind>;
  readonly hearing: Pick<Hearing, 'deaf' | 'hears'>;
}

/** Why a difference is asked for: a code, as the log takes it. */
export type Want =
  | 'connected'
  | 'gap'
  | 'silence'
  | 'retry'
  | 'overflow'
  | 'too-long'
  | 'unknown-sender'
  | 'count-changed'
  | 'new-session'
  | 'undecodable';

/** Updates may overtake each other by this much before a hole counts as a loss (core.telegram.org/api/updates). */
const GAP_WAIT: Milliseconds = 500;
/** After this long without a sign the server is asked whether there was none. */
const SILENCE: Milliseconds = 15 * 60_000;
/** Second line of defence, every 10 to 15 minutes over the chats of the last day. */
const SWEEP_EVERY: Milliseconds = 15 * 60_000;
const SWEEP_BACK: Milliseconds = 24 * 3_600_000;
/** How long a position that moved without anything to act on may wait for company before it is stored. */
const LAZY: Milliseconds = 500;
/** The wait after an error that should not exist. */
const RECOVERY: Milliseconds = 5_000;
/** A batch that was refused is offered again at once when something came in, and not more often than this. */
const OFFER_ANEW: Milliseconds = 250;
const STORE_AGAIN = { firstMs: 100, mostMs: 30_000 };
/** A difference that could not be read so often in a row is not going to be: the chats themselves are read instead. */
const UNREADABLE_TRIES = 3;
/** Containers taken per batch, and containers waiting while the store is slow or broken. */
const BATCH = 256;
const MAX_QUEUE = 5_000;

type Incoming = Api.TypeUpdates | { readonly own: Unpacked };

/**
 * Turns the account's update stream into stored batches, strictly in order and one at a time. Containers queue while a
 * batch is being stored or a difference fetched. Everything that goes wrong ends in one of two ways: the same batch is
 * offered again, or the difference since the stored position is fetched.
 */
export class UpdateEngine {
  private readonly ledger: Ledger;
  private queue: Incoming[] = [];
  /** Why a difference is needed, if one is. */
  private wanted: Want | undefined;
  private online = false;
  private closed = false;
  private pumping = false;
  private pumped: Promise<void> = Promise.resolve();
  private overflowed = false;
  private sweeping = false;
  private storeFailures = 0;
  private unreadable = 0;
  private wakeStore: (() => void) | undefined;
  /** While a batch waits to be offered again: offer it now, with what came since. */
  private takesMore: (() => void) | undefined;

  private readonly gap: Alarm;
  private readonly silence: Alarm;
  private readonly lazy: Alarm;
  private readonly rest: Rest;
  private readonly patrol: Alarm;

  constructor(private readonly parts: EngineParts) {
    const { clock } = parts;
    this.ledger = new Ledger(parts);
    this.gap = new Alarm(clock, () => {
      if (this.ledger.hasGap) this.want('gap');
    });
    this.silence = new Alarm(clock, () => this.want('silence'));
    this.lazy = new Alarm(clock, () => this.wake());
    this.rest = new Rest(clock, parts.chance, () => this.want('retry'));
    this.patrol = new Alarm(clock, () => {
      this.sweepRecent().catch((error: unknown) => this.report(error));
    });
  }

  /** A container from the connection. */
  push(container: Api.TypeUpdates): void {
    if (this.closed) return;
    if (this.online) this.silence.move(SILENCE);
    if (!this.passOn(container)) this.enqueue(container);
  }

  /** The answer to a call of ours: it moves the sequence like any update, and nobody else reports it. */
  own(request: Api.AnyRequest, result: unknown): void {
    if (this.closed) return;
    if (result instanceof Api.UpdateShortSentMessage) {
      if (request instanceof Api.messages.SendMessage) {
        this.enqueue({ own: unpackShortSent(result, request) });
      }
    } else if (isUpdates(result)) this.enqueue(result);
    else if (result instanceof Api.messages.AffectedMessages) this.enqueue({ own: movement(result) });
    else if (result instanceof Api.messages.AffectedHistory) this.enqueue({ own: movement(result) });
  }

  /** False for an account that was never here: then `begin` must say where the stream stands. */
  get hasPosition(): boolean {
    return this.ledger.position !== undefined;
  }

  /** Start at the present: what happened before counts as handled. */
  begin(present: Position): void {
    this.ledger.moveTo(present);
  }

  /** A connection is up and this account is `self`: everything since the last one is fetched first. */
  connected(self: PeerId): void {
    this.ledger.identify(self);
    this.online = true;
    this.rest.reconnected();
    this.silence.move(SILENCE);
    this.patrol.set(this.sweepWait());
    this.want('connected');
  }

  disconnected(): void {
    this.online = false;
    this.silence.cancel();
  }

  /** Messages found beside the stream. They are stored like any other; what is stored already changes nothing. */
  found(events: readonly DurableEvent[]): void {
    if (this.closed) return;
    this.ledger.enterFind({ events, peers: [] });
    this.wake();
  }

  get identity(): TranslationContext | undefined {
    return this.ledger.identity;
  }

  /** Something may have been missed. While the last question rests this waits for its end. */
  want(reason: Want): void {
    this.wanted ??= reason;
    this.wake();
  }

  /** Stores what is staged if the store takes it at once, and stops. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const alarm of [this.gap, this.silence, this.lazy, this.rest, this.patrol]) alarm.cancel();
    this.wakeStore?.();
    await this.pumped;
    if (this.storeFailures > 0) return;
    try {
      await this.ledger.store();
    } catch (error) {
      // Nothing is lost: the position was not stored either.
      this.report(error);
    }
  }

  /** Typing and presence outside any box go straight on: they are worth nothing a moment later. */
  private passOn(container: Api.TypeUpdates): boolean {
    const context = this.ledger.identity;
    if (context === undefined || !(container instanceof Api.UpdateShort)) return false;
    const { update } = container;
    if (!(update instanceof Api.UpdateUserTyping || update instanceof Api.UpdateUserStatus)) return false;
    const translated = updateToEvent(update, context);
    if (translated.kind === 'moment') this.parts.sink.moment(translated.event);
    return true;
  }

  private enqueue(incoming: Incoming): void {
    if (this.queue.length >= MAX_QUEUE) {
      this.queue = [];
      this.overflowed = true;
    }
    this.queue.push(incoming);
    this.wake();
    this.takesMore?.();
  }

  /** While the store takes nothing, no more is held in memory than a queue may hold. */
  private get canTakeMore(): boolean {
    return this.queue.length > 0 && !this.overflowed && this.ledger.staged < MAX_QUEUE;
  }

  private wake(): void {
    if (this.pumping || this.closed) return;
    this.pumping = true;
    this.pumped = this.pump().catch((error: unknown) => {
      this.report(error);
      this.rest.begin(RECOVERY);
    });
  }

  private async pump(): Promise<void> {
    try {
      // Let what the same packet holds arrive first, so that it becomes one batch.
      await Promise.resolve();
      while (!this.closed) {
        const { ledger } = this;
        if (this.overflowed) {
          this.overflowed = false;
          ledger.fallBack();
          this.wanted ??= 'overflow';
        }
        const isKnown = ledger.identity !== undefined && ledger.position !== undefined;
        if (this.online && this.wanted !== undefined && !this.rest.isOn) await this.fetch(this.wanted);
        else if (this.queue.length > 0 && isKnown) await this.drain();
        else if (ledger.isUrgent || (ledger.isAhead && !this.lazy.isSet)) await this.store();
        else break;
      }
    } finally {
      // At once, not when the promise settles: an update may come in between and must wake us again.
      this.pumping = false;
    }
  }

  private async drain(): Promise<void> {
    await this.enterQueued();
    if (this.ledger.isUrgent) await this.store();
    else if (this.ledger.isAhead) this.lazy.set(LAZY);
  }

  private async enterQueued(): Promise<void> {
    const { identity } = this.ledger;
    if (identity === undefined) throw new Error('an update was read before the account was known');
    for (const incoming of this.queue.splice(0, BATCH)) {
      const unpacked = 'own' in incoming ? incoming.own : unpack(incoming, identity.self);
      if (unpacked === undefined) this.wanted ??= 'too-long';
      else if (!(await this.ledger.enter(unpacked))) this.wanted ??= 'unknown-sender';
      if (unpacked?.packet.items.some((item) => item.value instanceof Api.UpdatePtsChanged)) {
        this.wanted ??= 'count-changed';
      }
    }
    if (this.ledger.hasGap) this.gap.set(GAP_WAIT);
    else this.gap.cancel();
  }

  private async fetch(reason: Want): Promise<void> {
    if (!(await this.store())) return;
    this.wanted = undefined;
    const { ledger } = this;
    const { account, logger, hearing } = this.parts;
    const parts = { ...this.parts, ledger, store: () => this.store() };
    const result = await catchUp(parts);
    if (result.ok) {
      this.rest.answered();
      ledger.hasArrived();
      this.unreadable = 0;
      hearing.hears('DIFFERENCE_UNREADABLE');
      if (result.slices > 0 || result.rebuilt) {
        const { slices, rebuilt } = result;
        logger.info({ account, reason, slices, rebuilt }, 'missed updates were fetched');
      }
      if (ledger.hasGap) this.gap.set(GAP_WAIT);
      else this.gap.cancel();
      if (ledger.isAhead) this.lazy.set(LAZY);
      return;
    }
    if (this.closed || !this.online) return;
    const wait = this.rest.begin(result.wait);
    logger.warn({ account, reason, code: result.code, wait }, 'missed updates could not be fetched yet');
    if (result.code === ANSWER_UNREADABLE) await this.readChats(parts);
  }

  /** The stream cannot be read: hear by other ways, and go on with pushes, until it can again. */
  private async readChats(parts: CatchUpParts): Promise<void> {
    this.unreadable += 1;
    if (this.unreadable < UNREADABLE_TRIES) return;
    const { account, logger, hearing } = this.parts;
    hearing.deaf('DIFFERENCE_UNREADABLE');
    const result = await rebuild(parts);
    if (!result.ok) logger.warn({ account, code: result.code }, 'the chats could not be read instead');
  }

  /**
   * Keeps offering the batch until it is stored; false when the channel was closed meanwhile. What comes in while the
   * store takes nothing is offered along with it: somebody may be in danger in it, whatever waits in front.
   */
  private async store(): Promise<boolean> {
    this.lazy.cancel();
    for (;;) {
      try {
        await this.ledger.store();
        this.storeFailures = 0;
        return true;
      } catch (error) {
        this.storeFailures += 1;
        this.report(error);
      }
      const { clock, chance } = this.parts;
      await new Promise<void>((resolve) => {
        const timer = clock.after(backoffDelay(this.storeFailures + 1, STORE_AGAIN, chance), resolve);
        const soon = clock.after(OFFER_ANEW, () => {
          this.takesMore = () => this.wakeStore?.();
          if (this.canTakeMore) this.wakeStore?.();
        });
        this.wakeStore = () => {
          timer.cancel();
          soon.cancel();
          resolve();
        };
      });
      this.takesMore = undefined;
      this.wakeStore = undefined;
      if (this.closed) return false;
      if (this.canTakeMore) await this.enterQueued();
    }
  }

  private async sweepRecent(): Promise<void> {
    if (this.closed) return;
    this.patrol.move(this.sweepWait());
    const { account, logger, serverClock } = this.parts;
    const counts = this.ledger.takeDropped();
    if (Object.keys(counts).length > 0)
      logger.info({ account, ...counts }, 'updates not followed, by reason');
    const { identity } = this.ledger;
    if (!this.online || this.sweeping || identity === undefined) return;
    this.sweeping = true;
    try {
      const scope = { since: serverClock.now() - SWEEP_BACK, pages: 1 };
      for await (const find of this.parts.sweep(scope, identity)) {
        if (this.closed) return;
        this.ledger.enterFind(find);
        this.wake();
      }
    } catch (error) {
      if (!(error instanceof SweepBroken)) throw error;
      logger.info({ account, code: error.message }, 'a sweep of the chats was cut short');
    } finally {
      this.sweeping = false;
    }
  }

  private sweepWait(): Milliseconds {
    return SWEEP_EVERY * (2 / 3 + this.parts.chance.next() / 3);
  }

  private report(error: unknown): void {
    const { account, logger } = this.parts;
    const name = error instanceof Error ? error.name : typeof error;
    logger.error({ account, error: name, tries: this.storeFailures }, 'updates could not be stored');
  }
}
