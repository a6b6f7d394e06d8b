import type { HeardCode } from '../../core/heard-line.js';
import type { Judged } from '../fixed-answers/care-judge.js';
import type { FixedAnswerNeeds } from '../fixed-answers/fixed-answer-needs.js';
import type { FixedAnswer } from '../fixed-answers/fixed-answer.js';
import { answerToHeard } from '../fixed-answers/heard-elsewhere.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/**
 * Fixed words in place of a reply: what the local net did not hear in a burst, heard by the voice model in its first line or
 * by a judge. Asked before the first bubble of a draft leaves, and once more where no draft came.
 */
export class DutyInPlace {
  /** What is said instead of the reply; null while nothing is. */
  answer: FixedAnswer | null = null;
  /** Everything that was heard of the burst by others than the local net. */
  readonly heard = new Set<HeardCode>();
  private asked = new Set<string>();

  constructor(
    private readonly context: FixedAnswerNeeds,
    private readonly loaded: LoadedTurn,
    /** What a judge hears of it meanwhile. */
    private readonly judged: Promise<Judged>,
  ) {}

  /** Whether fixed words go in place of what is being written. */
  async takes(codes: readonly HeardCode[]): Promise<boolean> {
    const { codes: judged, sign } = await this.judged;
    for (const code of [...codes, ...judged]) this.heard.add(code);
    const all = [...this.heard];
    // A second draft brings the same codes: what nothing was owed to before is owed nothing now.
    const key = all.join(' ');
    if (this.answer === null && !this.asked.has(key)) {
      this.asked.add(key);
      this.answer = await answerToHeard(this.context, this.loaded, { codes: all, sign });
    }
    return this.answer !== null;
  }
}
