import type { Milliseconds } from '../core/clock.js';
import type { Act, Moment } from './moment/moment.js';
import { plainForm, tokensOf } from './moment/tokens.js';
import type { RegisterChoice } from './register.js';

/** How a recurring moment was judged. What is said to it is chosen anew each time. */
export interface Judgement {
  readonly moment: Moment;
  readonly choice: RegisterChoice;
}

/** Whose judgement it is: another version of a character may judge otherwise. */
export interface Judge {
  readonly id: string;
  readonly version: string;
}

/** Moments that come back in the same few words. */
const recurring: ReadonlySet<Act> = new Set<Act>(['greeting', 'thanks', 'laughter', 'farewell']);
/** Longer bursts do not come back word by word. */
const mostLetters = 40;
const usual = { most: 500, lifeMs: 24 * 3_600_000 };

/**
 * Greetings, thanks, laughter and good nights, judged once a day for each version of a character, in whatever spelling
 * they come. Kept in memory for one run of the program; the longest unused go first.
 */
export class RememberedJudgements {
  /** In the order of their last use. */
  private readonly known = new Map<string, { readonly until: Milliseconds; readonly judgement: Judgement }>();

  constructor(private readonly bounds: { readonly most: number; readonly lifeMs: Milliseconds } = usual) {}

  /** The remembered judgement, with `remembered` among its evidence; else what `judgeAnew` says. */
  judge(
    judge: Judge,
    words: string,
    language: string | null,
    now: Milliseconds,
    judgeAnew: () => Judgement,
  ): Judgement {
    const pattern = words.length <= mostLetters ? patternOf(words) : null;
    if (pattern === null) return judgeAnew();
    const key = [judge.id, judge.version, language, pattern].join('\n');
    const found = this.known.get(key);
    this.known.delete(key);
    if (found && found.until > now) {
      this.known.set(key, found);
      const { moment, choice } = found.judgement;
      return { moment, choice: { ...choice, evidence: [...choice.evidence, 'remembered'] } };
    }
    const judgement = judgeAnew();
    if (recurring.has(judgement.moment.act)) {
      this.known.set(key, { until: now + this.bounds.lifeMs, judgement });
      for (const oldest of this.known.keys()) {
        if (this.known.size <= this.bounds.most) break;
        this.known.delete(oldest);
      }
    }
    return judgement;
  }
}

/** One form for what differs in case, punctuation, or in how long somebody laughs; null where nothing is left. */
function patternOf(words: string): string | null {
  const pieces = tokensOf(words).map((token) => plainForm(token).replace(/(.{2})\1+/gu, '$1$1'));
  const form = pieces.filter((piece) => !/^[!.,…]+$/u.test(piece)).join(' ');
  return form === '' ? null : form;
}
