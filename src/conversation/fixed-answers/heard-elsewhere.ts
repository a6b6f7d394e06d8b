import type { HeardCode } from '../../core/heard-line.js';
import type { DangerSign } from '../../duty/hear.js';
import { languageOf } from '../../duty/person-language.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { Judged } from './care-judge.js';
import type { FixedAnswerNeeds } from './fixed-answer-needs.js';
import type { FixedAnswer } from './fixed-answer.js';
import { answerHeard } from './fixed-answers.js';
import type { HeardBurst } from './heard-burst.js';

/**
 * The fixed words owed to what another net than the local one heard in a burst: the voice model, or a judge. Null where
 * nothing is: a goodbye has no fixed words, and within the hour after a card ideation is talked about.
 */
export async function answerToHeard(
  context: FixedAnswerNeeds,
  loaded: LoadedTurn,
  { codes, sign }: Judged,
): Promise<FixedAnswer | null> {
  if (sign === null && codes.every((code) => code === 'bye')) return null;
  const answer = await answerHeard(context, loaded, heardAs(loaded, codes, sign));
  // It was heard in the burst as a whole.
  return answer && { ...answer, covers: loaded.burst.map(({ row }) => row) };
}

/** The voice does not say how grave it is: that is left to whoever grades it behind the card. */
function heardAs(
  { latest, state }: LoadedTurn,
  codes: readonly HeardCode[],
  raised: DangerSign | null,
): HeardBurst {
  const message = (code: HeardCode) => (codes.includes(code) ? latest : null);
  const about = codes.includes('self') ? 'self' : codes.includes('other') ? 'other' : null;
  const language = languageOf(latest.text, state.language) ?? 'en';
  const sign = raised ?? (about === null ? null : ({ tier: 'ideation', about, language } as const));
  return {
    stop: message('stop'),
    forget: message('delete'),
    show: null,
    truth: message('nature'),
    underAge: message('minor'),
    danger: sign === null ? null : { message: latest, sign },
    isJudged: raised !== null,
  };
}
