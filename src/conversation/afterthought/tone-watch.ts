import type { ConversationId } from '../../core/ids.js';
import { hear } from '../../duty/hear.js';
import { careNets } from '../../duty/net/load-nets.js';
import type { Clock } from '../../core/clock.js';
import { isSure } from '../../strategist/moment/moment.js';
import type { ReadMoment } from '../../strategist/moment/read-moment.js';
import { commitFixedAnswer } from '../committing/commit-fixed-answer.js';
import type { CommittingNeeds } from '../committing/committing-needs.js';
import { cardFor } from '../fixed-answers/crisis.js';
import type { FixedAnswerNeeds } from '../fixed-answers/fixed-answer-needs.js';
import type { GradeSigns } from '../fixed-answers/sign-grader.js';
import type { LoadedTurn } from '../loading/load-turn.js';

export interface ToneWatchParts {
  readonly clock: Clock;
  readonly grader: GradeSigns;
  readonly readMoment: ReadMoment;
  readonly fixedAnswers: FixedAnswerNeeds;
  readonly committing: CommittingNeeds;
  readonly wakeOutbox: (conversation: ConversationId) => void;
  readonly broke: (cause: unknown) => void;
}

/** Messages of the person over which a tone is one. */
const lookBack = 20;
/** So many low ones among them, and the talk has sunk: one or two are a bad day. */
const sunkFrom = 3;
/** Talks whose tone is kept in mind; the one silent for longest is forgotten first. */
const mostTalks = 5_000;

/**
 * What is only implied over many messages no net hears in one of them. Where several of the last twenty were low, a judge
 * reads them all, in the background; what it takes for danger gets the card, though nobody is waiting for an answer.
 */
export class ToneWatch {
  private readonly talks = new Map<ConversationId, boolean[]>();
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly parts: ToneWatchParts) {}

  /** A turn was committed. */
  spoke(loaded: LoadedTurn): void {
    const { conversation, language } = loaded.state;
    const tones = this.talks.get(conversation) ?? [];
    for (const { text } of loaded.burst) tones.push(this.isLow(text, language));
    this.talks.delete(conversation);
    this.talks.set(conversation, tones.slice(-lookBack));
    const [oldest] = this.talks.keys();
    if (this.talks.size > mostTalks && oldest !== undefined) this.talks.delete(oldest);
    const isGentle = (loaded.care.crisisUntil ?? 0) > this.parts.clock.now();
    if (isGentle || tones.filter(Boolean).length < sunkFrom) return;
    // What was read once is read again only when as much came anew.
    this.talks.delete(conversation);
    const work = this.read(loaded)
      .catch((cause: unknown) => this.parts.broke(cause))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  /** Resolves when what is being read is done; the judge has its own deadline. */
  async stop(): Promise<void> {
    await Promise.all(this.running);
  }

  private isLow(text: string, language: string | null): boolean {
    if (hear(text, careNets()).danger !== null) return true;
    const moment = this.parts.readMoment(text, language ?? undefined);
    return isSure(moment) && (moment.emotion === 'sadness' || moment.emotion === 'fear');
  }

  private async read(loaded: LoadedTurn): Promise<void> {
    const { grader, fixedAnswers, committing, clock } = this.parts;
    const sign = await grader.overTalk(loaded, lookBack);
    if (sign === null) return;
    const answer = await cardFor(sign, loaded.latest, fixedAnswers, loaded, false);
    if (answer === null) return;
    const { bubbles } = await commitFixedAnswer(committing, {
      loaded,
      answer: { ...answer, covers: [] },
      startedAt: clock.now(),
    });
    if (bubbles > 0) this.parts.wakeOutbox(loaded.state.conversation);
  }
}
