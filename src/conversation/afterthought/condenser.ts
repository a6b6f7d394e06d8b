import {
  condensedSchema,
  condensePrompt,
  periodPrompt,
  periodSchema,
  readCondensed,
  readPeriod,
  type Condensed,
} from '../../context/condense-prompt.js';
import type { Character } from '../../character/character.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import type { CharacterId, ConversationId } from '../../core/ids.js';
import { KeyedLanes } from '../../lib/keyed-lanes.js';
import { ZonedTime } from '../../lib/zoned-time.js';
import type { AskRole } from '../../model/ask.js';
import {
  readConversation,
  readMessagesBehind,
  readMessagesOf,
  type ConversationState,
  type StoredMessage,
} from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import {
  countBehind,
  readPast,
  readPastNotes,
  savePast,
  type CondensedPast,
  type PastNote,
} from '../../store/memory/past-store.js';
import { asPart, duePeriod, mostOfDay, staleStretches, stretchesOf, type Stretch } from './past-plan.js';
import type { OwnModels } from '../loading/own-models.js';
import { Rests } from './rests.js';

export interface CondenserParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ask: AskRole;
  readonly character: (id: CharacterId) => Character;
  readonly ownModels?: OwnModels;
  /** A session is over: look at what it did to how the two stand. The scribe's view, where it was asked. */
  readonly sessionOver: (
    state: ConversationState,
    suggestion: { readonly warmth: number; readonly tension: number } | null,
  ) => Promise<unknown>;
  readonly report: CondenserReport;
  readonly settings: CondenserSettings;
}

export interface CondenserReport {
  /** The notes of a conversation were rewritten, or why not. */
  condensed(conversation: ConversationId, outcome: string): void;
  failed(what: string, cause: unknown): void;
}

export interface CondenserSettings {
  /** Messages behind the condensed past from which on the older ones are folded into it. */
  readonly mostInWindow: number;
  /** Messages that stay in the window then: the larger the step, the rarer the cached prefix changes. */
  readonly keptInWindow: number;
  /** Messages that stay when a session is over: nobody waits, and the cached prefix is written anew anyway. */
  readonly keptOverPause: number;
  /** After so long without a message the session is over and the relationship is looked at. */
  readonly sessionPauseMs: Milliseconds;
  /** Messages a session must have brought for that. */
  readonly leastInSession: number;
}

/**
 * The window breathes between 24 and 84 messages, so that its cached prefix changes once in thirty exchanges, and begins
 * small after a pause of as long as the cache lives: what is then sent uncached is little. Figures in docs/caching.md.
 */
export const usualCondensing: CondenserSettings = {
  mostInWindow: 84,
  keptInWindow: 24,
  keptOverPause: 16,
  sessionPauseMs: 60 * 60_000,
  leastInSession: 8,
};

/** Most messages that leave the window in one request: a bound for its size after a long absence of models. */
const mostFolded = 300;
/** The standing, and so much for each note. */
const answerTokens = { standing: 300, note: 250, most: 4_000 };
const watchdogMs: Milliseconds = 180_000;

/**
 * Keeps the notes on the past and the standing of each conversation, in the background and never in front of a reply.
 * Notes on days are written from their messages, those on weeks and months from the notes on their days, which are
 * kept: nothing is told from a telling alone. What fails is tried again after a later turn, in growing intervals; the
 * prompt then goes on with the older notes and a longer window.
 */
export class Condenser {
  private readonly lanes: KeyedLanes<ConversationId>;
  private readonly pauses = new Map<ConversationId, { cancel(): void }>();
  private readonly rests: Rests;

  constructor(private readonly parts: CondenserParts) {
    const { clock, report } = parts;
    this.rests = new Rests(clock);
    this.lanes = new KeyedLanes({
      work: (conversation, { signal }) => this.condense(conversation, signal),
      clock,
      concurrency: 2,
      mostInterrupts: 0,
      watchdogMs,
      onOverrun: (conversation) => report.condensed(conversation, 'overran'),
      onError: (_conversation, cause) => report.failed('condense', cause),
    });
  }

  /** A turn of this conversation was committed, with so many messages in its window. */
  spoke(conversation: ConversationId, inWindow: number): void {
    this.pauses.get(conversation)?.cancel();
    const { clock, settings } = this.parts;
    const timer = clock.after(
      settings.sessionPauseMs,
      () => {
        this.pauses.delete(conversation);
        this.lanes.wake(conversation);
      },
      { unref: true },
    );
    this.pauses.set(conversation, timer);
    // Looking into the store with every turn would cost as much as a commit.
    if (inWindow >= settings.mostInWindow && !this.rests.isResting(conversation))
      this.lanes.wake(conversation);
  }

  async stop(graceMs: Milliseconds): Promise<void> {
    for (const timer of this.pauses.values()) timer.cancel();
    this.pauses.clear();
    await this.lanes.stop(graceMs);
  }

  private async condense(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    const { database, report } = this.parts;
    if (!database.health.isWell) return;
    const isPause = !this.pauses.has(conversation);
    const state = await readConversation(database.read, conversation);
    if (!state) return;
    const seen = await readPast(database.read, conversation);
    const due = await this.whatIsDue(conversation, seen, isPause);
    let suggestion: Condensed | null = null;
    if (due && !this.rests.isResting(conversation)) {
      const { outcome, condensed } = await this.rewrite(state, seen, due.keep, signal);
      report.condensed(conversation, outcome);
      if (condensed === null && !signal.aborted) this.rests.failed(conversation);
      else this.rests.wentWell(conversation);
      suggestion = condensed;
    }
    if (isPause) await this.parts.sessionOver(state, suggestion);
  }

  private async rewrite(
    state: ConversationState,
    seen: CondensedPast,
    keep: number,
    signal: AbortSignal,
  ): Promise<{ readonly outcome: string; readonly condensed: Condensed | null }> {
    const { database, clock } = this.parts;
    const { conversation } = state;
    const startedAt = clock.now();
    const character = this.parts.character(state.character);
    const zone = new ZonedTime(character.timeZone);
    const today = zone.dayOf(startedAt);
    const notes = await readPastNotes(database.read, conversation);
    const messages = await readMessagesBehind(database.read, conversation, seen.pastToRow, mostFolded);
    const leaving = messages.slice(0, Math.max(0, messages.length - keep));
    const staying = messages.slice(leaving.length);
    // Stale notes are written anew only together with others: each rewriting costs the cached prefix.
    const planned =
      leaving.length === 0
        ? []
        : [...staleStretches(notes), ...stretchesOf(leaving, staying, notes, zone, today)];
    const stretches = await this.withMessages(conversation, planned);
    const { system, user } = condensePrompt({
      character,
      personName: state.personName,
      standing: seen.standing,
      stretches,
      staying,
    });
    const maxTokens = Math.min(
      answerTokens.most,
      answerTokens.standing + answerTokens.note * stretches.length,
    );
    const asked = await this.ask(
      conversation,
      character,
      { system, user, maxTokens, schema: condensedSchema },
      signal,
    );
    if (!asked.ok) return { outcome: `model-${asked.failure.kind}`, condensed: null };
    const condensed = readCondensed(asked.text, stretches.length);
    if (!condensed) return { outcome: 'unreadable', condensed: null };
    const made = stretches.map(({ level, day, firstRow, lastRow }, index) => ({
      level,
      firstRow,
      lastRow,
      firstDay: day,
      lastDay: day,
      text: condensed.notes[index] ?? '',
    }));
    const period = leaving.length === 0 ? null : await this.period(state, character, notes, today, signal);
    const isStored = await database.write(
      (transaction) =>
        savePast(transaction, {
          conversation,
          seen,
          next: {
            pastToRow: leaving.at(-1)?.row ?? seen.pastToRow,
            standing: condensed.standing,
            standingToRow: messages.at(-1)?.row ?? seen.standingToRow,
          },
          notes: period === null ? made : [...made, period],
          characterVersion: character.version,
          startedAt,
          now: clock.now(),
        }),
      'ordered',
    );
    return { outcome: isStored ? 'stored' : 'moved-on', condensed };
  }

  /** The note on a week or month that is over, from its days; null where none is due or it was no use. */
  private async period(
    { conversation, personName }: ConversationState,
    character: Character,
    notes: readonly PastNote[],
    today: string,
    signal: AbortSignal,
  ): Promise<Omit<PastNote, 'isStale'> | null> {
    const period = duePeriod(notes, today);
    if (!period) return null;
    const { days, ...place } = period;
    const { system, user } = periodPrompt({ character, personName, days });
    const maxTokens = answerTokens.note;
    const asked = await this.ask(
      conversation,
      character,
      { system, user, maxTokens, schema: periodSchema },
      signal,
    );
    const text = asked.ok ? readPeriod(asked.text) : null;
    return text === null ? null : { ...place, text };
  }

  private async withMessages(
    conversation: ConversationId,
    stretches: readonly Stretch[],
  ): Promise<readonly (Stretch & { readonly messages: readonly StoredMessage[] })[]> {
    const { read } = this.parts.database;
    const filled = await Promise.all(
      stretches.map(async (whole) => {
        const messages = await readMessagesOf(read, conversation, whole, mostOfDay + 1);
        if (whole.level === 'part' || messages.length <= mostOfDay) return { ...whole, messages };
        const part = asPart(whole);
        return { ...part, messages: messages.filter(({ row }) => row >= part.firstRow) };
      }),
    );
    return filled.filter(({ messages }) => messages.length > 0);
  }

  private ask(
    conversation: ConversationId,
    character: Character,
    request: {
      readonly system: string;
      readonly user: string;
      readonly maxTokens: number;
      readonly schema: typeof condensedSchema | typeof periodSchema;
    },
    signal: AbortSignal,
  ): ReturnType<AskRole> {
    return this.parts.ask(
      'scribe',
      {
        system: [{ text: request.system }],
        messages: [{ role: 'user', text: request.user }],
        maxTokens: request.maxTokens,
        jsonSchema: request.schema,
      },
      {
        signal,
        chargedTo: conversation,
        instead: this.parts.ownModels?.(character, 'scribe') ?? [],
      },
    );
  }

  /** How many messages are to stay in the window; null when there is nothing to do now. */
  private async whatIsDue(
    conversation: ConversationId,
    seen: CondensedPast,
    isPause: boolean,
  ): Promise<{ readonly keep: number } | null> {
    const { database, settings } = this.parts;
    const behind = await countBehind(database.read, conversation, seen.pastToRow);
    if (behind.messages > settings.mostInWindow) return { keep: settings.keptInWindow };
    if (!isPause) return null;
    const session = await countBehind(database.read, conversation, seen.standingToRow);
    return session.messages >= settings.leastInSession ? { keep: settings.keptOverPause } : null;
  }
}
