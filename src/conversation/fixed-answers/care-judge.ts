import type { Clock, Milliseconds } from '../../core/clock.js';
import type { HeardCode } from '../../core/heard-line.js';
import { hear, type DangerSign } from '../../duty/hear.js';
import { heardQuestion, readHeard } from '../../duty/judge/judge-questions.js';
import { careNets } from '../../duty/net/load-nets.js';
import { askJudge } from '../../model/ask-judge.js';
import type { AskRole } from '../../model/ask.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { SpendLedger } from '../spending/spend-ledger.js';
import type { HeardBurst } from './heard-burst.js';
import type { GradeSigns } from './sign-grader.js';

/** What a judge heard in a burst beside the local net. */
export interface Judged {
  readonly codes: readonly HeardCode[];
  /** A weak sign of danger that it takes for more. */
  readonly sign: DangerSign | null;
}

export const nothingJudged: Judged = { codes: [], sign: null };

/** A judge's view of a burst of which the local net is unsure; nothing where it is sure, and at once. Never rejects. */
export type JudgeBurst = (loaded: LoadedTurn, heard: HeardBurst) => Promise<Judged>;

export interface CareJudgeParts {
  readonly ask: AskRole;
  readonly clock: Clock;
  readonly grader: GradeSigns;
  readonly ledger: Pick<SpendLedger, 'verdict'>;
}

/** It runs beside planning and writing: nothing of a reply leaves before it has spoken or this has passed. */
const withinMs: Milliseconds = 1_500;
/** Messages of the talk before, for what "it" and "again" are about. */
const talkBefore = 4;

/**
 * The third net: a small model for what the local one finds unsure, asked in parallel with everything else. A weak sign of
 * danger is graded; what lies closely below a threshold is read once more as a whole.
 */
export function createCareJudge({ ask, clock, grader, ledger }: CareJudgeParts): JudgeBurst {
  return async (loaded, heard) => {
    const { burst, window, state } = loaded;
    if (ledger.verdict(state.conversation, 0).step !== 'full') return nothingJudged;
    if (heard.danger !== null) {
      const { sign } = heard.danger;
      const isWeak = sign.tier === 'indirect' && sign.about === 'self';
      return { codes: [], sign: isWeak ? await grader.raise(loaded, sign) : null };
    }
    const own = burst.filter(({ refused }) => refused !== true);
    if (!own.some(({ text }) => hear(text, careNets()).isUnsure)) return nothingJudged;
    const question = heardQuestion(
      [...window.slice(-talkBefore), ...own].map(({ author, text }) => ({
        isPerson: author === 'person',
        text,
      })),
    );
    const answer = await askJudge(ask, question, {
      clock,
      withinMs,
      signal: new AbortController().signal,
      chargedTo: state.conversation,
    });
    return { codes: answer?.ok === true ? (readHeard(answer.text) ?? []) : [], sign: null };
  };
}
