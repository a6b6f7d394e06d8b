import type { TurnId } from '../../core/ids.js';
import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { LaneControl } from '../../lib/keyed-lanes.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import { addToTurn, closeTurn, type OpenTurn } from '../../store/turn/open-turn-store.js';
import type { NewBubble } from '../../store/turn/new-bubble.js';
import { bubbleRow } from '../committing/bubble-row.js';
import {
  closingColumns,
  findLastWords,
  recordClosing,
  type ClosingWords,
} from '../committing/closing-words.js';
import { commitTurn, turnTimings, type CommitInput } from '../committing/commit-turn.js';
import type { EarlyOutlet, Spoke } from '../writing/generate.js';
import type { TurnNeeds } from './turn-needs.js';

export type StreamedParts = Omit<CommitInput, 'generated' | 'revision' | 'isProposal' | 'goesOn'>;

/**
 * A turn whose first bubble is committed while the model still writes. Transaction B is then made in parts: the first
 * covers what is answered and stores the record as open, each further bubble is added behind it, the last completes the
 * record. Whatever dies in between, what was added stays and is sent once, and nothing is generated again.
 */
export class StreamedTurn implements EarlyOutlet {
  private open: OpenTurn | null = null;
  private count = 0;
  private closing: ClosingWords | null = null;

  constructor(
    private readonly context: TurnNeeds,
    private readonly parts: StreamedParts,
    private readonly control: LaneControl,
  ) {}

  get newer(): AbortSignal {
    return this.control.newer;
  }

  /** Something of it is stored. */
  get isOpen(): boolean {
    return this.open !== null;
  }

  async begin(bubble: OutgoingBubble, soFar: Spoke): Promise<boolean> {
    const { context, parts, control } = this;
    const { state } = parts.loaded;
    await context.letFinish(state, control.signal);
    if (control.signal.aborted) return false;
    control.seal();
    const committed = await commitTurn(context.committing, {
      ...parts,
      isProposal: false,
      goesOn: true,
      generated: { ...soFar, bubbles: [bubble] },
      revision: control.interruptible ? state.revision : null,
    });
    if (committed.result !== 'stored') return false;
    this.closing = committed.closing;
    this.opened(committed.turn, committed.bubbles);
    return true;
  }

  async add(bubble: OutgoingBubble): Promise<boolean> {
    return this.store([bubbleRow(this.context.committing, bubble, this.parts.tempo)]);
  }

  /** Complete the record of what was begun. */
  async close(generated: Spoke): Promise<void> {
    const { context, parts, open } = this;
    if (open === null) return;
    const { loaded, startedAt } = parts;
    if (generated.reason === null) await this.sayFixedWords(generated);
    const finishedAt = context.committing.clock.now();
    const record = {
      turn: open.turn,
      conversation: open.conversation,
      cause: 'incoming',
      outcome: generated.outcome,
      startedAt,
      finishedAt,
      decision: parts.decision,
      layers: generated.prompt?.notes ?? [],
      request: null,
      reason: generated.reason,
      answer: generated.answer,
      checks: generated.checks,
      timings: turnTimings(loaded.burst[0].receivedAt, startedAt, finishedAt, generated),
    } as const;
    await context.committing.database.write((transaction) => closeTurn(transaction, record), 'ordered');
    context.committing.report.finished(record, this.count, open.account);
  }

  /** That an answer about consent was noted, a reminder, or a question. */
  private async sayFixedWords(generated: Spoke): Promise<void> {
    const { context, parts } = this;
    const words = this.closing ?? (await findLastWords(context.committing, parts.loaded, generated.text));
    if (words === null) return;
    const row = bubbleRow(context.committing, { text: fixedText(words.text), entities: [] }, parts.tempo);
    await this.store([{ ...row, ...closingColumns(words) }], words);
  }

  private opened(turn: TurnId, bubbles: number): void {
    const { conversation, account, peer } = this.parts.loaded.state;
    this.open = { turn, conversation, account, peer };
    this.count = bubbles;
    this.context.wakeOutbox(conversation);
  }

  private async store(rows: readonly NewBubble[], closing: ClosingWords | null = null): Promise<boolean> {
    const { context, open } = this;
    if (open === null) return false;
    const now = context.committing.clock.now();
    const result = await context.committing.database.write(async (transaction) => {
      const stored = await addToTurn(transaction, open, rows, now);
      if (stored === 'stored')
        await recordClosing(
          transaction,
          open.conversation,
          { answer: null, words: closing },
          rows.at(-1),
          now,
        );
      return stored;
    }, 'ordered');
    if (result !== 'stored') return false;
    this.count += rows.length;
    context.wakeOutbox(open.conversation);
    return true;
  }
}
