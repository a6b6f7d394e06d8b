import { condensedSchema, condensePrompt, readCondensed } from '../context/condense-prompt.js';
import type { Character } from '../character/character.js';
import type { Clock, Milliseconds } from '../core/clock.js';
import type { CharacterId, ConversationId } from '../core/ids.js';
import { KeyedLanes } from '../lib/keyed-lanes.js';
import type { AskRole } from '../model/ask.js';
import { readConversation, readMessagesBehind } from '../store/conversation-reader.js';
import type { Database } from '../store/database.js';
import { countBehind, readPast, savePast, type CondensedPast } from '../store/past-store.js';
import type { OwnModels } from './turn-context.js';

export interface CondenserParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ask: AskRole;
  readonly ownModels?: OwnModels;
  readonly character: (id: CharacterId) => Character;
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
  /** After so long without a message the session is over and the relationship is looked at. */
  readonly sessionPauseMs: Milliseconds;
  /** Messages a session must have brought for that. */
  readonly leastInSession: number;
}

/** The window breathes between 30 and 60 messages, so that its cached prefix changes once in fifteen exchanges. */
export const usualCondensing: CondenserSettings = {
  mostInWindow: 60,
  keptInWindow: 30,
  sessionPauseMs: 30 * 60_000,
  leastInSession: 8,
};

/** Most messages folded in one request: a bound for its size after a long absence of models. */
const mostFolded = 300;
const answerTokens = 900;
const watchdogMs: Milliseconds = 180_000;

/**
 * Keeps the condensed past and the standing of each conversation, in the background and never in front of a reply. What
 * fails is tried again after a later turn; the prompt then goes on with the older notes and a longer window.
 */
export class Condenser {
  private readonly lanes: KeyedLanes<ConversationId>;
  private readonly pauses = new Map<ConversationId, { cancel(): void }>();

  constructor(private readonly parts: CondenserParts) {
    const { clock, report } = parts;
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
    if (inWindow >= settings.mostInWindow) this.lanes.wake(conversation);
  }

  async stop(graceMs: Milliseconds): Promise<void> {
    for (const timer of this.pauses.values()) timer.cancel();
    this.pauses.clear();
    await this.lanes.stop(graceMs);
  }

  private async condense(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    const { database, clock, ask, report, ownModels } = this.parts;
    if (!database.health.isWell) return;
    const startedAt = clock.now();
    const seen = await readPast(database.read, conversation);
    const due = await this.whatIsDue(conversation, seen);
    const state = due && (await readConversation(database.read, conversation));
    if (!due || !state) return;
    const messages = await readMessagesBehind(database.read, conversation, seen.pastToRow, mostFolded);
    const leaving = messages.slice(0, Math.max(0, messages.length - due.keep));
    const staying = messages.slice(leaving.length);
    const character = this.parts.character(state.character);
    const { system, user } = condensePrompt({
      character,
      personName: state.personName,
      past: seen.past,
      standing: seen.standing,
      leaving,
      staying,
    });
    const asked = await ask(
      'scribe',
      {
        system: [{ text: system }],
        messages: [{ role: 'user', text: user }],
        maxTokens: answerTokens,
        jsonSchema: condensedSchema,
      },
      { signal, chargedTo: conversation, instead: ownModels?.(character, 'scribe') ?? [] },
    );
    if (!asked.ok) {
      report.condensed(conversation, `model-${asked.failure.kind}`);
      return;
    }
    const notes = readCondensed(asked.text);
    if (!notes) {
      report.condensed(conversation, 'unreadable');
      return;
    }
    const next: CondensedPast = {
      past: leaving.length === 0 ? seen.past : notes.past,
      pastToRow: leaving.at(-1)?.row ?? seen.pastToRow,
      standing: notes.standing,
      standingToRow: messages.at(-1)?.row ?? seen.standingToRow,
    };
    const isStored = await database.write(
      (transaction) =>
        savePast(transaction, {
          conversation,
          seen,
          next,
          characterVersion: character.version,
          startedAt,
          now: clock.now(),
        }),
      'ordered',
    );
    report.condensed(conversation, isStored ? 'stored' : 'moved-on');
  }

  /** How many messages are to stay in the window; null when there is nothing to do now. */
  private async whatIsDue(
    conversation: ConversationId,
    seen: CondensedPast,
  ): Promise<{ readonly keep: number } | null> {
    const { database, settings } = this.parts;
    const behind = await countBehind(database.read, conversation, seen.pastToRow);
    if (behind.messages > settings.mostInWindow) return { keep: settings.keptInWindow };
    const isPause = !this.pauses.has(conversation);
    if (!isPause) return null;
    const session = await countBehind(database.read, conversation, seen.standingToRow);
    return session.messages >= settings.leastInSession ? { keep: behind.messages } : null;
  }
}
