import type { Clock, Milliseconds } from '../../core/clock.js';
import type { DangerSign } from '../../duty/hear.js';
import { dangerFrom, gradeQuestion, graveFrom, readGrade, type Grade } from '../../duty/judge/grading.js';
import { askJudge } from '../../model/ask-judge.js';
import { languageOf } from '../../duty/person-language.js';
import type { AskRole } from '../../model/ask.js';
import type { Database } from '../../store/engine/database.js';
import { countDuty, readCare, saveCare } from '../../store/duty/duty-store.js';
import type { LoadedTurn } from '../loading/load-turn.js';

export interface SignGraderParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly ask: AskRole;
  /** Something broke that should not, or the disk failed. */
  readonly broke: (cause: unknown) => void;
}

/** A person waits: what is not graded by then gets no card, and the answer is gentle by the rules alone. */
const waitMs: Milliseconds = 1_500;
/** Nobody waits behind the card. */
const backgroundMs: Milliseconds = 8_000;
/** Messages of the talk before, for what "it" and "again" are about. */
const talkBefore = 4;
/** The talk stays gentle for so long behind a card that was shown for nothing; a plan or an intent is heeded for a week. */
const looseMs: Milliseconds = 6 * 3_600_000;
const graveMs: Milliseconds = 7 * 24 * 3_600_000;

/**
 * A small model's view of what the rules found, never of other messages. It comes behind the card and decides how long
 * the talk stays gentle; only a sign too weak for a card is graded before the answer, within a deadline. Late, wrong or
 * no answers change nothing. Counts hold no identity.
 */
export class SignGrader {
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(private readonly parts: SignGraderParts) {}

  /** The sign of a card when a weak one is more than the rules saw in it; null when it is not, or nobody said in time. */
  async raise(loaded: LoadedTurn, sign: DangerSign): Promise<DangerSign | null> {
    const grade = await this.grade(loaded, waitMs);
    this.supervise(this.count(sign, grade));
    if (grade === null || grade.grade < dangerFrom || grade.about === 'nobody') return null;
    if (grade.about === 'other') return { ...sign, tier: 'ideation', about: 'other' };
    return { ...sign, tier: grade.grade >= graveFrom ? 'explicit' : 'ideation', about: 'self' };
  }

  /** The last messages of a talk as a whole; the sign of a card where they speak of the person's own danger. */
  async overTalk(loaded: LoadedTurn, messages: number): Promise<DangerSign | null> {
    const grade = await this.grade(loaded, backgroundMs, messages);
    const language = languageOf(loaded.latest.text, loaded.state.language) ?? 'en';
    await this.count({ tier: 'indirect', about: 'self', language }, grade);
    if (grade === null || grade.grade < dangerFrom || grade.about !== 'self') return null;
    return { tier: grade.grade >= graveFrom ? 'explicit' : 'ideation', about: 'self', language };
  }

  /** Behind a card: it is stored, and its talk was to stay gentle until `until`. */
  review(loaded: LoadedTurn, sign: DangerSign, until: Milliseconds): void {
    this.supervise(this.reviewed(loaded, sign, until));
  }

  async stop(graceMs: Milliseconds): Promise<void> {
    const late = this.parts.clock.after(graceMs, () => this.stopping.abort(), { unref: true });
    await Promise.all(this.running);
    late.cancel();
  }

  private async reviewed(loaded: LoadedTurn, sign: DangerSign, until: Milliseconds): Promise<void> {
    const { clock, database } = this.parts;
    const { conversation } = loaded.state;
    const grade = await this.grade(loaded, backgroundMs);
    await this.count(sign, grade);
    const change = grade === null || sign.about === 'other' ? null : followUp(sign, grade, clock.now());
    if (change === null) return;
    await database.write(async (transaction) => {
      // Another sign meanwhile has said more than this grade.
      const care = await readCare(transaction.db, conversation);
      if (care.crisisUntil === until) await saveCare(transaction, conversation, change);
    });
  }

  private count({ tier, language }: DangerSign, grade: Grade | null): Promise<void> {
    const { clock, database } = this.parts;
    const outcome =
      grade === null ? 'not-graded' : grade.grade >= dangerFrom ? 'graded-true' : 'graded-false';
    return database.write((transaction) =>
      countDuty(transaction, { kind: 'crisis-grade', tier, language, outcome }, clock.now()),
    );
  }

  private async grade(
    loaded: LoadedTurn,
    withinMs: Milliseconds,
    before = talkBefore,
  ): Promise<Grade | null> {
    const { ask, clock } = this.parts;
    const talk = [...loaded.window.slice(-before), ...loaded.burst].map(({ author, text }) => ({
      isPerson: author === 'person',
      text,
    }));
    const question = gradeQuestion(talk);
    const answer = await askJudge(ask, question, {
      clock,
      withinMs,
      signal: this.stopping.signal,
      chargedTo: loaded.state.conversation,
    }).catch((cause: unknown) => {
      this.parts.broke(cause);
      return null;
    });
    return answer?.ok === true ? readGrade(answer.text) : null;
  }

  private supervise(work: Promise<void>): void {
    const watched = work
      .catch((cause: unknown) => this.parts.broke(cause))
      .finally(() => this.running.delete(watched));
    this.running.add(watched);
  }
}

/** An explicit sign is never taken for less than the rules took it for. */
function followUp(
  { tier }: DangerSign,
  { grade, about }: Grade,
  now: Milliseconds,
): Parameters<typeof saveCare>[2] | null {
  if (grade >= graveFrom && about !== 'nobody') return { crisisTier: 'explicit', crisisUntil: now + graveMs };
  if (grade < dangerFrom && tier === 'ideation') return { crisisUntil: now + looseMs };
  return null;
}

export type GradeSigns = Pick<SignGrader, 'raise' | 'review' | 'overTalk'>;
