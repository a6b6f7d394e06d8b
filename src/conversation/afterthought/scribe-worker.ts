import type { Character } from '../../character/character.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { CharacterId, ConversationId } from '../../core/ids.js';
import { KeyedLanes } from '../../lib/keyed-lanes.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { ZonedTime } from '../../lib/zoned-time.js';
import type { ReadDates } from '../../memory/dates.js';
import { loadDateReader } from '../../memory/read-dates.js';
import { callableName } from '../../memory/foreign-name.js';
import { nameSubjects, nameToNoteBy } from '../../memory/person-name.js';
import { scribePrompt } from '../../memory/scribe/prompt.js';
import { scribeSchema } from '../../memory/scribe/schema.js';
import { validateAnswer, type Verdict } from '../../memory/scribe/validate.js';
import type { AskRole } from '../../model/ask.js';
import { readConversation } from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import { hasConsent } from '../../store/duty/duty-consent.js';
import { readLatestSubjects, readTextsOn } from '../../store/memory/memory-subjects.js';
import { readOpenThreads } from '../../store/memory/relationship-store.js';
import { readPastsUnread } from '../../store/memory/imported-past-store.js';
import { maySpecialBeKept, readConversationsUnread } from '../../store/memory/scribe-store.js';
import { keepLearnt } from './keep-learnt.js';
import { keepPast, readPastBatch, type PastBatch } from './past-batch.js';
import { readScribeBatch, type ScribeBatch, type ScribeTalk } from './scribe-batch.js';
import { pastPace, type ScribeSettings } from './scribe-settings.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { OwnModels } from '../loading/own-models.js';

export interface ScribeWorkerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ask: AskRole;
  readonly ledger: Pick<SpendLedger, 'verdict' | 'estimate' | 'reserve' | 'nextDay'>;
  readonly character: (id: CharacterId) => Character;
  readonly ownModels: OwnModels;
  /** The person's own time zone, where it is known; else plans are read on the character's clock. */
  readonly personZone: (conversation: ConversationId) => Promise<string | null>;
  /** Memory needs a yes, and not only no objection. */
  readonly asksForMemory: boolean;
  readonly report: ScribeReport;
  readonly settings: ScribeSettings;
}

export interface ScribeReport {
  /** The scribe read a batch, or why not; with how many items each outcome had. */
  scribeRead(conversation: ConversationId, outcome: string, counts: ReadonlyMap<string, number>): void;
  failed(what: string, cause: unknown): void;
}

/** Requests in a row: a long history is read over several pauses, so that it never takes a day's budget at once. */
const mostBatches = 5;
/** A batch that gave nothing usable so often is passed over: it will not get better. */
const mostFailures = 3;
const answerTokens = 1_500;
const watchdogMs: Milliseconds = 180_000;
/** What lies unread from before this is read when the person writes again. */
const resumedMs: Milliseconds = 7 * 86_400_000;
/** Looking into the store with every turn would cost as much as a commit. */
const turnsBetweenLooks = 3;

/**
 * Reads what was said and keeps what is worth remembering: in the background, after a pause or so many messages, never
 * while a reply of the same conversation is being thought about. A reading that a turn meets is given up and done later.
 * How far it has read moves in one commit with what was learnt, so a kill repeats nothing and loses nothing.
 */
export class ScribeWorker {
  private readonly lanes: KeyedLanes<ConversationId>;
  private readonly timers = new Map<ConversationId, { cancel(): void }>();
  private readonly thinking = new Set<ConversationId>();
  private readonly reading = new Map<ConversationId, AbortController>();
  private readonly turns = new Map<ConversationId, number>();
  private readonly zones = new Map<string, ZonedTime>();
  private readonly stopping = new AbortController();
  private readDates: Promise<ReadDates> | null = null;
  /** The past of some conversation is being read. */
  private readsPast = false;
  /** Whose past was to be read meanwhile. */
  private readonly turnedAway = new Set<ConversationId>();

  constructor(private readonly parts: ScribeWorkerParts) {
    this.lanes = new KeyedLanes({
      work: (conversation, { signal }) => this.work(conversation, signal),
      clock: parts.clock,
      concurrency: 2,
      mostInterrupts: 0,
      watchdogMs,
      onOverrun: (conversation) => parts.report.scribeRead(conversation, 'overran', new Map()),
      onError: (_conversation, cause) => parts.report.failed('scribe', cause),
    });
  }

  /** Pick up what an earlier run left unread. */
  async resume(): Promise<void> {
    const { database, clock } = this.parts;
    for (const conversation of await readConversationsUnread(database.read, clock.now() - resumedMs)) {
      if (!this.timers.has(conversation)) this.after(conversation, this.parts.settings.pauseMs);
    }
    // Whether or not anything was said lately: nobody may have written since the import.
    for (const conversation of await readPastsUnread(database.read)) {
      if (!this.timers.has(conversation)) this.after(conversation, pastPace.restMs);
    }
  }

  /** A reply is being thought about: whatever is read of this conversation now is given up. */
  turnBegins(conversation: ConversationId): void {
    this.thinking.add(conversation);
    this.timers.get(conversation)?.cancel();
    this.timers.delete(conversation);
    this.reading.get(conversation)?.abort();
  }

  turnEnded(conversation: ConversationId): void {
    this.thinking.delete(conversation);
    this.after(conversation, this.parts.settings.pauseMs);
    const turns = (this.turns.get(conversation) ?? 0) + 1;
    this.turns.set(conversation, turns % turnsBetweenLooks);
    if (turns >= turnsBetweenLooks) this.lanes.wake(conversation);
  }

  /** Read now what is unread of a conversation, as if the talk had paused; resolves when that is over, or given up. */
  async readNow(conversation: ConversationId): Promise<void> {
    this.timers.get(conversation)?.cancel();
    this.timers.delete(conversation);
    if (!this.reading.has(conversation)) await this.work(conversation, this.stopping.signal);
  }

  async stop(graceMs: Milliseconds): Promise<void> {
    this.stopping.abort();
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
    await this.lanes.stop(graceMs);
  }

  private after(conversation: ConversationId, ms: Milliseconds): void {
    this.timers.get(conversation)?.cancel();
    const wake = (): void => {
      this.timers.delete(conversation);
      this.turns.delete(conversation);
      this.lanes.wake(conversation);
    };
    this.timers.set(conversation, this.parts.clock.after(ms, wake, { unref: true }));
  }

  private async work(conversation: ConversationId, laneSignal: AbortSignal): Promise<void> {
    const stopping = new AbortController();
    this.reading.set(conversation, stopping);
    try {
      const signal = AbortSignal.any([laneSignal, stopping.signal]);
      for (let batch = 0; batch < mostBatches; batch += 1) {
        if (signal.aborted || this.thinking.has(conversation)) return;
        if (!(await this.readBatch(conversation, signal))) {
          await this.readPast(conversation, signal);
          return;
        }
      }
    } finally {
      this.reading.delete(conversation);
    }
  }

  /** Whether there may be more to read now. */
  private async readBatch(conversation: ConversationId, signal: AbortSignal): Promise<boolean> {
    const { database, clock, report, settings } = this.parts;
    if (!database.health.isWell) return false;
    const startedAt = clock.now();
    const batch = await readScribeBatch(database.read, conversation, settings.mostInBatch);
    const isPause = !this.timers.has(conversation);
    if (batch === null || (!isPause && batch.messages.length < settings.messages)) return false;
    if (!batch.messages.some(({ who }) => who === 'person')) {
      // The character's own words tell nothing about the person until they answer them.
      if (isPause) await this.keep(conversation, batch, null, startedAt);
      return isPause && batch.isFull;
    }
    if (!(await hasConsent(database.read, conversation, 'memory', this.parts.asksForMemory))) {
      // What was said while nothing may be kept is passed over for good: a later yes is none for it.
      await this.keep(conversation, batch, null, startedAt);
      report.scribeRead(conversation, 'no-consent', new Map());
      return batch.isFull;
    }
    const read = await this.ask(conversation, batch, signal);
    if (typeof read === 'string') {
      report.scribeRead(conversation, read, new Map());
      return false;
    }
    if (signal.aborted) return false;
    const { outcome, counts } = await this.keep(conversation, batch, read, startedAt);
    report.scribeRead(conversation, outcome, counts);
    return outcome === 'stored' && batch.isFull;
  }

  /** What was written before Kindred, newest first: only where nothing of today waits, one conversation at a time. */
  private async readPast(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    if (this.timers.has(conversation)) return;
    if (this.readsPast) {
      this.turnedAway.add(conversation);
      return;
    }
    const { database, clock, report, settings } = this.parts;
    this.readsPast = true;
    try {
      for (let batches = 0; batches < pastPace.batches; batches += 1) {
        const isFree = !signal.aborted && !this.thinking.has(conversation) && database.health.isWell;
        if (!isFree || this.timers.has(conversation)) return;
        const startedAt = clock.now();
        const batch = await readPastBatch(database.read, conversation, settings.mostInBatch);
        // What may not be kept yet waits: unlike what is said now, nobody said it to be kept or not.
        if (
          batch === null ||
          !(await hasConsent(database.read, conversation, 'memory', this.parts.asksForMemory))
        ) {
          return;
        }
        const isTold = batch.messages.some(({ who }) => who === 'person');
        const read = isTold ? await this.ask(conversation, batch, signal) : null;
        if (typeof read === 'string') return report.scribeRead(conversation, read, new Map());
        if (signal.aborted) return;
        const { outcome, counts } = await this.keepPast(conversation, batch, read, startedAt);
        report.scribeRead(conversation, `past-${outcome}`, counts);
        if (outcome !== 'stored') return;
      }
      this.after(conversation, pastPace.restMs);
    } finally {
      this.readsPast = false;
      const [next] = this.turnedAway;
      if (next !== undefined) {
        this.turnedAway.delete(next);
        if (!this.timers.has(next)) this.after(next, pastPace.restMs);
      }
    }
  }

  private async keepPast(
    conversation: ConversationId,
    batch: PastBatch,
    verdict: Verdict | null,
    startedAt: Milliseconds,
  ): Promise<{ readonly outcome: string; readonly counts: ReadonlyMap<string, number> }> {
    const { database, clock, settings } = this.parts;
    const isUnusable = verdict?.answer === 'unusable';
    const givesUp = isUnusable && batch.past.failures + 1 >= mostFailures;
    const counts = await database.write(
      (transaction) =>
        keepPast(transaction, {
          conversation,
          batch,
          verdict,
          advance: !isUnusable || givesUp,
          startedAt,
          now: clock.now(),
        }),
      'ordered',
    );
    if (!counts || (isUnusable && !givesUp)) this.after(conversation, settings.pauseMs);
    if (!counts) return { outcome: 'moved-on', counts: new Map() };
    return { outcome: isUnusable && !givesUp ? 'unusable' : 'stored', counts };
  }

  /** What the answer holds, or why there is none. */
  private async ask(
    conversation: ConversationId,
    batch: ScribeTalk,
    signal: AbortSignal,
  ): Promise<Verdict | string> {
    const { database, ledger, settings } = this.parts;
    const state = await readConversation(database.read, conversation);
    if (!state) return 'gone';
    const character = this.parts.character(state.character);
    const [names, subjects, open, specialAllowed, zone] = await Promise.all([
      readTextsOn(database.read, conversation, nameSubjects),
      readLatestSubjects(database.read, conversation, mostSubjects),
      readOpenThreads(database.read, conversation),
      maySpecialBeKept(database.read, conversation),
      this.parts.personZone(conversation),
    ]);
    const wallClock = this.clockOf(zone ?? character.timeZone);
    const person = nameToNoteBy(state.personName, names);
    const { system, user } = scribePrompt({
      characterName: character.name,
      personName: person,
      before: batch.before,
      batch: batch.messages,
      subjects,
      open,
      clock: wallClock,
    });
    const estimate = ledger.estimate('scribe', estimateTokens(system) + estimateTokens(user), answerTokens);
    // Near the end of a day's budget what remains is for replies.
    const { step } = ledger.verdict(conversation, estimate);
    if (step !== 'full' && step !== 'everyday-only') {
      this.after(conversation, Math.max(settings.pauseMs, ledger.nextDay() - this.parts.clock.now()));
      return 'budget';
    }
    const release = ledger.reserve(conversation, estimate);
    const asked = await this.parts
      .ask(
        'scribe',
        {
          system: [{ text: system }],
          messages: [{ role: 'user', text: user }],
          maxTokens: answerTokens,
          jsonSchema: scribeSchema,
        },
        { signal, chargedTo: conversation, instead: this.parts.ownModels(character, 'scribe') },
      )
      .finally(release);
    if (!asked.ok) {
      const { kind } = asked.failure;
      // A model that will not read this batch will not read it next time either; one that is away will.
      if (kind !== 'garbage' && kind !== 'refused' && kind !== 'invalid-request') {
        if (kind !== 'aborted') this.after(conversation, settings.pauseMs);
        return `model-${kind}`;
      }
      const counts = new Map([[`rejected-${kind}`, 1]]);
      return { answer: 'unusable', learnt: [], open: [], settled: [], counts };
    }
    return validateAnswer({
      answer: asked.text,
      instructions: system,
      batch: batch.messages,
      before: batch.before,
      names: [
        character.name,
        // Words of a profile that are no name carry nothing.
        ...[state.personName, person].map((name) => callableName(name)).filter((name) => name !== null),
      ],
      open: open.map(({ row }) => row),
      specialAllowed,
      clock: wallClock,
      readDates: await (this.readDates ??= loadDateReader()),
    });
  }

  private async keep(
    conversation: ConversationId,
    batch: ScribeBatch,
    verdict: Verdict | null,
    startedAt: Milliseconds,
  ): Promise<{ readonly outcome: string; readonly counts: ReadonlyMap<string, number> }> {
    const { database, clock, settings } = this.parts;
    const isUnusable = verdict?.answer === 'unusable';
    const givesUp = isUnusable && batch.progress.failures + 1 >= mostFailures;
    const counts = await database.write(
      (transaction) =>
        keepLearnt(transaction, {
          conversation,
          batch,
          verdict,
          advance: !isUnusable || givesUp,
          startedAt,
          now: clock.now(),
        }),
      'ordered',
    );
    // Read again after a pause: the talk changed meanwhile, or the answer was no use.
    if (!counts || (isUnusable && !givesUp)) this.after(conversation, settings.pauseMs);
    if (!counts) return { outcome: 'moved-on', counts: new Map() };
    return { outcome: isUnusable ? 'unusable' : 'stored', counts };
  }

  private clockOf(zone: string): ZonedTime {
    const known = this.zones.get(zone);
    if (known) return known;
    const made = new ZonedTime(zone);
    this.zones.set(zone, made);
    return made;
  }
}

/** Enough to keep subjects steady, and few enough to cost nothing. */
const mostSubjects = 60;
